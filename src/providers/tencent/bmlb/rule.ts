import type { Backend } from '../../../model/backend.js';
import type {
  HealthCheck,
  Listener,
  ListenerRule,
  ListenerRuleRef,
  ListenerStatus,
} from '../../../model/listener.js';
import type { ItemRef } from '../../../model/record.js';
import type { Harvest } from '../../provider.js';
import { fromTable } from '../../wire-values.js';
import { toBackend, toBackendRef, type BackendRead } from './backend.js';
import { placeSegment } from './places.js';
import type { Rows } from './rows.js';
import { readInner, readRow, type InnerList, type locationRow } from './wire.js';

/** Of listeners, domains and locations alike. */
export const listenerStatuses: Readonly<Record<string, ListenerStatus>> = {
  '0': 'CREATING',
  '1': 'ACTIVE',
  '2': 'FAILED',
  '3': 'DELETING',
  '4': 'FAILED',
};

type Inside = Required<Pick<Harvest, 'records' | 'lists'>>;
type InsideList = Inside['lists'][number];
type WireLocation = ReturnType<typeof locationRow.parse>;

interface RuleRead {
  readonly rule: ListenerRule;
  readonly backends: InnerList<BackendRead>;
}

/**
 * The rules of a layer-7 listener, domain by domain: one for each location, for backends hang off that. They come with the
 * backends of each. A row that cannot be read leaves its own list inexact.
 */
export function toRules(rows: Rows, ruleSet: unknown, listener: Listener): Inside {
  const { source, loadBalancerId, vendorId: listenerId } = listener;
  const domains = readInner(ruleSet, (row) => readRow(rows.domain, row));
  const locations = domains.items.map(({ read }) =>
    readInner(read.locations, (row) => toRule(rows, row, read.domain, listener)),
  );
  const rules = locations.flatMap(({ items }) => items);
  const exact = domains.exact && locations.every((list) => list.exact);
  const backends = rules.flatMap((rule) => rule.backends.items);
  return {
    records: [...rules.map(({ rule }) => rule), ...backends.flatMap(({ item, health }) => [item, health])],
    lists: [
      {
        segment: placeSegment(source, loadBalancerId, { list: 'rules', listenerId }),
        items: rules.map(({ rule }) => toRuleRef(rule)),
        exact,
      },
      ...rules.map((rule) => toBackendList(listener, rule.rule.vendorId, rule.backends)),
    ],
  };
}

/** A listener of layer 4 has no rules. */
export function noRules({ source, loadBalancerId, vendorId: listenerId }: Listener): InsideList {
  const segment = placeSegment(source, loadBalancerId, { list: 'rules', listenerId });
  return { segment, items: [], exact: true };
}

/** A listener of layer 7 has no backends but those of its rules. */
export function noBackends(listener: Listener): InsideList {
  return toBackendList(listener, null, { items: [], exact: true });
}

function toRule(rows: Rows, row: unknown, domain: string | null, listener: Listener): RuleRead | null {
  const wire = readRow(rows.location, row);
  if (wire === null) return null;
  const { read } = wire;
  const { source, asOf, loadBalancerId, vendorId: listenerId } = listener;
  const rule: ListenerRule = {
    kind: 'rule',
    source,
    asOf,
    loadBalancerId,
    listenerId,
    vendorId: read.locationId,
    domain,
    path: read.url,
    healthCheck: toHealthCheck(read),
    status: fromTable(listenerStatuses, read.status) ?? 'UNKNOWN',
    vendorStatus: read.status,
  };
  const place = { list: 'backends', listenerId, ruleId: read.locationId } as const;
  return { rule, backends: readInner(read.rsList, (backend) => toBackend(rows, backend, place, listener)) };
}

/** What a binding's row does not tell of a rule. */
export const untoldByBindings = ['healthCheck', 'status', 'vendorStatus'];

/** A rule as a row of a binding tells of it. */
export function toBoundRule(
  told: { readonly locationId: string; readonly domain: string | null; readonly url: string | null },
  { source, asOf, loadBalancerId, listenerId }: Omit<ListenerRuleRef, 'vendorId'> & { readonly asOf: number },
): ListenerRule {
  return {
    kind: 'rule',
    source,
    asOf,
    lacks: untoldByBindings,
    loadBalancerId,
    listenerId,
    vendorId: told.locationId,
    domain: told.domain,
    path: told.url,
    healthCheck: null,
    status: 'UNKNOWN',
    vendorStatus: null,
  };
}

/** Locations are checked over HTTP only. No field tells how long a check may take. */
function toHealthCheck(location: WireLocation): HealthCheck {
  return {
    enabled: location.healthSwitch,
    protocol: 'HTTP',
    path: location.httpCheckPath,
    host: location.httpCheckDomain,
    port: null,
    intervalSeconds: location.intervalTime,
    timeoutSeconds: null,
    healthyThreshold: location.healthNum,
    unhealthyThreshold: location.unhealthNum,
  };
}

function toRuleRef({ source, loadBalancerId, listenerId, vendorId }: ListenerRule): ItemRef {
  return { kind: 'rule', source, loadBalancerId, listenerId, vendorId };
}

function toBackendList(
  { source, loadBalancerId, vendorId: listenerId }: Listener,
  ruleId: string | null,
  { items, exact }: InnerList<{ readonly item: Backend }>,
): InsideList {
  const segment = placeSegment(source, loadBalancerId, { list: 'backends', listenerId, ruleId });
  return { segment, items: items.map(({ item }) => toBackendRef(item)), exact };
}
