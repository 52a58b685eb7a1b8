import { invalidParameter } from '../errors.js';
import { readInteger, readList } from '../parameters.js';
import {
  isRefusal,
  matchesInteger,
  pickKnown,
  readIds,
  readPage,
  type Action,
  type Query,
} from './action.js';
import { targetId } from './backend.js';
import { backendsOf } from './fleet-index.js';
import { toLoadBalancerRow } from './load-balancer.js';
import { isOrder, orderBy } from './load-balancer-order.js';
import type { Backend, LoadBalancer } from './records.js';
import { defaultOrder, forwardDefault, nameMatch, oldBackendLanIps } from './settings.js';

export const listLoadBalancers: Action = {
  host: 'lb.api.qcloud.com',
  parameters: [
    'loadBalancerIds.n',
    'loadBalancerType',
    'forward',
    'loadBalancerName',
    'domain',
    'loadBalancerVips.n',
    'backendWanIps.n',
    'backendLanIps.n',
    'offset',
    'limit',
    'orderBy',
    'orderType',
    'searchKey',
    'projectId',
    'withRs',
  ],
  select(query) {
    const { parameters, fleet, index, edition, settings } = query;
    const page = readPage(query);
    if (isRefusal(page)) return page;
    const ids = readIds(query, 'loadBalancerIds');
    if (isRefusal(ids)) return ids;
    const wrong = ['forward', 'withRs', 'orderType', 'loadBalancerType', 'projectId'].find(
      (name) => readInteger(parameters, name) === null,
    );
    if (wrong !== undefined) return invalidParameter(wrong);
    const namesLanIps = edition.old && readList(parameters, 'backendLanIps').length > 0;
    if (namesLanIps && settings.get(oldBackendLanIps) === '4000') return invalidParameter('backendLanIps');
    const forward = parameters.get('forward') ?? settings.get(forwardDefault);
    if (!['-1', '0', '1'].includes(forward)) return invalidParameter('forward');
    const named = pickKnown(ids, index.loadBalancers, settings);
    if (isRefusal(named)) return named;
    const found = (ids.length > 0 ? named : fleet.loadBalancers).filter(
      (row) => (forward === '-1' || row.wire.application === (forward === '1')) && matches(query, row),
    );
    const ordered = inOrder(query, found);
    if (isRefusal(ordered)) return ordered;
    const { offset, limit } = page;
    return {
      kind: 'rows',
      rows: ordered.slice(offset, offset + limit).map((row) => toLoadBalancerRow(row, edition)),
      total: ordered.length,
      traits: { id: 'unLoadBalancerId', enumerated: 'status', optional: 'loadBalancerName' },
      narrowed: ids.length > 0,
      wrap: (loadBalancerSet, totalCount) => ({ loadBalancerSet, totalCount }),
    };
  },
};

function matches({ parameters, index, edition, settings }: Query, row: LoadBalancer): boolean {
  const ignoresLanIps = edition.old && settings.get(oldBackendLanIps) === 'ignored';
  const name = parameters.get('loadBalancerName');
  const domain = parameters.get('domain');
  const search = parameters.get('searchKey');
  const fuzzy = settings.get(nameMatch) === 'fuzzy';
  const ownName = row.name ?? '';
  const texts = [ownName, row.domain ?? '', ...row.addresses];
  const withRs = readInteger(parameters, 'withRs') ?? 2;
  return (
    (name === undefined || (fuzzy ? ownName.includes(name) : ownName === name)) &&
    (domain === undefined || row.domain === domain) &&
    (search === undefined || texts.some((text) => text.includes(search))) &&
    matchesInteger(parameters, 'loadBalancerType', row.wire.type) &&
    matchesInteger(parameters, 'projectId', row.vendorFields['projectId'] ?? 0) &&
    (withRs === 2 || backendsOf(row).length > 0 === (withRs === 1)) &&
    matchesAny(parameters, 'loadBalancerVips', row.addresses) &&
    (ignoresLanIps ||
      hasBackend(parameters, 'backendLanIps', row, ({ addresses }) => addresses?.slice(0, 1) ?? [])) &&
    hasBackend(
      parameters,
      'backendWanIps',
      row,
      (backend) => index.machines.get(targetId(backend))?.publicAddresses ?? [],
    )
  );
}

function matchesAny(parameters: Query['parameters'], name: string, values: readonly string[]): boolean {
  const wanted = readList(parameters, name);
  return wanted.length === 0 || values.some((value) => wanted.includes(value));
}

/** By what the rows of backends tell: the address of an interface where that stands alone. */
function hasBackend(
  parameters: Query['parameters'],
  name: string,
  row: LoadBalancer,
  addressesOf: (backend: Backend) => readonly string[],
): boolean {
  if (readList(parameters, name).length === 0) return true;
  return matchesAny(parameters, name, backendsOf(row).flatMap(addressesOf));
}

function inOrder({ parameters, edition, settings }: Query, rows: readonly LoadBalancer[]) {
  const field = parameters.get('orderBy') ?? 'createTime';
  if (!isOrder(field)) return invalidParameter('orderBy');
  const choice = settings.get(defaultOrder);
  const newestFirst = choice === 'edition' ? edition.newestFirst : choice === 'descending';
  const orderType = readInteger(parameters, 'orderType') ?? (newestFirst ? 1 : 0);
  if (orderType !== 0 && orderType !== 1) return invalidParameter('orderType');
  return orderBy(rows, field, orderType === 1);
}
