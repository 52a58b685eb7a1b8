import type { Settings } from '../settings.js';
import type { WireRow } from '../vendor.js';
import { emptyDataSet } from './settings.js';

const shown = (rows: readonly unknown[], settings: Settings): readonly unknown[] | null =>
  rows.length === 0 && settings.get(emptyDataSet) === 'null' ? null : rows;

/** The members that every paged list has. */
export const wrapDataSet = (rows: readonly unknown[], total: number, settings: Settings): WireRow => ({
  totalCount: total,
  dataSet: shown(rows, settings),
});

/** A list under a name of its own, without a total. */
export const wrapRows =
  (name: string) =>
  (rows: readonly unknown[], _total: number, settings: Settings): WireRow => ({
    [name]: shown(rows, settings),
  });
