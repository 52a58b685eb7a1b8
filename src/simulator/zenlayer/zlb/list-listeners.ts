import { toSelection } from '../../selection.js';
import { readIds, refuseUnknown } from '../action.js';
import { readText, requiredText } from '../arguments.js';
import { wrapRows } from '../data-set.js';
import { selectBelow, type Action } from './action.js';
import { toListenerRow } from './listener.js';

/** DescribeListeners: of exactly one load balancer; neither paged nor counted. */
export const listListeners: Action = {
  rules: {
    loadBalancerId: requiredText,
    listenerIds: { kind: 'ids', doubtful: true },
    protocol: { kind: 'text', oneOf: ['TCP', 'UDP'] },
  },
  traits: { id: 'listenerId', enumerated: 'scheduler', optional: 'listenerName' },
  paged: false,
  wrap: wrapRows('listeners'),
  select: (query) =>
    selectBelow(query, ({ listeners }) => {
      const { args, settings } = query;
      const named = readIds(query, 'listenerIds');
      const byId = new Map(listeners.map((row) => [row.vendorId, row]));
      const refused = refuseUnknown(named, byId, settings);
      if (refused) return refused;
      const protocol = readText(args, 'protocol');
      const records = listeners.filter(
        (row) =>
          (named === null || named.includes(row.vendorId)) &&
          (protocol === null || row.protocol === protocol),
      );
      return toSelection(records, true, (row) => toListenerRow(row, settings));
    }),
};
