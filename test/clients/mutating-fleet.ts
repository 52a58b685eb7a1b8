/**
 * What the clients' tests scroll through: a fleet of several vendors that changes between two pages, and what its
 * reader is owed. Rows come, go and move, some of them right where the reader stands, by less than one vendor page.
 */
import { expect } from 'vitest';
import { createRandom } from '../../src/simulator/random.js';
import type { Mutation, Simulator, Topology } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet, type FleetOptions } from '../support/gateway.js';
import { bmlbAccount, clbAccount } from '../gateway/tencent-accounts.js';

/** Rows that stand in one order at the vendor: of an account in a region, or under a parent. */
export interface VendorList {
  readonly account: string;
  readonly region: string | null;
  readonly kind: 'loadBalancer' | 'listener' | 'backend';
  readonly parentId?: string;
}

/** One that changes. */
export interface ChangingList extends VendorList {
  /** How many rows it has at least when a scroll begins. */
  readonly size: number;
}

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

/** Load balancers by account: of the first two, more than the 100 that their vendors give with one page. */
const sizes = { q: 130, t: 120, z: 45, b: 45 };

const topology: Topology = {
  seed: 57,
  accounts: [
    { id: 'q', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'], ...sized(sizes.q) },
    clbAccount('t', 'cn-2018', { classic: sizes.t - 50, application: 50, backends: sizes.t }),
    { id: 'z', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'], ...sized(sizes.z) },
    bmlbAccount('b', sizes.b, { backends: 2 * sizes.b }),
  ],
};

function sized(loadBalancers: number) {
  return { loadBalancers, listeners: loadBalancers, backends: loadBalancers, instances: 30 };
}

const kind = 'loadBalancer';
const wholeFleet: readonly ChangingList[] = [
  { account: 'q', region: 'pek3', kind, size: sizes.q },
  { account: 't', region: 'ap-guangzhou', kind, size: sizes.t },
  { account: 'z', region: null, kind, size: sizes.z },
  { account: 'b', region: 'ap-guangzhou', kind, size: sizes.b },
];

export interface MutatingFleet extends Fleet {
  /** Its load balancers, in the order of a root connection. */
  readonly lists: readonly ChangingList[];
  /** Lets so much time go by that nothing at hand is fresh any more. */
  readonly forget: () => void;
}

export async function startMutatingFleet(options: Pick<FleetOptions, 'cache'> = {}): Promise<MutatingFleet> {
  let elapsed = 0;
  const fleet = await startFleet(topology, { ...options, now: () => Date.now() + elapsed });
  return {
    ...fleet,
    lists: wholeFleet,
    forget: () => {
      elapsed += 120_000;
    },
  };
}

/** One load balancer, and lists under it that are long enough to be scrolled through. */
export interface Nested {
  /** The arguments that find it. */
  readonly parent: { readonly account: string; readonly region: string; readonly vendorId: string };
  readonly listeners: ChangingList;
  /** Of its first listener. */
  readonly backends: ChangingList;
}

export function openNested({ simulator }: MutatingFleet): Nested {
  const place = { account: 'q', region: 'pek3' };
  const [vendorId = ''] = idsOf(simulator, { ...place, kind: 'loadBalancer' });
  const listeners = { ...place, kind: 'listener', parentId: vendorId, size: 40 } as const;
  fill(simulator, listeners);
  const [listener = ''] = idsOf(simulator, listeners);
  const backends = { ...place, kind: 'backend', parentId: listener, size: 60 } as const;
  fill(simulator, backends);
  return { parent: { ...place, vendorId }, listeners, backends };
}

/** Adds rows to a list, at its end, until it has its size. */
function fill(simulator: Simulator, { size, ...list }: ChangingList): void {
  for (let has = idsOf(simulator, list).length; has < size; has += 1)
    simulator.mutate({ op: 'insert', ...list });
}

/** The rows of a list by the vendor's ids, in their order of now. */
export function idsOf(simulator: Simulator, { account, region, kind, parentId }: VendorList): string[] {
  const loadBalancers = simulator
    .inventory(account)
    .accounts.flatMap((owner) => owner.loadBalancers)
    .filter((row) => row.region === region);
  const under = (row: { readonly vendorId: string }) => row.vendorId === parentId;
  const rows = {
    loadBalancer: () => loadBalancers,
    listener: () => loadBalancers.filter(under).flatMap((row) => row.listeners),
    backend: () =>
      loadBalancers
        .flatMap((row) => row.listeners)
        .filter(under)
        .flatMap((row) => row.backends),
  }[kind]();
  return rows.map(({ vendorId }) => vendorId ?? '');
}

/** What happens where the reader stands, one after another: to its last row, or to a neighbour of it. */
const nearTheReader: readonly { readonly op: Mutation['op']; readonly away: number }[] = [
  { op: 'remove', away: 0 },
  { op: 'insert', away: 1 },
  { op: 'remove', away: 1 },
  { op: 'move', away: 0 },
  { op: 'insert', away: 0 },
  { op: 'remove', away: -1 },
  { op: 'move', away: 1 },
];
/** What happens besides, in a list's first part or anywhere: some lists lose more rows in front than they get, some less. */
const anywhere: readonly (readonly { readonly op: Mutation['op']; readonly part: number }[])[] = [
  [
    { op: 'remove', part: 0.4 },
    { op: 'remove', part: 0.4 },
    { op: 'insert', part: 1 },
    { op: 'move', part: 1 },
  ],
  [
    { op: 'insert', part: 0.4 },
    { op: 'insert', part: 0.4 },
    { op: 'remove', part: 1 },
    { op: 'move', part: 1 },
  ],
];
/** A row moves at least so far that it is no neighbour of its neighbours any more. */
const leastMove = 10;

/** Changes of some lists between the pages of one scroll. */
export interface Drift {
  /** @param last the vendor's id of the row on which the reader stands */
  readonly turn: (last: string | undefined) => void;
  /** The rows that were there throughout and did not move, in their order. */
  readonly steady: () => readonly string[];
  readonly moved: ReadonlySet<string>;
}

export function createDrift(simulator: Simulator, lists: readonly ChangingList[]): Drift {
  const atFirst = new Set(lists.flatMap((list) => idsOf(simulator, list)));
  const moved = new Set<string>();
  const random = createRandom('drift');
  let turns = 0;

  /** Changes the list at a place, and `ids` with it. */
  const change = (
    { size: _size, ...list }: ChangingList,
    ids: string[],
    op: Mutation['op'],
    at: number,
  ): void => {
    const id = ids[at];
    if (op === 'insert') {
      const index = Math.min(at, ids.length);
      ids.splice(index, 0, simulator.mutate({ op, ...list, index }).vendorId);
    } else if (id !== undefined) {
      const far = ids.flatMap((_, to) => (Math.abs(to - at) >= leastMove ? [to] : []));
      ids.splice(at, 1);
      if (op === 'remove') {
        simulator.mutate({ op, ...list, id });
        return;
      }
      const index = random.pick(far);
      simulator.mutate({ op, ...list, id, index });
      ids.splice(index, 0, id);
      moved.add(id);
    }
  };

  return {
    moved,
    turn: (last) => {
      const near = nearTheReader[turns % nearTheReader.length];
      turns += 1;
      for (const [place, list] of lists.entries()) {
        const ids = idsOf(simulator, list);
        const here = last === undefined ? -1 : ids.indexOf(last);
        if (near !== undefined && here !== -1) change(list, ids, near.op, Math.max(0, here + near.away));
        for (const { op, part } of anywhere[place % anywhere.length] ?? [])
          change(list, ids, op, random.int(0, Math.floor((ids.length - 1) * part)));
      }
    },
    steady: () =>
      lists.flatMap((list) => idsOf(simulator, list)).filter((id) => atFirst.has(id) && !moved.has(id)),
  };
}

/** Scrolls to the end; between two pages `meanwhile` is told the last page's rows and the number of the next one. */
export async function scrollToEnd(
  scroll: Scroll,
  meanwhile: (page: readonly Row[], turn: number) => void = () => undefined,
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
export function expectEachOnce(shown: readonly Row[], { steady, moved }: Pick<Drift, 'steady' | 'moved'>) {
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
