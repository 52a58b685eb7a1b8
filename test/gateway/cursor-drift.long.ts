import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Simulator, Topology } from '../../src/simulator/simulator.js';
import { startFleet, startGateway, startVendors, type Fleet, type Gateway } from '../support/gateway.js';

type Account = Topology['accounts'][number];

/** Two pages of the vendor's. */
const qing: Account = {
  ...{ id: 'q', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'] },
  ...{ loadBalancers: 130, listeners: 4, backends: 40, instances: 40 },
};
const zen: Account = {
  ...{ id: 'z', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'] },
  ...{ loadBalancers: 30, listeners: 4, backends: 8, instances: 8 },
};

interface Page {
  readonly totalCount: number | null;
  readonly coverage: { readonly exact: boolean; readonly reordered: boolean };
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly vendorId: string } }[];
}

interface Asked {
  readonly first?: number;
  readonly after?: string | null;
  readonly last?: number;
  readonly before?: string | null;
}

const declared = '$first: Int, $after: String, $last: Int, $before: String';
const args = 'first: $first, after: $after, last: $last, before: $before';
const page = `coverage { exact reordered } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor node { vendorId } }`;
const query = `query Page(${declared}, $accounts: [ID!]) {
  list: loadBalancers(${args}, filter: { account: $accounts }) { ${page} } accounts { id } }`;

function ask(gateway: Pick<Gateway, 'query'>, asked: Asked, accounts: readonly string[] = ['q']) {
  return gateway.query<{ readonly list: Page | null; readonly accounts: readonly unknown[] }>(query, {
    ...asked,
    accounts,
  });
}

async function read(gateway: Pick<Gateway, 'query'>, asked: Asked, accounts?: readonly string[]) {
  const { data, errors } = await ask(gateway, asked, accounts);
  expect({ asked, errors }).toEqual({ asked, errors: [] });
  if (data.list === null) throw new Error('there is no list');
  return data.list;
}

const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.vendorId);
const truthOf = (simulator: Simulator, account = 'q') =>
  simulator.inventory(account).accounts[0]?.loadBalancers.map(({ vendorId }) => vendorId) ?? [];

function remove(simulator: Simulator, ids: readonly string[]): void {
  for (const id of ids) {
    simulator.mutate({ op: 'remove', account: 'q', region: 'pek3', kind: 'loadBalancer', id });
  }
}

/** A fleet, and time that passes until nothing that was read is fresh any more. */
async function startAgeing(accounts: Account[]): Promise<Fleet & { readonly forget: () => void }> {
  let elapsed = 0;
  const fleet = await startFleet({ seed: 3, accounts }, { now: () => Date.now() + elapsed });
  return {
    ...fleet,
    forget: () => {
      elapsed += 120_000;
    },
  };
}

describe.each(['newest-first', 'by-id'])('a vendor whose order becomes %s between two pages', (order) => {
  let fleet: Awaited<ReturnType<typeof startAgeing>>;
  let truth: readonly string[];
  let byId: readonly string[];
  beforeEach(async () => {
    fleet = await startAgeing([qing, zen]);
    truth = truthOf(fleet.simulator);
    byId = truth.toSorted();
  });
  afterEach(() => fleet.stop());

  const turn = () => {
    fleet.simulator.putSettings({ 'qingcloud.row-order': order });
    fleet.forget();
    fleet.calls();
  };

  test('is read whole once, and shown from its start in the order of ids, each row once', async () => {
    const first = await read(fleet, { first: 30 });
    expect(idsOf(first)).toEqual(truth.slice(0, 30));
    expect(first.coverage).toEqual({ exact: true, reordered: false });
    turn();
    const shown: string[] = [];
    let after = first.pageInfo.endCursor;
    for (let more = true, pages = 0; more; pages += 1) {
      const next = await read(fleet, { first: 25, after });
      expect(next.coverage).toEqual({ exact: false, reordered: true });
      // Its 130 rows are two pages; to see that they are in another order may take one more.
      if (pages === 0) expect(fleet.calls()).toBeLessThanOrEqual(3);
      else expect(fleet.calls()).toBe(0);
      shown.push(...idsOf(next));
      after = next.pageInfo.endCursor;
      more = next.pageInfo.hasNextPage;
    }
    // What the reader was shown right before he had to begin anew he may be spared.
    const spared = truth.slice(26, 30).filter((id) => !shown.includes(id));
    expect(shown).toEqual(byId.filter((id) => !spared.includes(id)));
  });

  test('is shown so backward from its end', async () => {
    const last = await read(fleet, { last: 21 });
    expect(idsOf(last)).toEqual(truth.slice(-21));
    turn();
    const shown: string[] = [];
    let before = last.pageInfo.startCursor;
    for (let more = true, pages = 0; more; pages += 1) {
      const next = await read(fleet, { last: 25, before });
      expect(next.coverage).toEqual({ exact: false, reordered: true });
      if (pages === 0) expect(fleet.calls()).toBeLessThanOrEqual(3);
      else expect(fleet.calls()).toBe(0);
      shown.unshift(...idsOf(next));
      before = next.pageInfo.startCursor;
      more = next.pageInfo.hasPreviousPage;
    }
    const spared = truth.slice(-21, -17).filter((id) => !shown.includes(id));
    expect(shown).toEqual(byId.filter((id) => !spared.includes(id)));
  });

  test('goes on in the order of ids when it is read anew, and rows came and went meanwhile', async () => {
    const first = await read(fleet, { first: 30 });
    turn();
    const second = await read(fleet, { first: 25, after: first.pageInfo.endCursor });
    const own = second.edges.at(-1)?.node.vendorId ?? '';
    const gone = [own, byId[byId.indexOf(own) + 2] ?? ''];
    remove(fleet.simulator, gone);
    fleet.forget();
    fleet.calls();
    const third = await read(fleet, { first: 25, after: second.pageInfo.endCursor });
    expect(fleet.calls()).toBeLessThanOrEqual(2);
    expect(third.coverage).toEqual({ exact: false, reordered: true });
    const left = byId.slice(byId.indexOf(own)).filter((id) => !gone.includes(id));
    expect(idsOf(third)).toEqual(left.slice(0, 25));
  });

  test('leaves the other sources of a merged list as they are', async () => {
    const both = ['q', 'z'];
    const zenTruth = truthOf(fleet.simulator, 'z');
    const first = await read(fleet, { first: 30 }, both);
    turn();
    const shown: string[] = [];
    let after = first.pageInfo.endCursor;
    for (let more = true; more;) {
      const next = await read(fleet, { first: 20, after }, both);
      const ids = idsOf(next);
      const isOfQing = ids.some((id) => truth.includes(id));
      expect(next.coverage).toEqual({ exact: !isOfQing, reordered: isOfQing });
      shown.push(...ids);
      after = next.pageInfo.endCursor;
      more = next.pageInfo.hasNextPage;
    }
    expect(shown.filter((id) => zenTruth.includes(id))).toEqual(zenTruth);
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown.slice(-zenTruth.length)).toEqual(zenTruth);
    // A reader who has come to the other source meets nothing of it.
    const inZen = await read(fleet, { first: 3, after: after ?? '' }, both);
    expect(inZen).toMatchObject({ edges: [], coverage: { exact: true, reordered: false } });
  });
});

describe('a source of a merged list whose order changes while it is read', () => {
  test('alone is read again and ordered by ids, at one call of its vendor’s page', async () => {
    const fleet = await startAgeing([
      { ...qing, loadBalancers: 20 },
      { ...zen, loadBalancers: 60 },
    ]);
    try {
      const both = ['q', 'z'];
      const [ofQing, ofZen] = [truthOf(fleet.simulator), truthOf(fleet.simulator, 'z')];
      const first = await read(fleet, { first: 50 }, both);
      expect(idsOf(first)).toEqual([...ofQing, ...ofZen.slice(0, 30)]);
      fleet.simulator.putSettings({ 'zenlayer.row-order': 'newest-first' });
      fleet.forget();
      fleet.calls();
      const rest = await read(fleet, { first: 100, after: first.pageInfo.endCursor }, both);
      // At the start of a source, whether there is a previous page is told by the one in front of it.
      expect(fleet.simulator.calls().byAction).toEqual({
        'QINGCLOUD DescribeLoadBalancers': 1,
        'ZENLAYER_BMC DescribeLoadBalancers': 1,
      });
      expect(rest.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
      expect(rest.coverage).toEqual({ exact: false, reordered: true });
      const spared = ofZen.slice(26, 30).filter((id) => !idsOf(rest).includes(id));
      expect(idsOf(rest)).toEqual(ofZen.toSorted().filter((id) => !spared.includes(id)));
      // Back in the other source all is as it was.
      const back = await read(fleet, { last: 5, before: first.edges[10]?.cursor ?? '' }, both);
      expect(idsOf(back)).toEqual(ofQing.slice(5, 10));
      expect(back.coverage).toEqual({ exact: true, reordered: false });
    } finally {
      await fleet.stop();
    }
  });
});

describe('what a page says of both sides after rows went', () => {
  let fleet: Fleet;
  let truth: readonly string[];
  let cursors: readonly string[];
  beforeEach(async () => {
    const few = { ...qing, loadBalancers: 24 };
    fleet = await startFleet({ seed: 3, accounts: [few] }, { cache: { enabled: false } });
    truth = truthOf(fleet.simulator);
    cursors = (await read(fleet, { first: 1000 })).edges.map(({ cursor }) => cursor);
  });
  afterEach(() => fleet.stop());

  const at = (index: number) => cursors[index] ?? '';
  /** Which rows went, what is asked then, which are left of them, and whether there are more in front and behind. */
  const cases: readonly (readonly [
    string,
    [number, number],
    () => Asked,
    [number, number],
    boolean,
    boolean,
  ])[] = [
    ['all in front of the cursor’s', [0, 5], () => ({ first: 3, after: at(5) }), [6, 9], true, true],
    ['all in front of it and its own', [0, 6], () => ({ first: 3, after: at(5) }), [6, 9], false, true],
    ['all behind the cursor’s', [20, 24], () => ({ first: 3, after: at(19) }), [0, 0], true, false],
    ['all behind it and its own', [19, 24], () => ({ first: 3, after: at(19) }), [0, 0], true, false],
    [
      'the last ones but those of the page',
      [13, 24],
      () => ({ first: 3, after: at(9) }),
      [10, 13],
      true,
      false,
    ],
    ['all behind the cursor’s', [20, 24], () => ({ last: 3, before: at(19) }), [16, 19], true, true],
    ['all behind it and its own', [19, 24], () => ({ last: 3, before: at(19) }), [16, 19], true, false],
    ['all in front of the cursor’s', [0, 5], () => ({ last: 3, before: at(5) }), [0, 0], false, true],
    ['all in front of it and its own', [0, 6], () => ({ last: 3, before: at(5) }), [0, 0], false, true],
    [
      'the first ones but those of the page',
      [0, 7],
      () => ({ last: 3, before: at(10) }),
      [7, 10],
      false,
      true,
    ],
    ['every one, beyond the first', [0, 24], () => ({ first: 3, after: at(0) }), [0, 0], false, false],
    ['every one, in front of the last', [0, 24], () => ({ last: 3, before: at(23) }), [0, 0], false, false],
  ];
  test.each(cases)('is true: %s (%j)', async (_, [from, to], asked, [first, end], isBehind, isInFront) => {
    remove(fleet.simulator, truth.slice(from, to));
    const { pageInfo, ...next } = await read(fleet, asked());
    expect(idsOf({ pageInfo, ...next })).toEqual(truth.slice(first, end));
    expect(pageInfo).toMatchObject({ hasPreviousPage: isBehind, hasNextPage: isInFront });
    expect(next.coverage).toEqual({ exact: true, reordered: false });
  });
});

describe('a cursor of which the row and all its neighbours are gone', () => {
  let fleet: Fleet;
  beforeEach(async () => {
    fleet = await startFleet({ seed: 3, accounts: [qing, zen] }, { cache: { enabled: false } });
  });
  afterEach(() => fleet.stop());

  const lose = async (asked: Asked, at: number) => {
    const truth = truthOf(fleet.simulator);
    const { edges } = await read(fleet, asked);
    const own = edges.find(({ node }) => node.vendorId === truth[at]);
    if (own === undefined) throw new Error('the row is not on the page');
    remove(fleet.simulator, truth.slice(at - 3, at + 4));
    return own.cursor;
  };
  const whatToDo = /Go on from a cursor of an earlier page, or read again from the start\.$/;

  test.each([
    ['forward', { first: 60 }, 'after', 'first'],
    ['backward', { last: 100 }, 'before', 'last'],
  ] as const)(
    'is lost, read %s: a null list under an error that says what to do',
    async (_, asked, at, size) => {
      const cursor = await lose(asked, 50);
      const { status, data, errors } = await ask(fleet, { [size]: 10, [at]: cursor });
      expect(status).toBe(200);
      expect(errors).toMatchObject([{ path: ['list'], extensions: { code: 'CURSOR_LOST' } }]);
      expect(errors[0]?.message).toMatch(whatToDo);
      expect(data.list).toBeNull();
      expect(data.accounts).toEqual([{ id: 'q' }, { id: 'z' }]);
      const again = await read(fleet, { first: 1000 });
      expect(idsOf(again)).toEqual(truthOf(fleet.simulator));
      expect(again.coverage).toEqual({ exact: true, reordered: false });
    },
  );

  test('is lost below an object, whose other fields are answered', async () => {
    const nested = `query Nested($after: String) { account(id: "q") { id name
      list: loadBalancers(first: 60, after: $after) { ${page} } other: loadBalancers(first: 1) { nodes { vendorId } } } }`;
    interface Data {
      readonly account: { readonly list: Page | null; readonly other: unknown; readonly name: string };
    }
    const truth = truthOf(fleet.simulator);
    const { data } = await fleet.query<Data>(nested);
    const cursor = data.account.list?.edges[50]?.cursor ?? '';
    remove(fleet.simulator, truth.slice(47, 54));
    const lost = await fleet.query<Data>(nested, { after: cursor });
    expect(lost.errors).toMatchObject([{ path: ['account', 'list'], extensions: { code: 'CURSOR_LOST' } }]);
    expect(lost.errors[0]?.message).toMatch(whatToDo);
    expect(lost.data.account).toMatchObject({
      ...{ id: 'q', list: null },
      other: { nodes: [{ vendorId: truth[0] }] },
    });
  });

  test('is lost in a merged list too, and a row of its page that is left leads on', async () => {
    const both = ['q', 'z'];
    const truth = truthOf(fleet.simulator);
    const { edges } = await read(fleet, { first: 60 }, both);
    remove(fleet.simulator, truth.slice(47, 54));
    const { data, errors } = await ask(fleet, { first: 10, after: edges[50]?.cursor ?? '' }, both);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['CURSOR_LOST']);
    expect(data.list).toBeNull();
    const earlier = await read(fleet, { first: 10, after: edges[46]?.cursor ?? '' }, both);
    expect(idsOf(earlier)).toEqual(truth.slice(54, 64));
  });
});

describe('backends of a load balancer whose listeners go while they are read', () => {
  const accounts: Account[] = [
    { ...qing, loadBalancers: 1, listeners: 4, backends: 40 },
    { ...zen, loadBalancers: 1, listeners: 4, backends: 40, instances: 40 },
  ];
  let fleet: Fleet;
  beforeEach(async () => {
    fleet = await startFleet({ seed: 3, accounts }, { cache: { enabled: false } });
  });
  afterEach(() => fleet.stop());

  interface Backends {
    readonly pageInfo: Page['pageInfo'];
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: { readonly id: string; readonly listener: { readonly vendorId: string } };
    }[];
  }
  const backendsOf = async (account: string, asked: Asked) => {
    const { data, errors } = await fleet.query<{
      readonly loadBalancers: { readonly nodes: readonly { readonly backends: Backends | null }[] };
    }>(
      `query Backends(${declared}, $account: [ID!]) { loadBalancers(filter: { account: $account }) { nodes {
        backends(${args}) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          edges { cursor node { id listener { vendorId } } } } } } }`,
      { ...asked, account: [account] },
    );
    return { backends: data.loadBalancers.nodes[0]?.backends ?? null, errors };
  };
  const readBackends = async (account: string, asked: Asked) => {
    const { backends, errors } = await backendsOf(account, asked);
    expect(errors).toEqual([]);
    if (backends === null) throw new Error('there are no backends');
    return backends;
  };
  const listenersOf = (account: string) =>
    fleet.simulator
      .inventory(account)
      .accounts[0]?.loadBalancers.flatMap(({ listeners }) => listeners)
      .filter(({ backends }) => backends.length > 1) ?? [];
  const removeListener = (account: string, id = '') =>
    fleet.simulator.mutate({
      ...{ op: 'remove', account, kind: 'listener', id },
      region: account === 'q' ? 'pek3' : null,
    });

  describe.each(['q', 'z'])('at %s', (account) => {
    test.each(['forward', 'backward'] as const)(
      'go on behind the listener that went, read %s',
      async (direction) => {
        const isForward = direction === 'forward';
        const all = (await readBackends(account, { first: 1000 })).edges;
        const [, second] = listenersOf(account);
        const own = all.filter(({ node }) => node.listener.vendorId === second?.vendorId);
        // In the middle of the second listener's.
        const stop = all.indexOf(
          own[1] ?? own[0] ?? all[0] ?? { cursor: '', node: { id: '', listener: { vendorId: '' } } },
        );
        expect(own.length).toBeGreaterThan(1);
        removeListener(account, second?.vendorId);
        const left = all.filter((edge) => !own.includes(edge)).map(({ node }) => node.id);
        const passed = (isForward ? all.slice(0, stop) : all.slice(stop)).map(({ node }) => node.id);
        const shown: string[] = [];
        let cursor: string | null = all[stop]?.cursor ?? '';
        for (let more = true; more;) {
          const next: Backends = await readBackends(
            account,
            isForward ? { first: 3, after: cursor } : { last: 3, before: cursor },
          );
          const ids = next.edges.map(({ node }) => node.id);
          if (isForward) shown.push(...ids);
          else shown.unshift(...ids);
          const { hasNextPage, hasPreviousPage, startCursor, endCursor } = next.pageInfo;
          cursor = isForward ? endCursor : startCursor;
          more = isForward ? hasNextPage : hasPreviousPage;
        }
        expect(shown).toEqual(left.filter((id) => !passed.includes(id)));
      },
    );

    test('are an empty page or a lost cursor once all listeners went', async () => {
      const all = (await readBackends(account, { first: 1000 })).edges;
      const cursors = [0, Math.floor(all.length / 2), all.length - 1].map((at) => all[at]?.cursor ?? '');
      const listeners = fleet.simulator.inventory(account).accounts[0]?.loadBalancers[0]?.listeners ?? [];
      for (const { vendorId } of listeners) removeListener(account, vendorId);
      for (const cursor of cursors) {
        for (const asked of [
          { first: 3, after: cursor },
          { last: 3, before: cursor },
        ]) {
          const { backends, errors } = await backendsOf(account, asked);
          const codes = errors.map(({ extensions }) => extensions.code);
          if (codes.length > 0)
            expect({ backends, codes }).toEqual({ backends: null, codes: ['CURSOR_LOST'] });
          else
            expect(backends).toMatchObject({
              ...{ edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } },
            });
        }
      }
      expect(await readBackends(account, { first: 3 })).toMatchObject({ edges: [] });
    });
  });
});

describe('how far a cursor’s row is looked for', () => {
  const searches = [0, 1, 2, 5];
  const max = 100;
  let vendors: Awaited<ReturnType<typeof startVendors>>;
  const gateways = new Map<number, Gateway>();
  beforeAll(async () => {
    const empty = { listeners: 0, backends: 0, instances: 0 };
    vendors = await startVendors({ seed: 3, accounts: [{ ...qing, ...empty, loadBalancers: 1400 }] });
    for (const cursorSearchPages of searches) {
      gateways.set(
        cursorSearchPages,
        await startGateway(vendors.accounts, { limits: { cursorSearchPages }, cache: { enabled: false } }),
      );
    }
  });
  afterAll(async () => {
    for (const gateway of gateways.values()) await gateway.stop();
    await vendors.simulator.close();
  });

  /** Asks every gateway for the page behind a row that now stands elsewhere by so many. */
  async function expectSearches(cursor: string, own: string, shift: number): Promise<void> {
    const truth = truthOf(vendors.simulator);
    for (const [searchPages, gateway] of gateways) {
      vendors.simulator.clearCalls();
      const { data, errors } = await ask(gateway, { first: 10, after: cursor });
      const { total: calls } = vendors.simulator.calls();
      const codes = errors.map(({ extensions }) => extensions.code);
      const what = { searchPages, shift, codes };
      if (shift <= searchPages * max) expect(what).toEqual({ searchPages, shift, codes: [] });
      // The page around the place where it was is read in any case.
      if (shift > (searchPages + 1) * max)
        expect(what).toEqual({ searchPages, shift, codes: ['CURSOR_LOST'] });
      if (codes.length === 0) {
        const at = truth.indexOf(own);
        expect(data.list && idsOf(data.list)).toEqual(truth.slice(at + 1, at + 11));
      } else expect(data.list).toBeNull();
      // Of the place itself, so many either way, and what follows where it is found at the end of a page.
      expect({ ...what, calls, most: calls <= 2 * searchPages + 2 }).toEqual({ ...what, calls, most: true });
    }
  }

  test('is so many pages of the vendor after rows went in front of it, and after rows came there', async () => {
    const any = gateways.get(2);
    if (any === undefined) throw new Error('there is no gateway');
    const truth = truthOf(vendors.simulator);
    const own = truth[700] ?? '';
    // As many rows behind it as go in front of it, so that the place where it was is inside the list.
    const { edges } = await read(any, { first: 1000 });
    const late = edges[700]?.cursor ?? '';
    let gone = 0;
    for (const shift of [40, 100, 120, 200, 220, 500, 620]) {
      remove(vendors.simulator, truth.slice(gone, shift));
      gone = shift;
      await expectSearches(late, own, shift);
    }
    const early =
      (await read(any, { first: 1000 })).edges.find(({ node }) => node.vendorId === own)?.cursor ?? '';
    let come = 0;
    for (const shift of [40, 100, 120, 200, 220, 500, 620]) {
      for (; come < shift; come += 1) {
        vendors.simulator.mutate({
          op: 'insert',
          account: 'q',
          region: 'pek3',
          kind: 'loadBalancer',
          index: 0,
        });
      }
      await expectSearches(early, own, shift);
    }
  });
});
