import { pageRows } from '../../row-order.js';
import { toSelection } from '../../selection.js';
import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { rowOrder } from './settings.js';

/** The rows of one window, or of all, in the order that the setting says; only they are rendered. */
export function renderRows<T>(
  records: readonly T[],
  toRow: (record: T) => WireRow,
  idField: string,
  settings: Settings,
  { offset, limit }: { readonly offset: number; readonly limit: number } = {
    offset: 0,
    limit: records.length,
  },
): WireRow[] {
  return pageRows(toSelection(records, false, toRow), settings.get(rowOrder), idField, offset, limit);
}
