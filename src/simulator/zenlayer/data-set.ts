import type { Settings } from '../settings.js';
import type { WireRow } from '../vendor.js';
import { emptyDataSet } from './settings.js';

/** The members that every list has. */
export function wrapDataSet(rows: readonly unknown[], total: number, settings: Settings): WireRow {
  return {
    totalCount: total,
    dataSet: rows.length === 0 && settings.get(emptyDataSet) === 'null' ? null : rows,
  };
}
