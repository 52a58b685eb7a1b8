/**
 * The rows that may be the ones that moved between two lists: those that do not keep their order in every shortest explanation, which
 * moves as few rows as possible. Where a row and its neighbour have changed places, that is both of them.
 */
export function movedRows(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const places = new Map(after.map((id, index) => [id, index]));
  const kept = before.filter((id) => places.has(id));
  const positions = kept.map((id) => places.get(id) ?? 0);
  if (positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? 0))) {
    return new Set();
  }
  const upTo = longestUpTo(positions);
  const from = longestUpTo(positions.map((position) => -position).reverse()).reverse();
  const longest = Math.max(...upTo);
  const isOnLongest = kept.map((_, index) => (upTo[index] ?? 0) + (from[index] ?? 0) - 1 === longest);
  // Of the rows of longest runs, each level has one at least; one that is alone there is in all of them.
  const onLevel = new Map<number, number>();
  upTo.forEach((level, index) => {
    if (isOnLongest[index] === true) onLevel.set(level, (onLevel.get(level) ?? 0) + 1);
  });
  return new Set(
    kept.filter((_, index) => isOnLongest[index] !== true || (onLevel.get(upTo[index] ?? 0) ?? 0) > 1),
  );
}

/** The length of the longest ascending run, with gaps, that ends at each number. */
function longestUpTo(numbers: readonly number[]): number[] {
  /** The smallest end of a run of each length. */
  const ends: number[] = [];
  return numbers.map((number) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    ends[low] = number;
    return low + 1;
  });
}
