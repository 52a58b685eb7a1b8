import type { Settings } from '../../settings.js';
import type { LoadBalancer } from './records.js';
import { nameFilter } from './settings.js';

/** What a call may ask load balancers to match, all of it; undefined, "" and an empty list match every one. */
export interface LoadBalancerFilter {
  readonly ids: readonly string[];
  readonly vips: readonly string[];
  readonly name: string | undefined;
  /** Any part of a name, domain or address. */
  readonly word: string | undefined;
  readonly type: string | undefined;
  readonly domain: string | undefined;
  readonly projectId: string | undefined;
  readonly exclusive: string | undefined;
  readonly tgwSetType: string | undefined;
  readonly networkId: string | undefined;
}

export function filterLoadBalancers(
  loadBalancers: readonly LoadBalancer[],
  filter: LoadBalancerFilter,
  settings: Settings,
): LoadBalancer[] {
  const { ids } = filter;
  return loadBalancers.filter(
    (row) => (ids.length === 0 || ids.includes(row.vendorId)) && matches(row, filter, settings),
  );
}

function matches(row: LoadBalancer, filter: LoadBalancerFilter, settings: Settings): boolean {
  const { addresses, vendorFields, wire } = row;
  const { vips, word = '', name: wantedName = '' } = filter;
  const name = row.name ?? '';
  const domain = row.domain ?? '';
  const equals: readonly (readonly [wanted: string | undefined, value: unknown])[] = [
    [filter.type, wire.type],
    [filter.domain, domain],
    [filter.projectId, vendorFields['projectId']],
    [filter.exclusive, wire.exclusive],
    [filter.tgwSetType, vendorFields['tgwSetType']],
    [filter.networkId, row.networkId],
  ];
  return (
    equals.every(([wanted, value]) => [undefined, '', String(value)].includes(wanted)) &&
    (vips.length === 0 || addresses.some((address) => vips.includes(address))) &&
    (word === '' || [name, domain, ...addresses].some((text) => text.includes(word))) &&
    (wantedName === '' ||
      (settings.get(nameFilter) === 'exact' ? name === wantedName : name.includes(wantedName)))
  );
}

/** The fields by which the vendor sorts load balancers; both dialects write them alike. */
export const SORT_KEYS = ['loadBalancerName', 'createTime', 'domain', 'loadBalancerType'] as const;

const KEYS_OF: Readonly<Record<string, (row: LoadBalancer) => string>> = {
  loadBalancerName: ({ name }) => name ?? '',
  createTime: ({ createdAt }) => createdAt ?? '',
  domain: ({ domain }) => domain ?? '',
  loadBalancerType: ({ wire }) => wire.type,
} satisfies Record<(typeof SORT_KEYS)[number], (row: LoadBalancer) => string>;

/** Null if no order is asked for. */
export function sortLoadBalancers(
  rows: readonly LoadBalancer[],
  field: string | undefined,
  descending: boolean,
): LoadBalancer[] | null {
  const keyOf = KEYS_OF[field ?? ''];
  if (!keyOf) return null;
  const direction = descending ? -1 : 1;
  return [...rows].sort((a, b) => (keyOf(a) === keyOf(b) ? 0 : keyOf(a) < keyOf(b) ? -direction : direction));
}
