import { pageRows } from '../../row-order.js';
import { toSelection } from '../../selection.js';
import { isRefusal, readPage, readParent, type Action } from './action.js';
import { toClassicBackendRow } from './backend.js';
import { parentNames } from './parent-names.js';
import { backendPaging, rowOrder } from './settings.js';

/** DescribeLoadBalancerBackends: of one classic load balancer; paged in the old edition only. */
export const listBackends: Action = {
  host: 'lb.api.qcloud.com',
  parameters: ['loadBalancerId', 'offset', 'limit'],
  select(query) {
    const { index, edition, settings } = query;
    const choice = settings.get(backendPaging);
    const paged = choice === 'edition' ? edition.backendsPaged : choice === 'paged';
    const page = readPage(query);
    if (paged && isRefusal(page)) return page;
    const owner = readParent(query, false, parentNames(settings));
    if (isRefusal(owner)) return owner;
    const found = owner?.backends ?? [];
    const { offset, limit } = paged && page.kind === 'page' ? page : { offset: 0, limit: found.length };
    const selection = toSelection(found, true, (row) => toClassicBackendRow(row, index));
    return {
      kind: 'rows',
      rows: pageRows(selection, settings.get(rowOrder), 'unInstanceId', offset, limit),
      total: found.length,
      traits: { id: 'unInstanceId', enumerated: 'instanceStatus', optional: 'instanceName' },
      narrowed: true,
      wrap: (backendSet, totalCount) => ({ totalCount, backendSet }),
    };
  },
};
