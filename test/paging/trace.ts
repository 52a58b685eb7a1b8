import fc from 'fast-check';

/** What happens to a list while somebody scrolls through it. Places are relative, so that a shrunk trace still means something. */
export interface Trace {
  /** Rows at the start. */
  readonly rows: number;
  readonly direction: Direction;
  /** Rows of the first page, where it is not `count`: how a reader of small pages comes near the end of a vendor's page. */
  readonly lead: number | null;
  readonly count: number;
  readonly turns: readonly Turn[];
}

export type Direction = 'forward' | 'backward';

/** What happens between two pages, and how the second is asked for. After the last turn the list stands still until it was read. */
export interface Turn {
  readonly elapsedMs: number;
  readonly mutations: readonly Mutation[];
  /** Whether the reader goes back the way that it came, from the other end of the page before. */
  readonly back: boolean;
  readonly wantsTotal: boolean;
}

export type Mutation =
  | { readonly op: 'insert'; readonly at: Spot; readonly rows: number }
  | { readonly op: 'remove'; readonly at: Spot; readonly rows: number }
  | { readonly op: 'move'; readonly at: Spot; readonly rows: number; readonly to: Spot };

/**
 * A place in the list, `by` rows on in the direction of reading. `anchor`: the last row shown; `start`, `end`: of the list as it is read;
 * `seam`: the vendor's page boundary that is nearest to the anchor; `share`: so many thousandths of the list.
 */
export interface Spot {
  readonly of: 'anchor' | 'start' | 'end' | 'seam' | 'share';
  readonly by: number;
}

export const pageSizes = [1, 2, 7, 99, 100, 101, 1000];

/** How long records are served without asking again. */
export const lifeMs = 60_000;

/** Nothing has aged, some pages are older than others, all have to be read again. */
const elapsedMs = fc.oneof(
  { weight: 5, arbitrary: fc.constant(1) },
  { weight: 2, arbitrary: fc.constant(25_000) },
  { weight: 4, arbitrary: fc.constant(lifeMs + 1) },
);

const near = fc.record({ of: fc.constant('anchor' as const), by: fc.integer({ min: -5, max: 5 }) });
const behind = fc.record({ of: fc.constant('start' as const), by: fc.nat(6) });
const ahead = fc.record({ of: fc.constant('end' as const), by: fc.integer({ min: -6, max: 0 }) });
const seam = fc.record({ of: fc.constant('seam' as const), by: fc.integer({ min: -2, max: 2 }) });
const anywhere = fc.record({ of: fc.constant('share' as const), by: fc.nat(999) });

const spot: fc.Arbitrary<Spot> = fc.oneof(
  { weight: 6, arbitrary: near },
  { weight: 3, arbitrary: behind },
  { weight: 1, arbitrary: ahead },
  { weight: 2, arbitrary: seam },
  { weight: 2, arbitrary: anywhere },
);

const few = fc.oneof(
  { weight: 4, arbitrary: fc.constant(1) },
  { weight: 2, arbitrary: fc.integer({ min: 2, max: 5 }) },
);
const many = fc.integer({ min: 20, max: 90 });

/** The anchor with neighbours on both sides: some of them, seldom all, and more than all. */
const group = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: fc.nat(2) }, fc.nat(4)),
    fc.oneof({ weight: 4, arbitrary: fc.nat(2) }, fc.nat(4)),
  )
  .map(([before, after]) => ({ at: { of: 'anchor' as const, by: -before }, rows: before + 1 + after }));

const insert = (at: fc.Arbitrary<Spot>, rows: fc.Arbitrary<number>) =>
  fc.record({ op: fc.constant('insert' as const), at, rows });
const remove = (at: fc.Arbitrary<Spot>, rows: fc.Arbitrary<number>) =>
  fc.record({ op: fc.constant('remove' as const), at, rows });

const move = (from: fc.Arbitrary<{ readonly at: Spot; readonly rows: number }>) =>
  fc.tuple(from, spot).map(([rows, to]) => ({ op: 'move' as const, ...rows, to }));

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 24, arbitrary: insert(spot, few) },
  { weight: 16, arbitrary: remove(spot, few) },
  { weight: 2, arbitrary: insert(behind, many) },
  { weight: 1, arbitrary: remove(behind, many) },
  { weight: 3, arbitrary: group.map((rows) => ({ op: 'remove' as const, ...rows })) },
  { weight: 4, arbitrary: move(fc.record({ at: spot, rows: fc.constant(1) })) },
  { weight: 1, arbitrary: move(fc.record({ at: spot, rows: fc.integer({ min: 2, max: 3 }) })) },
  { weight: 1, arbitrary: move(group) },
);

/** As many rows come as go, in front of the reader: no total tells of it. */
const exchange = fc.tuple(spot, spot, few).map(([at, to, rows]): readonly Mutation[] => [
  { op: 'remove', at, rows },
  { op: 'insert', at: to, rows },
]);

const mutations: fc.Arbitrary<readonly Mutation[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 4, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.array(mutation, { minLength: 3, maxLength: 4 }) },
  { weight: 1, arbitrary: exchange },
);

const turnsOf = (changes: fc.Arbitrary<readonly Mutation[]>, back: fc.Arbitrary<boolean>) =>
  fc.array(fc.record({ elapsedMs, mutations: changes, back, wantsTotal: fc.boolean() }), { maxLength: 7 });

const straight = fc.constant(false);

const listSize = fc.oneof(
  { weight: 10, arbitrary: fc.nat(12) },
  { weight: 4, arbitrary: fc.integer({ min: 13, max: 97 }) },
  { weight: 3, arbitrary: fc.integer({ min: 98, max: 103 }) },
  { weight: 3, arbitrary: fc.integer({ min: 104, max: 350 }) },
);

const lead = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.integer({ min: 90, max: 104 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 300 }) },
);

const traceOf = (turns: fc.Arbitrary<readonly Turn[]>): fc.Arbitrary<Trace> =>
  fc.record({
    rows: listSize,
    direction: fc.constantFrom('forward' as const, 'backward' as const),
    lead,
    count: fc.constantFrom(...pageSizes),
    turns,
  });

/** Traces in which nothing changes but the time. */
export const stillTraces = traceOf(turnsOf(fc.constant([]), fc.oneof(straight, fc.boolean())));

export const driftingTraces = traceOf(
  fc.oneof(
    { weight: 5, arbitrary: turnsOf(mutations, straight) },
    { weight: 1, arbitrary: turnsOf(mutations, fc.boolean()) },
  ),
);
