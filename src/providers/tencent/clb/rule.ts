import type { Segment } from '../../../model/list.js';
import type { Listener, ListenerRule, ListenerRuleRef } from '../../../model/listener.js';
import { itemKey, type ItemRef } from '../../../model/record.js';
import type { Harvest } from '../../provider.js';
import { readRow } from '../../wire-values.js';
import { toHealthCheck } from './health-check.js';
import type { Rows } from './rows.js';

/** The rules of a listener, as one list. */
export function rulesSegment({
  source,
  loadBalancerId,
  vendorId: listenerId,
}: Pick<Listener, 'source' | 'loadBalancerId' | 'vendorId'>): Segment {
  return { of: { list: 'rules', source, loadBalancerId, listenerId }, segment: '' };
}

interface ListedRules {
  readonly records: readonly ListenerRule[];
  readonly list: NonNullable<Harvest['lists']>[number];
}

/** The rules that came inside a listener's row: all that it has. One that cannot be read makes the list inexact. */
export function toRules(rows: Rows, inside: unknown, listener: Listener): ListedRules {
  const isList = Array.isArray(inside);
  const reads = (isList ? inside : []).map((row) => toRule(rows, row, listener));
  const rules = new Map(reads.flatMap((rule) => (rule === null ? [] : [[itemKey(rule), rule] as const])));
  const exact = (isList || inside === undefined || inside === null) && !reads.includes(null);
  const records = [...rules.values()];
  return { records, list: { segment: rulesSegment(listener), items: records.map(toRef), exact } };
}

function toRule(
  rows: Rows,
  row: unknown,
  { source, asOf, loadBalancerId, vendorId }: Listener,
): ListenerRule | null {
  const decoded = readRow(rows.rule, row);
  if (decoded === null) return null;
  const { read } = decoded;
  return {
    kind: 'rule',
    source,
    asOf,
    loadBalancerId,
    listenerId: vendorId,
    vendorId: read.locationId,
    domain: read.domain,
    path: read.url,
    healthCheck: toHealthCheck(read),
    status: 'UNKNOWN',
    vendorStatus: null,
  };
}

/** What the call for backends does not tell of a rule. */
export const untoldByBackends = ['healthCheck'];

/** A rule as a row of its backends tells of it. */
export function toBoundRule(
  told: { readonly locationId: string; readonly domain: string | null; readonly url: string | null },
  { source, asOf, loadBalancerId, listenerId }: Omit<ListenerRuleRef, 'vendorId'> & { readonly asOf: number },
): ListenerRule {
  return {
    kind: 'rule',
    source,
    asOf,
    lacks: untoldByBackends,
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

function toRef({ source, loadBalancerId, listenerId, vendorId }: ListenerRule): ItemRef {
  return { kind: 'rule', source, loadBalancerId, listenerId, vendorId };
}
