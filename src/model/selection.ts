/** What a query selects of an object: its fields, and for those that are objects or lists what is selected below them. */
export interface Selection {
  readonly fields: ReadonlySet<string>;
  readonly below: ReadonlyMap<string, Selection>;
}

export const emptySelection: Selection = { fields: new Set(), below: new Map() };

/** All that either of two selections selects. */
export function mergeSelections(a: Selection, b: Selection): Selection {
  if (a === b || isEmpty(b)) return a;
  if (isEmpty(a)) return b;
  const below = new Map(a.below);
  for (const [field, selection] of b.below) {
    const other = below.get(field);
    below.set(field, other === undefined ? selection : mergeSelections(other, selection));
  }
  return { fields: new Set([...a.fields, ...b.fields]), below };
}

function isEmpty({ fields, below }: Selection): boolean {
  return fields.size === 0 && below.size === 0;
}
