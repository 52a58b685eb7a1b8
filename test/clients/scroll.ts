/** Scrolling with any client, and what its reader is owed. */
import { expect } from 'vitest';
import { createDrift, type Drift } from './drift.js';
import { fill, idsOf, type ChangingList, type MutatingFleet } from './mutating-fleet.js';

/** A row as a client shows it. */
export interface Row {
  readonly id: string;
  readonly vendorId: string;
}

/** A client that reads a connection page by page. */
export interface Scroll {
  /** Reads the next page and gives the rows that it brought. */
  readonly turn: () => Promise<readonly Row[]>;
  readonly hasMore: () => boolean;
  /** The list that the client has made of all pages. */
  readonly merged: () => readonly Row[];
}

/** No divisor of what a vendor page holds, so that pages end anywhere in them. */
export const pageSize = 23;

/** Scrolls to the end; between two pages `meanwhile` is told the last page's rows and the number of the next one. */
async function scrollToEnd(
  scroll: Scroll,
  meanwhile: (page: readonly Row[], turn: number) => void,
): Promise<readonly Row[]> {
  const brought: Row[] = [];
  for (let turn = 1; turn <= 40; turn += 1) {
    const page = await scroll.turn();
    brought.push(...page);
    if (!scroll.hasMore()) return brought;
    meanwhile(page, turn);
  }
  throw new Error('the scroll has no end');
}

/** Each steady row is shown once; and no row twice but one that moved, as it may have moved out of what was read. */
function expectEachOnce(shown: readonly Row[], { steady, moved }: Pick<Drift, 'steady' | 'moved'>) {
  const times = new Map<string, number>();
  for (const { vendorId } of shown) times.set(vendorId, (times.get(vendorId) ?? 0) + 1);
  const gaps = steady().filter((id) => !times.has(id));
  const doubles = [...times].flatMap(([id, count]) => (count > 1 && !moved.has(id) ? [id] : []));
  expect({ gaps, doubles }).toEqual({ gaps: [], doubles: [] });
}

/**
 * Scrolls through lists that change between every two pages, and holds what the pages brought and what the client
 * has made of them against what its reader is owed.
 */
export async function scrollWhileMutating(
  fleet: MutatingFleet,
  lists: readonly ChangingList[],
  scroll: Scroll,
  { direction = 'forward', ages = false }: { direction?: 'forward' | 'backward'; ages?: boolean } = {},
): Promise<void> {
  fleet.forget();
  for (const list of lists) fill(fleet.simulator, list);
  const drift = createDrift(fleet.simulator, lists);
  const brought = await scrollToEnd(scroll, (page) => {
    drift.turn(page.at(direction === 'forward' ? -1 : 0)?.vendorId);
    if (ages) fleet.forget();
  });
  // Of a list that stood still there would be nothing to see.
  expect(drift.moved.size).toBeGreaterThan(0);
  expectEachOnce(brought, drift);
  expectEachOnce(scroll.merged(), drift);
  const steady = drift.steady();
  const known = new Set(steady);
  const shown = scroll.merged().map(({ vendorId }) => vendorId);
  expect(shown.filter((id) => known.has(id))).toEqual(steady);
}

/**
 * Scrolls through a fleet that stands still, but for one account that fails on one page and then is back: the one that
 * the page was to begin with. On the last page no account is left then that could show anything.
 */
export async function scrollOverFailure(
  { simulator, lists }: MutatingFleet,
  scroll: Scroll,
  where: 'first' | 'middle' | 'last',
): Promise<void> {
  const whole = lists.flatMap((list) => idsOf(simulator, list));
  const pages = Math.ceil(whole.length / pageSize);
  const onPage = { first: 0, middle: Math.floor(pages / 2), last: pages - 1 }[where];
  const failing = lists.find((list) => idsOf(simulator, list).includes(whole[onPage * pageSize] ?? ''));
  if (failing === undefined) throw new Error('the fleet is too small');
  const failOn = (page: number) =>
    simulator.setFaults(page === onPage ? [{ account: failing.account, kind: 'auth' }] : []);
  const missing = new Set(idsOf(simulator, failing));
  failOn(0);
  try {
    const brought = await scrollToEnd(
      {
        ...scroll,
        turn: async () => {
          const isStruck = simulator.faults().length > 0;
          const page = await scroll.turn();
          if (isStruck) expect(page.filter(({ vendorId }) => missing.has(vendorId))).toEqual([]);
          return page;
        },
      },
      (_page, turn) => failOn(turn),
    );
    const sorted = (rows: readonly Row[]) => rows.map(({ vendorId }) => vendorId).sort();
    expect(sorted(brought)).toEqual(whole.toSorted());
    expect(sorted(scroll.merged())).toEqual(whole.toSorted());
  } finally {
    simulator.setFaults([]);
  }
}
