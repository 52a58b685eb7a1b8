import { z } from 'zod';
import type { Backend } from '../../../model/backend.js';
import type { ListRef } from '../../../model/list.js';
import type { Listener } from '../../../model/listener.js';
import type { LoadBalancer, LoadBalancerStatus } from '../../../model/load-balancer.js';
import { itemKey, type ItemRef } from '../../../model/record.js';
import type { DecodeContext, Harvest, Dropped } from '../../provider.js';
import { fromTable, pickFields, toAddresses, toUtc } from '../../wire-values.js';
import { toTags } from '../tags.js';
import { listOfBackend, toBackend } from './backend.js';
import { toListener } from './listener.js';
import { loadBalancerRow, readRow, type InstanceType } from './wire.js';

/** `masterIp` and `backupIp` stand here, for only `vipList` fills the addresses. */
const vendorFields = [
  'specName',
  'chargeType',
  'period',
  'expiredTime',
  'resourceGroupId',
  'resourceGroupName',
  'masterIp',
  'backupIp',
  'ipType',
  'bandwidth',
  'isWorking',
];

/** The only documented status. */
const statuses: Readonly<Record<string, LoadBalancerStatus>> = { available: 'ACTIVE' };

/** A row of `DescribeLoadBalancers`. No field tells of public or private, nor of a network. */
export function toLoadBalancer(row: unknown, { source, asOf }: DecodeContext): LoadBalancer | 'malformed' {
  const wire = readRow(loadBalancerRow, row);
  if (wire === null) return 'malformed';
  const { read, raw } = wire;
  return {
    kind: 'loadBalancer',
    source,
    asOf,
    vendorId: read.loadBalancerId,
    zone: read.zoneId,
    name: read.loadBalancerName,
    status: fromTable(statuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
    scheme: 'UNKNOWN',
    addresses: toAddresses(read.vipList.map((vip) => vip?.ipAddress)),
    domain: null,
    networkId: null,
    createdAt: toUtc(read.createTime, 'Z'),
    tags: toTags(read.tags),
    vendorFields: pickFields(raw, vendorFields),
  };
}

type ReportedList = NonNullable<Harvest['lists']>[number];

/** Learnt from a row that reports no list: then other calls tell what stands below load balancers. */
export const embedsNothing = 'embedsNothing';

/** Anything but a list counts as not told. */
const rowList = z.array(z.unknown()).nullable().catch(null);
const embeddedRow = z.looseObject({ listenerList: rowList, backendList: rowList });

/**
 * The listeners and backends embedded in a load balancer's row, as whole lists. That they are complete is documented nowhere,
 * so this is only for accounts whose operator trusts them. A list that is absent or null is not reported: another call tells.
 */
export function toEmbedded(
  row: unknown,
  loadBalancer: LoadBalancer,
  types: readonly InstanceType[],
): Pick<Harvest, 'records' | 'lists' | 'facts'> {
  const { listenerList, backendList } = embeddedRow.parse(row);
  const facts: Readonly<Record<string, boolean>> =
    listenerList === null || backendList === null ? { [embedsNothing]: true } : {};
  if (listenerList === null) return { facts };
  const { source, vendorId: loadBalancerId } = loadBalancer;
  const listeners = keepReadable(
    listenerList.map((embedded) => toListener(embedded, loadBalancer)),
    (listener) => listener.loadBalancerId === loadBalancerId,
  );
  const listenerIds = new Set(listeners.items.map(({ vendorId }) => vendorId));
  const lists = [toList({ list: 'listeners', source, loadBalancerId }, '', listeners.items, listeners.exact)];
  if (backendList === null) return { records: listeners.items, lists, facts };
  const backends = keepReadable(
    backendList.map((embedded) => toBackend(embedded, { loadBalancerId }, loadBalancer)),
    (backend) => listenerIds.has(backend.listenerId ?? '') && types.includes(listOfBackend(backend).type),
  );
  for (const listenerId of listenerIds) {
    const of: ListRef = { list: 'backends', source, loadBalancerId, listenerId, ruleId: null };
    const own = backends.items.filter((backend) => backend.listenerId === listenerId);
    for (const type of types) {
      const items = own.filter((backend) => listOfBackend(backend).type === type);
      lists.push(toList(of, type, items, backends.exact));
    }
  }
  return { records: [...listeners.items, ...backends.items], lists };
}

/** Each record once, without those that do not belong here. Not exact once a row could not be read. */
function keepReadable<T extends Listener | Backend>(
  rows: readonly (T | Dropped)[],
  belongs: (item: T) => boolean,
): { readonly items: readonly T[]; readonly exact: boolean } {
  const items = new Map<string, T>();
  for (const row of rows) if (typeof row !== 'string' && belongs(row)) items.set(itemKey(row), row);
  return { items: [...items.values()], exact: !rows.includes('malformed') };
}

function toList(
  of: ListRef,
  segment: string,
  items: readonly (Listener | Backend)[],
  exact: boolean,
): ReportedList {
  return { segment: { of, segment }, items: items.map(toRef), exact };
}

function toRef(item: Listener | Backend): ItemRef {
  const { source, loadBalancerId, vendorId } = item;
  if (item.kind === 'listener') return { kind: item.kind, source, loadBalancerId, vendorId: item.vendorId };
  const { listenerId, ruleId, target, port } = item;
  return { kind: item.kind, source, loadBalancerId, listenerId, ruleId, target, port, vendorId };
}
