import { hashText } from './random.js';
import type { Selection } from './selection.js';
import type { WireRow } from './vendor.js';

/** What a vendor whose order is not documented may do; `shifting` is another order on each page. */
export const ROW_ORDERS = ['stored', 'newest-first', 'by-id', 'shifting'] as const;

/** One page of what was selected, in the order that the setting says. */
export function pageRows(
  selection: Selection,
  order: string,
  idField: string,
  offset: number,
  limit: number,
): WireRow[] {
  if (order === 'stored') return selection.rows(offset, limit);
  const all = selection.rows(0, selection.total);
  const idOf = (row: WireRow): string => JSON.stringify(row[idField]);
  const keyOf = (row: WireRow): string | number =>
    order === 'shifting' ? hashText(`${offset}/${idOf(row)}`) : idOf(row);
  const sorted =
    order === 'newest-first'
      ? all.reverse()
      : all
          .map((row) => ({ row, key: keyOf(row) }))
          .sort((a, b) => (a.key < b.key ? -1 : 1))
          .map(({ row }) => row);
  return sorted.slice(offset, offset + limit);
}
