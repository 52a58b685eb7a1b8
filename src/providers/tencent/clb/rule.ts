import type { Segment } from '../../../model/list.js';
import type { Listener, ListenerRule, ListenerRuleRef } from '../../../model/listener.js';
import { itemKey, type ItemRef } from '../../../model/record.js';
import type { Harvest } from '../../provider.js';
import { toHealthCheck } from './health-check.js';
import { readRow, ruleRow } from './wire.js';

/** The rules of a listener, as one list. */
export function rulesSegment({
  source,
  loadBalancerId,
  vendorId: listenerId,
}: Pick<Listener, 'source' | 'loadBalancerId' | 'vendorId'>): Segment {
  return { of: { list: 'rules', source, loadBalancerId, listenerId }, segment: '' };
}

/** The rules that came inside a listener's row. */
export interface ListedRules {
  readonly records: readonly ListenerRule[];
  readonly list: NonNullable<Harvest['lists']>[number];
}

/** The rules that came inside a listener's row: all that it has. One that cannot be read makes the list inexact. */
export function toRules(
  rows: unknown,
  listener: Listener,
  read: (row: unknown, listener: Listener) => ListenerRule | null = toRule,
): ListedRules {
  const isList = Array.isArray(rows);
  const reads = (isList ? rows : []).map((row) => read(row, listener));
  const rules = new Map(reads.flatMap((rule) => (rule === null ? [] : [[itemKey(rule), rule] as const])));
  const exact = (isList || rows === undefined || rows === null) && !reads.includes(null);
  const records = [...rules.values()];
  return { records, list: { segment: rulesSegment(listener), items: records.map(toRef), exact } };
}

function toRule(row: unknown, { source, asOf, loadBalancerId, vendorId }: Listener): ListenerRule | null {
  const decoded = readRow(ruleRow, row);
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

/** What "DescribeForwardLBBackends" does not tell of a rule. */
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
