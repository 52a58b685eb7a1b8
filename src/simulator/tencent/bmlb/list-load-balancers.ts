import type { WireRow } from '../../vendor.js';
import { readNames, readWindow, renderRows, type Action, type Query } from './action.js';
import { badParameter } from './errors.js';
import { toLoadBalancerRow } from './load-balancer.js';
import type { LoadBalancer } from './records.js';
import { nameFilter } from './settings.js';

const SORT_KEYS: ReadonlyMap<string, (row: LoadBalancer) => string> = new Map([
  ['loadBalancerName', ({ name }) => name ?? ''],
  ['createTime', ({ createdAt }) => createdAt ?? ''],
  ['domain', ({ domain }) => domain ?? ''],
  ['loadBalancerType', ({ wire }) => wire.type],
]);

/** Parameters that take one of a few values. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  loadBalancerType: ['open', 'internal'],
  orderBy: [...SORT_KEYS.keys()],
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
    const found = named.filter((row) => matches(query, row, vips));
    const sorted = sort(found, query);
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
function sort(rows: readonly LoadBalancer[], { parameters }: Query): LoadBalancer[] | null {
  const keyOf = SORT_KEYS.get(parameters.get('orderBy') ?? '');
  if (!keyOf) return null;
  const direction = parameters.get('orderType') === '1' ? -1 : 1;
  return [...rows].sort((a, b) => (keyOf(a) === keyOf(b) ? 0 : keyOf(a) < keyOf(b) ? -direction : direction));
}
