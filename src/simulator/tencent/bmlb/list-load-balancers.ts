import type { WireRow } from '../../vendor.js';
import { readNames, readWindow, type Action } from './action.js';
import { badParameter } from './errors.js';
import { filterLoadBalancers, SORT_KEYS, sortLoadBalancers } from './filter-load-balancers.js';
import { toLoadBalancerRow } from './load-balancer.js';
import type { LoadBalancer } from './records.js';
import { renderRows } from './render-rows.js';

/** Parameters that take one of a few values. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  loadBalancerType: ['open', 'internal'],
  orderBy: SORT_KEYS,
  orderType: ['0', '1'],
  exclusive: ['0', '1', '2', '3', '4'],
  tgwSetType: ['tunnel', 'fullnat', 'dnat'],
};

/** DescribeBmLoadBalancers: all of the region, or those that every given filter lets through. */
export const listLoadBalancers: Action = {
  service: 'bmlb',
  parameters: [
    'loadBalancerIds.n',
    'loadBalancerVips.n',
    'loadBalancerName',
    'domain',
    'offset',
    'limit',
    'searchKey',
    'projectId',
    'unVpcId',
    ...Object.keys(WORDS),
  ],
  select(query) {
    const { parameters, index, settings } = query;
    const wrong = Object.entries(WORDS).find(([name, words]) => {
      const value = parameters.get(name);
      return value !== undefined && value !== '' && !words.includes(value);
    });
    if (wrong) return badParameter('bmlb', wrong[0], settings);
    const ids = readNames(query, 'loadBalancerIds');
    if ('kind' in ids) return ids;
    const vips = readNames(query, 'loadBalancerVips');
    if ('kind' in vips) return vips;
    const window = readWindow(query, ids.length > 0);
    if (window.kind === 'refusal') return window;
    const filter = {
      ids,
      vips,
      name: parameters.get('loadBalancerName'),
      word: parameters.get('searchKey'),
      type: parameters.get('loadBalancerType'),
      domain: parameters.get('domain'),
      projectId: parameters.get('projectId'),
      exclusive: parameters.get('exclusive'),
      tgwSetType: parameters.get('tgwSetType'),
      networkId: parameters.get('unVpcId'),
    };
    const found = filterLoadBalancers(index.loadBalancers, filter, settings);
    const sorted = sortLoadBalancers(found, parameters.get('orderBy'), parameters.get('orderType') === '1');
    const { offset, limit } = window;
    const toRow = (row: LoadBalancer): WireRow => toLoadBalancerRow(row, settings);
    return {
      kind: 'listing',
      rows: sorted
        ? sorted.slice(offset, offset + limit).map(toRow)
        : renderRows(found, toRow, 'loadBalancerId', settings, window),
      total: found.length,
      traits: { id: 'loadBalancerId', enumerated: 'status', optional: 'loadBalancerName' },
      narrowed: ids.length > 0,
      payload: (loadBalancerSet, totalCount) => ({ totalCount, loadBalancerSet }),
    };
  },
};
