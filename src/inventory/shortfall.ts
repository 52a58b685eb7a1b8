/**
 * Why a look-up did not bring a record. `absent`: the vendor has none, by an answer to a call sent at `asOf`; `untold`: an answer
 * came short, so that it may have held this one; `failed`: it could not be asked.
 */
export type Shortfall =
  | { readonly type: 'absent'; readonly asOf: number }
  | { readonly type: 'untold' }
  | { readonly type: 'failed'; readonly error: unknown };

/** Of each subject that a look-up did not bring, why; those that it brought are not among them. */
export type Shortfalls = ReadonlyMap<string, Shortfall>;

export const noShortfalls: Shortfalls = new Map();

/** What is left after a look in two places, the second of which did not bring it either: absent only where both say so. */
export function inBothPlaces(first: Shortfall, second: Shortfall): Shortfall {
  if (second.type !== 'absent') return second;
  return first.type === 'absent' ? { ...first, asOf: Math.min(first.asOf, second.asOf) } : first;
}
