import { pickByIds, toSelection } from '../selection.js';
import { readIds, refuseUnknown, type Action } from './action.js';
import { ids, pageRules, readText, text } from './arguments.js';
import { wrapDataSet } from './data-set.js';
import { toListenerRow } from './listener.js';

/** DescribeListeners: by up to 100 load balancers, up to 100 ids, both or neither. */
export const listListeners: Action = {
  rules: { listenerIds: ids, loadBalancerIds: ids, listenerName: text, ...pageRules },
  traits: {
    id: 'listenerId',
    parent: 'loadBalancerId',
    enumerated: 'status',
    optional: 'listenerName',
  },
  paged: true,
  wrap: wrapDataSet,
  select(query) {
    const { args, index, settings } = query;
    const named = readIds(query, 'listenerIds');
    const parents = readIds(query, 'loadBalancerIds');
    const refused =
      refuseUnknown(named, index.listenerById, settings) ??
      refuseUnknown(parents, index.loadBalancerById, settings);
    if (refused) return refused;
    const name = readText(args, 'listenerName');
    const wanted = parents && new Set(parents);
    const records = (named ? pickByIds(named, index.listenerById) : index.listeners).filter(
      (row) =>
        (wanted === null || wanted.has(row.wire.loadBalancerId)) &&
        (name === null || (row.name ?? '').includes(name)),
    );
    return toSelection(records, named !== null || parents !== null, (row) => toListenerRow(row, settings));
  },
};
