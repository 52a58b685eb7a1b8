import { readInteger } from '../parameters.js';
import { invalidParameter } from '../errors.js';
import {
  isRefusal,
  matchesInteger,
  readIds,
  readPage,
  readParent,
  type Action,
  type Query,
} from './action.js';
import { PAGE_DEFAULT } from './limits.js';
import { PROTOCOL_NUMBERS, shownListenerId, toClassicListenerRow } from './listener.js';
import { parentNames } from './parent-names.js';
import type { Listener } from './records.js';
import { listenerPaging } from './settings.js';

/** DescribeLoadBalancerListeners: of one classic load balancer. `status` does not count beside ids. */
export const listListeners: Action = {
  host: 'lb.api.qcloud.com',
  parameters: [
    'loadBalancerId',
    'listenerIds.n',
    'protocol',
    'loadBalancerPort',
    'status',
    'offset',
    'limit',
  ],
  select(query) {
    const { parameters, edition, settings } = query;
    const paging = settings.get(listenerPaging);
    const page = readPage(query);
    if (paging === 'paged' && isRefusal(page)) return page;
    const owner = readParent(query, false, parentNames(settings));
    if (isRefusal(owner)) return owner;
    const ids = readIds(query, 'listenerIds');
    if (isRefusal(ids)) return ids;
    const wrong = wrongFilter(query);
    if (wrong !== undefined) return invalidParameter(wrong);
    const found = (owner?.listeners ?? []).filter((row) => {
      const other = owner ? shownListenerId(row, owner, edition, settings).listenerId : undefined;
      const named = ids.includes(row.vendorId) || (edition.old && ids.includes(other ?? ''));
      const wanted = ids.length > 0 ? named : matchesInteger(parameters, 'status', Number(row.vendorStatus));
      return wanted && matchesFilters(query, row);
    });
    const [offset, limit] =
      paging === 'paged' && page.kind === 'page'
        ? [page.offset, page.limit]
        : [0, paging === 'whole' ? found.length : PAGE_DEFAULT];
    return {
      kind: 'rows',
      rows: owner
        ? found
            .slice(offset, offset + limit)
            .map((row) => toClassicListenerRow(row, owner, edition, settings))
        : [],
      total: found.length,
      traits: { id: 'unListenerId', enumerated: 'status', optional: 'listenerName' },
      narrowed: true,
      wrap: (listenerSet, totalCount) => ({ listenerSet, totalCount }),
    };
  },
};

/** The first of the filters of both listings of listeners that is no whole number. */
export function wrongFilter({ parameters }: Query): string | undefined {
  return ['protocol', 'loadBalancerPort', 'status'].find((name) => readInteger(parameters, name) === null);
}

export function matchesFilters({ parameters }: Query, { protocol, port }: Listener): boolean {
  return (
    matchesInteger(parameters, 'protocol', PROTOCOL_NUMBERS[protocol]) &&
    matchesInteger(parameters, 'loadBalancerPort', port)
  );
}
