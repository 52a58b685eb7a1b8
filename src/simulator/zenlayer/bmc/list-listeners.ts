import { pickInOrder, toSelection } from '../../selection.js';
import { ignoresFilters, isLike, readIds, refuseUnknown } from '../action.js';
import type { Action } from './action.js';
import { ids, pageRules, readText, text, type Rule } from '../arguments.js';
import { wrapDataSet } from '../data-set.js';
import { toListenerRow } from './listener.js';
import { listenersNeedParents } from './settings.js';

/** In one edition of its page required, in the other not. */
const parents: Rule = {
  kind: 'ids',
  required: (settings) => settings.get(listenersNeedParents) === 'required',
};

/** DescribeListeners: by up to 100 load balancers, up to 100 ids, both or neither. */
export const listListeners: Action = {
  rules: { listenerIds: ids, loadBalancerIds: parents, listenerName: text, ...pageRules },
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
    const owners = readIds(query, 'loadBalancerIds');
    const refused =
      refuseUnknown(named, index.listenerById, settings) ??
      refuseUnknown(owners, index.loadBalancerById, settings);
    if (refused) return refused;
    const name = readText(args, 'listenerName');
    const wanted = owners && new Set(owners);
    const records = (named ? pickInOrder(named, index.listenerById) : index.listeners).filter(
      (row) =>
        ignoresFilters(named, settings) ||
        ((wanted === null || wanted.has(row.wire.loadBalancerId)) && isLike(name, row.name, settings)),
    );
    return toSelection(records, named !== null || owners !== null, (row) => toListenerRow(row, settings));
  },
};
