import { z } from 'zod';
import type { WireRow } from '../../../vendor.js';
import { createAction } from '../../v3/action.js';
import { isRefusal } from '../../v3/errors.js';
import { optional, required } from '../../v3/parameters.js';
import { flatTraits, layRulesFlat, restoreRules, type RuleSpelling } from '../rule-rows.js';
import { toListenerRow } from './listener.js';
import { findListeners, type ListenerFilter } from './parents.js';
import type { ClbRegion } from './region.js';

const SPELLING: RuleSpelling = {
  listener: { id: 'ListenerId', enumerated: 'Protocol', optional: 'ListenerName' },
  rule: { id: 'LocationId', enumerated: 'Scheduler', optional: 'CookieName' },
  rules: 'Rules',
};
const IDS = 100;

/** DescribeListeners: all of one application load balancer, with their rules. */
export const listListeners = createAction<ClbRegion, ListenerFilter>({
  declaration: z.object({
    LoadBalancerId: required.text,
    ListenerIds: optional.texts(IDS),
    Protocol: z.enum(['TCP', 'UDP', 'HTTP', 'HTTPS', 'TCP_SSL', 'QUIC']).optional(),
    Port: z.int().min(1).max(65_535).optional(),
  }),
  select(query) {
    const { parameters, settings } = query;
    const found = findListeners(parameters, true, query);
    if (isRefusal(found)) return found;
    const { listeners } = found;
    return {
      kind: 'listing',
      rows: listeners.flatMap((row) => layRulesFlat(toListenerRow(row, settings), SPELLING)),
      total: listeners.length,
      traits: flatTraits,
      narrowed: true,
      wrap: (flat, TotalCount) => ({
        Listeners: restoreRules(flat as readonly WireRow[], SPELLING),
        TotalCount,
      }),
    };
  },
});
