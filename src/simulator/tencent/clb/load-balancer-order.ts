import type { LoadBalancer } from './records.js';

const ORDERS = {
  createTime: (row) => Date.parse(row.createdAt ?? ''),
  loadBalancerName: (row) => row.name ?? '',
  domain: (row) => row.domain ?? '',
  loadBalancerType: (row) => row.wire.type,
} as const satisfies Readonly<Record<string, (row: LoadBalancer) => string | number>>;

export type LoadBalancerOrder = keyof typeof ORDERS;

export function isOrder(name: string): name is LoadBalancerOrder {
  return Object.hasOwn(ORDERS, name);
}

/** Of rows alike, and of those created in the same second, the stored order holds. */
export function orderBy(
  rows: readonly LoadBalancer[],
  order: LoadBalancerOrder,
  descending: boolean,
): LoadBalancer[] {
  const ascending = rows
    .map((row) => ({ row, key: ORDERS[order](row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row);
  return descending ? ascending.reverse() : ascending;
}
