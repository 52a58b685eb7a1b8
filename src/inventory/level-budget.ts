import { groupBy } from '../model/group-by.js';
import type { Demand, PlannedAsk } from '../providers/provider.js';
import type { Reader } from '../upstream/reader.js';
import type { LevelWork } from './level-work.js';

/** A demand of a request, with whatever belongs to it. */
interface Entry {
  readonly submission: { readonly reader: Reader; readonly demand: Demand };
}

/** What one request demands in a level, and what that takes. */
export interface LevelShare<E extends Entry> {
  readonly reader: Reader;
  readonly entries: readonly E[];
  readonly asks: readonly PlannedAsk[];
  /** What its asks add to the calls that the requests before it start. */
  readonly calls: number;
  /** What the request would come to. */
  readonly actual: number;
  /** Whether its budget has room for that. */
  readonly fits: boolean;
}

export interface LevelBudgetDeps<E extends Entry> {
  readonly plan: (entries: readonly E[]) => readonly PlannedAsk[];
  readonly openWork: () => LevelWork;
  readonly start: (planned: readonly PlannedAsk[], shares: readonly LevelShare<E>[]) => void;
  readonly refuse: (share: LevelShare<E>) => void;
}

/**
 * Plans demands together and starts what they take. A request whose budget has no room for that comes after the others, so that
 * they do not notice, and is planned by itself; if that is too much too, all that it demands here is refused.
 */
export function admitLevel<E extends Entry>(entries: readonly E[], deps: LevelBudgetDeps<E>): void {
  if (entries.length === 0) return;
  const planned = deps.plan(entries);
  const shares = toShares(entries, planned, deps.openWork);
  const over = shares.filter(({ fits }) => !fits);
  if (over.length === 0) {
    deps.start(planned, shares);
  } else if (shares.length === 1) {
    over.forEach(deps.refuse);
  } else {
    const others = shares.flatMap((share) => (share.fits ? share.entries : []));
    for (const group of [others, ...over.map((share) => share.entries)]) admitLevel(group, deps);
  }
}

function toShares<E extends Entry>(
  all: readonly E[],
  planned: readonly PlannedAsk[],
  openWork: () => LevelWork,
): readonly LevelShare<E>[] {
  const byDemand = groupBy(planned, ({ demand }) => demand);
  const admitted: PlannedAsk[] = [];
  let work = openWork();
  let before = 0;
  return [...groupBy(all, ({ submission }) => submission.reader)].map(([reader, entries]) => {
    const asks = entries.flatMap(({ submission }) => byDemand.get(submission.demand) ?? []);
    asks.forEach(work.add);
    const calls = work.calls() - before;
    const actual = reader.calls.made() + reader.calls.reserved() + calls;
    const fits = calls === 0 || actual <= reader.calls.limit;
    if (fits) {
      admitted.push(...asks);
      before += calls;
    } else {
      // Its asks are not started, so nobody behind it joins them.
      work = openWork();
      admitted.forEach(work.add);
    }
    return { reader, entries, asks, calls, actual, fits };
  });
}
