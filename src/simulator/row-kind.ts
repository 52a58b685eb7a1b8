import type { RowFields } from './row-fields.js';

export interface EditableRow {
  /** Null where the vendor has no ids for such rows. */
  readonly vendorId: string | null;
}

/** Rows that stand in one order: those of a region or account, or those under one parent. */
export interface RowList<Row extends EditableRow> {
  /** Null for rows of the region or account itself. */
  readonly parentId: string | null;
  readonly rows: Row[];
  /** Why the vendor takes no further row here, or null. */
  readonly refusal: string | null;
  /** A new row, complete and not yet in the list. */
  build(fields: Readonly<Record<string, unknown>>): Row;
}

/** What mutations have to know of one kind of rows. */
export interface RowKind<Row extends EditableRow = EditableRow> {
  /** The kind that `parentId` names; null for rows of the region or account itself. */
  readonly parent: string | null;
  /** What a mutation calls a row that has no id of the vendor's. */
  idOf?(row: Row): string;
  readonly fields: RowFields<Row>;
  /** Fields that only a new row can be given. */
  readonly fixed?: RowFields<Row>['plain'];
  lists(): readonly RowList<Row>[];
  /** False for a row that only an explicit request finds, such as a deleted one. */
  isListed(row: Row): boolean;
  /** Rows of a lower rank stand before all others: the vendor lists them by another call, which is asked first. */
  rank(row: Row): number;
}

/** The rows of one region, or of an account without regions. */
export interface EditableFleet {
  readonly kinds: Readonly<Record<string, RowKind>>;
  /** Called after each mutation, to bring up to date what depends on several rows. */
  changed(): void;
}
