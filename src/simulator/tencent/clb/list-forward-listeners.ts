import type { WireRow } from '../../vendor.js';
import { invalidParameter, type Refusal } from '../errors.js';
import { isRefusal, readIds, readParent, type Action, type Query } from './action.js';
import { PAGE_DEFAULT } from './limits.js';
import { matchesFilters, wrongFilter } from './list-listeners.js';
import { toForwardListenerRow } from './listener.js';
import { parentNames } from './parent-names.js';
import type { Listener } from './records.js';
import { forwardListeners } from './settings.js';

/** DescribeForwardLBListeners: of one application load balancer, with their rules; neither pages nor a total. */
export const listForwardListeners: Action = {
  host: 'lb.api.qcloud.com',
  parameters: ['loadBalancerId', 'listenerIds.n', 'protocol', 'loadBalancerPort'],
  select(query) {
    const found = readForwardListeners(query);
    if (isRefusal(found)) return found;
    const { settings } = query;
    const shown = settings.get(forwardListeners) === 'whole' ? found : found.slice(0, PAGE_DEFAULT);
    const rows = shown.flatMap((row) => layFlat(toForwardListenerRow(row, settings)));
    return {
      kind: 'rows',
      rows,
      total: rows.length,
      traits: { id: ALIASES.id, enumerated: ALIASES.enumerated, optional: ALIASES.optional },
      narrowed: true,
      wrap: (flat) => ({ listenerSet: restore(flat as readonly WireRow[]) }),
    };
  },
};

/** What the calls for one application load balancer's listeners select. */
export function readForwardListeners(query: Query): Listener[] | Refusal {
  const owner = readParent(query, true, parentNames(query.settings));
  if (isRefusal(owner)) return owner;
  const ids = readIds(query, 'listenerIds');
  if (isRefusal(ids)) return ids;
  const wrong = wrongFilter(query);
  if (wrong !== undefined) return invalidParameter(wrong);
  return (owner?.listeners ?? []).filter(
    (row) => (ids.length === 0 || ids.includes(row.vendorId)) && matchesFilters(query, row),
  );
}

/** Listeners and their rules stand in one flat list while a fault may strike one of them, under names for both. */
const ALIASES = { id: '#id', enumerated: '#enumerated', optional: '#optional' } as const;
const LISTENER_NAMES = { id: 'listenerId', enumerated: 'protocol', optional: 'listenerName' } as const;
const RULE_NAMES = { id: 'locationId', enumerated: 'httpHash', optional: 'httpCheckPath' } as const;
const OWNER = '#owner';
const KEPT = '#rules';

type Names = Readonly<Record<keyof typeof ALIASES, string>>;

function rename(row: WireRow, from: Names, to: Names): WireRow {
  const roles = ['id', 'enumerated', 'optional'] as const;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const role = roles.find((candidate) => from[candidate] === name);
      return [role ? to[role] : name, value];
    }),
  );
}

function layFlat({ rules, ...row }: WireRow): WireRow[] {
  const listener = { ...rename(row, LISTENER_NAMES, ALIASES), [KEPT]: rules };
  const inside = Array.isArray(rules) ? (rules as WireRow[]) : [];
  return [
    listener,
    ...inside.map((rule) => ({ ...rename(rule, RULE_NAMES, ALIASES), [OWNER]: row['listenerId'] })),
  ];
}

/** Rules follow their listener, so a row without a listener of its own belongs to the last one. */
function restore(flat: readonly WireRow[]): WireRow[] {
  const owners: { row: WireRow; rules: WireRow[]; kept: unknown }[] = [];
  for (const entry of flat) {
    const { [OWNER]: owner, [KEPT]: kept, ...row } = entry;
    if (owner === undefined) {
      const listener = rename(row, ALIASES, LISTENER_NAMES);
      // One that comes twice has its rules both times.
      const twin = owners.find(({ row: other }) => other['listenerId'] === listener['listenerId']);
      owners.push({ row: listener, rules: [...(twin?.rules ?? [])], kept });
    } else owners.at(-1)?.rules.push(rename(row, ALIASES, RULE_NAMES));
  }
  return owners.map(({ row, rules, kept }) => ({
    ...row,
    ...(rules.length > 0 ? { rules } : Array.isArray(kept) ? { rules: [] } : {}),
  }));
}
