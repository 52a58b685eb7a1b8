/** An upstream call, or an inference that costs nothing: what has to be known before, and what is known then. */
export interface Call {
  readonly name: string;
  readonly cost: 0 | 1;
  readonly needs: readonly string[];
  readonly tells: readonly string[];
}

/** A call that one can make of a fleet: what has to be known before, and what is known then. */
export function call(name: string, needs: readonly string[], tells: readonly string[]): Call {
  return { name, cost: 1, needs, tells };
}

/** What follows from what is known. */
export function inference(needs: readonly string[], tells: readonly string[]): Call {
  return { name: 'inference', cost: 0, needs, tells };
}

/** There are more plans than can be tried. */
export class TooManyPlans extends Error {}

/** So many sets of calls are tried, which takes some seconds. */
const mostTried = 20_000;

/**
 * The fewest calls after which all that is wanted is known, by trying all sets of calls: those of 0 first, then of 1, and so on.
 * Throws where no set of up to `atMost` does.
 * @throws {TooManyPlans}
 */
export function fewestCalls(
  calls: readonly Call[],
  atHand: Iterable<string>,
  wanted: readonly string[],
  atMost = 40,
): number {
  const useful = withoutLesser(calls);
  const search = prepare(useful, new Set(atHand), wanted);
  const { known } = search.run(useful.map((_, index) => index));
  const never = wanted.filter((fact) => !known.has(fact));
  if (never.length > 0) throw new Error(`No call tells ${never.join(', ')}.`);
  for (let count = 0; count <= atMost; count++) {
    if (search.isEnough(count)) return count;
  }
  throw new Error(`No plan of up to ${atMost} calls tells ${wanted.join(', ')}.`);
}

/** Without calls instead of which another one, that needs no more, tells no less. */
function withoutLesser(calls: readonly Call[]): readonly Call[] {
  const sets = calls.map((given) => ({ ...given, told: new Set(given.tells), needed: new Set(given.needs) }));
  const isNoWorse = (one: (typeof sets)[number], other: (typeof sets)[number]) =>
    one.cost <= other.cost &&
    one.told.size >= other.told.size &&
    one.needed.size <= other.needed.size &&
    other.tells.every((fact) => one.told.has(fact)) &&
    one.needs.every((fact) => other.needed.has(fact));
  return sets.filter(
    (given, index) =>
      !sets.some(
        (other, at) => at !== index && isNoWorse(other, given) && (at < index || !isNoWorse(given, other)),
      ),
  );
}

function prepare(calls: readonly Call[], atHand: ReadonlySet<string>, wanted: readonly string[]) {
  const tellers = new Map<string, number[]>();
  calls.forEach(({ tells }, index) => {
    for (const fact of tells) tellers.set(fact, [...(tellers.get(fact) ?? []), index]);
  });
  const at = (index: number): Call => calls[index] ?? { name: '', cost: 0, needs: [], tells: [] };

  /** What is known after all that can run has run, and what still waits for something. */
  const run = (chosen: readonly number[]) => {
    const known = new Set(atHand);
    let waiting = chosen;
    for (;;) {
      const ready = waiting.filter((index) => at(index).needs.every((fact) => known.has(fact)));
      if (ready.length === 0) return { known, waiting };
      for (const index of ready) at(index).tells.forEach((fact) => known.add(fact));
      waiting = waiting.filter((index) => !ready.includes(index));
    }
  };

  const isEnough = (count: number): boolean => {
    const tried = new Map<string, number>();
    let steps = 0;
    return extend([], count);

    /** Whether the chosen calls, with up to so many more, can tell what is wanted. */
    function extend(chosen: readonly number[], left: number): boolean {
      const key = [...chosen].sort((one, other) => one - other).join();
      if ((tried.get(key) ?? -1) >= left) return false;
      tried.set(key, left);
      if (++steps > mostTried) throw new TooManyPlans(`More than ${mostTried} sets of ${count} calls.`);
      const { known, waiting } = run(chosen);
      const missing = [wanted, ...waiting.map((index) => at(index).needs)]
        .flat()
        .filter((fact) => !known.has(fact));
      if (missing.length === 0) return true;
      const promised = new Set(waiting.flatMap((index) => at(index).tells));
      const open = missing.filter((fact) => !promised.has(fact));
      if (leastFor(open, chosen) > left) return false;
      const options = open.length > 0 ? fewestOptions(open, chosen) : optionsFor(missing, chosen);
      return options.some(
        (index) => at(index).cost <= left && extend([...chosen, index], left - at(index).cost),
      );
    }

    function optionsFor(facts: readonly string[], chosen: readonly number[]): readonly number[] {
      const all = new Set(facts.flatMap((fact) => tellers.get(fact) ?? []));
      return [...all].filter((index) => !chosen.includes(index));
    }

    /** Of what is open, that which the fewest calls tell: each plan has one of them. */
    function fewestOptions(open: readonly string[], chosen: readonly number[]): readonly number[] {
      let best: readonly number[] | undefined;
      for (const fact of open) {
        const options = optionsFor([fact], chosen);
        if (best === undefined || options.length < best.length) best = options;
      }
      return [...(best ?? [])].sort((one, other) => at(other).tells.length - at(one).tells.length);
    }

    /** Each call tells no more of what is open than it does: every fact counts for its share of the call that tells most with it. */
    function leastFor(open: readonly string[], chosen: readonly number[]): number {
      const counts = new Map<number, number>();
      const direct = [...new Set(open)]
        .map((fact) => optionsFor([fact], chosen))
        .filter((options) => options.every((index) => at(index).cost > 0));
      for (const index of direct.flat()) counts.set(index, (counts.get(index) ?? 0) + 1);
      const shares = direct.map((options) => 1 / Math.max(...options.map((index) => counts.get(index) ?? 1)));
      return Math.ceil(shares.reduce((total, share) => total + share, 0) - 1e-6);
    }
  };
  return { run, isEnough };
}
