import type { WireRow } from '../../vendor.js';
import { orderRows, readNames, readWindow, type Action, type Query } from './action.js';
import { badParameter } from './errors.js';
import { toLoadBalancerRow } from './load-balancer.js';
import type { LoadBalancer } from './records.js';
import { nameFilter } from './settings.js';

/** Parameters that take one of a few values. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  loadBalancerType: ['open', 'internal'],
  orderBy: ['loadBalancerName', 'createTime', 'domain', 'loadBalancerType'],
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
    const named = index.loadBalancers.filter(({ vendorId }) => ids.length === 0 || ids.includes(vendorId));
    const rows = named
      .filter((row) => matches(query, row, vips))
      .map((row) => toLoadBalancerRow(row, settings));
    const sorted = sortRows(rows, query);
    return {
      kind: 'listing',
      rows: sorted
        ? sorted.slice(window.offset, window.offset + window.limit)
        : orderRows(rows, 'loadBalancerId', settings, window),
      total: rows.length,
      traits: { id: 'loadBalancerId', enumerated: 'status', optional: 'loadBalancerName' },
      narrowed: ids.length > 0,
      payload: (loadBalancerSet, totalCount) => ({ totalCount, loadBalancerSet }),
    };
  },
};

function matches({ parameters, settings }: Query, row: LoadBalancer, vips: readonly string[]): boolean {
  const { addresses, vendorFields, wire } = row;
  const name = row.name ?? '';
  const domain = row.domain ?? '';
  const word = parameters.get('searchKey') ?? '';
  const wantedName = parameters.get('loadBalancerName') ?? '';
  const equals: Readonly<Record<string, unknown>> = {
    loadBalancerType: wire.type,
    domain,
    projectId: vendorFields['projectId'],
    exclusive: wire.exclusive,
    tgwSetType: vendorFields['tgwSetType'],
    unVpcId: row.networkId,
  };
  return (
    Object.entries(equals).every(([key, value]) =>
      [undefined, '', String(value)].includes(parameters.get(key)),
    ) &&
    (vips.length === 0 || addresses.some((address) => vips.includes(address))) &&
    (word === '' || [name, domain, ...addresses].some((text) => text.includes(word))) &&
    (wantedName === '' ||
      (settings.get(nameFilter) === 'exact' ? name === wantedName : name.includes(wantedName)))
  );
}

/** Null if the call asks for no order. */
function sortRows(rows: readonly WireRow[], { parameters }: Query): WireRow[] | null {
  const orderBy = parameters.get('orderBy') ?? '';
  if (orderBy === '') return null;
  const direction = parameters.get('orderType') === '1' ? -1 : 1;
  const keyOf = (row: WireRow): string => {
    const value = row[orderBy];
    return typeof value === 'string' ? value : '';
  };
  return [...rows].sort((a, b) => (keyOf(a) === keyOf(b) ? 0 : keyOf(a) < keyOf(b) ? -direction : direction));
}
