/** What stands inside a row that is read in parts. */
export type Row = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The rows of a list; none where it is absent, and what stands in its place as a row that cannot be read. */
export function inside(list: unknown): readonly unknown[] {
  if (list === undefined || list === null) return [];
  return Array.isArray(list) ? list : [list];
}
