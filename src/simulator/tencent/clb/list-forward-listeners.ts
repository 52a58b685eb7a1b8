import type { WireRow } from '../../vendor.js';
import { invalidParameter, type Refusal } from '../errors.js';
import { isRefusal, readIds, readParent, type Action, type Query } from './action.js';
import { PAGE_DEFAULT } from './limits.js';
import { matchesFilters, wrongFilter } from './list-listeners.js';
import { toForwardListenerRow } from './listener.js';
import { parentNames } from './parent-names.js';
import type { Listener } from './records.js';
import { flatTraits, layRulesFlat, restoreRules, type RuleSpelling } from './rule-rows.js';
import { forwardListeners } from './settings.js';

const SPELLING: RuleSpelling = {
  listener: { id: 'listenerId', enumerated: 'protocol', optional: 'listenerName' },
  rule: { id: 'locationId', enumerated: 'httpHash', optional: 'httpCheckPath' },
  rules: 'rules',
};

/** DescribeForwardLBListeners: of one application load balancer, with their rules; neither pages nor a total. */
export const listForwardListeners: Action = {
  host: 'lb.api.qcloud.com',
  parameters: ['loadBalancerId', 'listenerIds.n', 'protocol', 'loadBalancerPort'],
  select(query) {
    const found = readForwardListeners(query);
    if (isRefusal(found)) return found;
    const { settings } = query;
    const shown = settings.get(forwardListeners) === 'whole' ? found : found.slice(0, PAGE_DEFAULT);
    const rows = shown.flatMap((row) => layRulesFlat(toForwardListenerRow(row, settings), SPELLING));
    return {
      kind: 'rows',
      rows,
      total: rows.length,
      traits: flatTraits,
      narrowed: true,
      wrap: (flat) => ({ listenerSet: restoreRules(flat as readonly WireRow[], SPELLING) }),
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
