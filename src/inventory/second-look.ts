import { groupBy } from '../model/group-by.js';
import type { Readers } from '../upstream/reader.js';
import type { SharedTask } from './shared-task.js';
import { inBothPlaces, type Shortfall, type Shortfalls } from './shortfall.js';

/** Looks elsewhere for what the first looks of one moment did not find, for all of them together. */
export interface SecondLook {
  /**
   * What neither the first look nor the second one found. A first look that fails fails alone; where the second one fails, so does
   * what it was to find, and nothing else. `readers`: who waits for the first look.
   */
  readonly after: (first: Promise<Shortfalls>, readers: Readers, signal: AbortSignal) => Promise<Shortfalls>;
}

export interface SecondLookDeps {
  /** How many first looks there are: each is waited for, so that what they did not find goes out in the fewest calls. */
  readonly firstLooks: number;
  /** Begins to look elsewhere, and gives the work that will tell of each subject. */
  readonly start: (subjects: readonly string[]) => ReadonlyMap<string, SharedTask<Shortfalls>>;
  /** The error for a request that left before the end. */
  readonly ended: () => Error;
}

export function createSecondLook({ firstLooks, start, ended }: SecondLookDeps): SecondLook {
  const looks: { readonly missed: Shortfalls; readonly signal: AbortSignal }[] = [];
  let awaited = firstLooks;
  let goOn: () => void = () => undefined;
  const allAnswered = new Promise<void>((resolve) => {
    goOn = resolve;
  });

  let begun: ReturnType<typeof start> | null = null;
  /** Once, by whoever comes first. What only requests wanted that have left is not looked for. */
  const begin = () => {
    const wanted = looks.filter((look) => !look.signal.aborted);
    begun ??= start(wanted.flatMap(({ missed }) => [...missed.keys()]));
    return begun;
  };

  return {
    after: async (first, readers, signal) => {
      let missed: Shortfalls;
      try {
        missed = await first;
        looks.push({ missed, signal });
      } finally {
        awaited--;
        if (awaited === 0) goOn();
      }
      if (missed.size === 0) return missed;
      await allAnswered;
      if (signal.aborted) throw ended();
      const works = begin();
      const left = await Promise.all(
        [...groupBy(missed, ([subject]) => works.get(subject))].map(async ([work, pairs]) => {
          const second = await outcome(work, readers, signal, ended);
          return pairs.flatMap(([subject, shortfall]) => {
            const still = second(subject);
            return still === undefined ? [] : [[subject, inBothPlaces(shortfall, still)] as const];
          });
        }),
      );
      return new Map(left.flat());
    },
  };
}

/** What a second look tells of a subject: nothing when it was found. */
async function outcome(
  work: SharedTask<Shortfalls> | undefined,
  readers: Readers,
  signal: AbortSignal,
  ended: () => Error,
): Promise<(subject: string) => Shortfall | undefined> {
  if (work === undefined) throw new Error('a second look was not started');
  try {
    const shortfalls = await work.join(readers, signal, ended);
    return (subject) => shortfalls.get(subject);
  } catch (error) {
    return () => ({ type: 'failed', error });
  }
}
