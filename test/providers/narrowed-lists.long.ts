import { describe, expect, test } from 'vitest';
import type { ListRef, Segment } from '../../src/model/list.js';
import type { Item } from '../../src/model/record.js';
import { openNarrowedAccount, type NarrowedAccount, type Reading } from './narrowed-account.js';

/** One filter of one list, and what it is to leave of it. */
interface Case {
  readonly name: string;
  readonly of: ListRef;
  readonly narrowed: { readonly segments: readonly Segment[]; readonly rest: object };
  readonly isWanted: (item: Item) => boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** What a test knows of rows: their fields. */
function has(field: string, ...values: readonly unknown[]): Case['isWanted'] {
  return (item) => values.includes((item as unknown as Fields)[field]);
}

/** One of the whole, by its place, and a few by theirs: rows that the fleet has for certain. */
function pick<T>(rows: readonly T[], ...places: readonly number[]): readonly T[] {
  const picked = places.flatMap((place) => rows.slice(place, place + 1));
  expect(picked).toHaveLength(places.length);
  return picked;
}

const ids = (rows: readonly { readonly vendorId: string | null }[]) => rows.map((row) => row.vendorId ?? '');

function qingcloudCases({ source, truth, provider, narrowedOf }: NarrowedAccount): readonly Case[] {
  const { filters } = provider;
  const { loadBalancers, instances, byIdOnly } = truth();
  const loadBalancer = pick(loadBalancers, 0)[0];
  const listener = loadBalancer?.listeners[0];
  const ofLoadBalancers: ListRef = { list: 'loadBalancers', source };
  const ofInstances: ListRef = { list: 'instances', source };
  const ofBackends: ListRef = {
    list: 'backends',
    source,
    loadBalancerId: loadBalancer?.vendorId ?? '',
    listenerId: listener?.vendorId ?? '',
    ruleId: null,
  };
  const someIds = ids([...pick(loadBalancers, 7, 2, 11), ...pick(byIdOnly.loadBalancers, 0)]);
  const machineIds = ids([...pick(instances, 20, 3), ...byIdOnly.instances]);
  const ownIds = ids(pick(listener?.backends ?? [], 1, 0));
  const otherIds = ids(pick(loadBalancers[1]?.listeners[0]?.backends ?? [], 0));
  const backendIds = [...ownIds, ...otherIds];
  const status = ['STOPPED', 'CREATING', 'SUSPENDED'] as const;
  return [
    {
      name: 'load balancers of ids, a deleted one among them',
      of: ofLoadBalancers,
      narrowed: narrowedOf(ofLoadBalancers, filters.loadBalancers, { vendorId: someIds }),
      isWanted: has('vendorId', ...someIds),
    },
    {
      name: 'load balancers in a status',
      of: ofLoadBalancers,
      narrowed: narrowedOf(ofLoadBalancers, filters.loadBalancers, { status }),
      isWanted: has('status', ...status),
    },
    {
      name: 'machines of ids, a terminated one and a cluster’s among them',
      of: ofInstances,
      narrowed: narrowedOf(ofInstances, filters.instances, { vendorId: machineIds }),
      isWanted: has('vendorId', ...machineIds),
    },
    {
      name: 'machines that run or are stopped',
      of: ofInstances,
      narrowed: narrowedOf(ofInstances, filters.instances, { status: ['RUNNING', 'STOPPED'] }),
      isWanted: has('status', 'RUNNING', 'STOPPED'),
    },
    {
      name: 'backends of ids, one of another listener among them',
      of: ofBackends,
      narrowed: narrowedOf(ofBackends, filters.backends, { vendorId: backendIds }),
      isWanted: has('vendorId', ...backendIds),
    },
  ];
}

function zenlayerCases({ source, truth, provider, narrowedOf }: NarrowedAccount): readonly Case[] {
  const { filters } = provider;
  const { loadBalancers, instances } = truth();
  const isMixed = provider.instanceKinds.length > 1;
  const loadBalancer = pick(loadBalancers, 0)[0];
  const listener = loadBalancer?.listeners[0];
  const ofLoadBalancers: ListRef = { list: 'loadBalancers', source };
  const ofInstances: ListRef = { list: 'instances', source };
  const ofBackends: ListRef = {
    list: 'backends',
    source,
    loadBalancerId: loadBalancer?.vendorId ?? '',
    listenerId: listener?.vendorId ?? '',
    ruleId: null,
  };
  const someIds = ids(pick(loadBalancers, 7, 2, 11));
  const machineIds = ids([...pick(instances, 3, 1), ...instances.slice(-1)]);
  const backendIds = ids(pick(listener?.backends ?? [], 1, 0));
  const backendName = listener?.backends.find(({ name }) => name !== null)?.name ?? '';
  const [tag] = loadBalancer?.tags ?? [];
  const named = (name: string) => narrowedOf(ofLoadBalancers, filters.loadBalancers, { name: [name] });
  const tagged = (wanted: { key: string; value: string | null }) =>
    narrowedOf(ofLoadBalancers, filters.loadBalancers, { tag: [wanted] });
  const hasTag = (isIt: (tag: { key: string; value: string | null }) => boolean) => (item: Item) =>
    item.kind === 'loadBalancer' && (item.tags ?? []).some(isIt);
  const machineName = instances.find(({ name }) => name !== null)?.name ?? '';
  const cases: readonly Case[] = [
    {
      name: 'load balancers of ids',
      of: ofLoadBalancers,
      narrowed: narrowedOf(ofLoadBalancers, filters.loadBalancers, { vendorId: someIds }),
      isWanted: has('vendorId', ...someIds),
    },
    ...['search', 'Search', 'web-frontend'].map((name) => ({
      name: `load balancers named ${name}`,
      of: ofLoadBalancers,
      narrowed: named(name),
      isWanted: has('name', name),
    })),
    {
      name: 'load balancers with a tag',
      of: ofLoadBalancers,
      narrowed: tagged({ key: tag?.key ?? '', value: tag?.value ?? '' }),
      isWanted: hasTag(({ key, value }) => key === tag?.key && value === tag.value),
    },
    {
      name: 'load balancers with a tag of a key',
      of: ofLoadBalancers,
      narrowed: tagged({ key: 'team', value: null }),
      isWanted: hasTag(({ key }) => key === 'team'),
    },
    {
      name: 'load balancers with a tag whose key is written otherwise',
      of: ofLoadBalancers,
      narrowed: tagged({ key: 'TEAM', value: null }),
      isWanted: hasTag(({ key }) => key === 'TEAM'),
    },
    {
      name: 'machines of ids',
      of: ofInstances,
      narrowed: narrowedOf(ofInstances, filters.instances, { vendorId: machineIds }),
      isWanted: has('vendorId', ...machineIds),
    },
    {
      name: 'machines of a name',
      of: ofInstances,
      narrowed: narrowedOf(ofInstances, filters.instances, { name: [machineName] }),
      isWanted: has('name', machineName),
    },
    ...(['RUNNING', 'STOPPED', 'STARTING', 'STOPPING'] as const).map((status) => ({
      name: `machines that are ${status}`,
      of: ofInstances,
      narrowed: narrowedOf(ofInstances, filters.instances, { status: [status] }),
      isWanted: has('status', status),
    })),
    {
      name: 'backends of ids',
      of: ofBackends,
      narrowed: narrowedOf(ofBackends, filters.backends, { vendorId: backendIds }),
      isWanted: has('vendorId', ...backendIds),
    },
    {
      name: 'backends of a name',
      of: ofBackends,
      narrowed: narrowedOf(ofBackends, filters.backends, { name: [backendName] }),
      isWanted: has('name', backendName),
    },
  ];
  const virtual: Case = {
    name: 'machines that are virtual',
    of: ofInstances,
    narrowed: narrowedOf(ofInstances, filters.instances, { kind: ['VIRTUAL_MACHINE'] }),
    isWanted: has('instanceKind', 'VIRTUAL_MACHINE'),
  };
  return isMixed ? [...cases, virtual] : cases;
}

/** What a reader may be told of a row without knowing more than one edition of it. */
const keysOf = (items: readonly Item[]) => items.map((item) => item.vendorId);

/** The list as a filter leaves it is what the filter leaves of the whole list, in its order. */
function expectSame({ narrowed, isWanted }: Case, whole: Reading, part: Reading): void {
  const wanted = keysOf(whole.items.filter(isWanted));
  const isExact = Object.keys(narrowed.rest).length === 0;
  expect(keysOf(part.items.filter(isWanted))).toEqual(wanted);
  if (isExact) expect(keysOf(part.items)).toEqual(wanted);
  expect(part.total).toBe(part.items.length);
  expect(part.exact).toBe(true);
  expect(part.calls).toBeLessThanOrEqual(whole.calls);
}

async function expectAllSame(account: NarrowedAccount, cases: readonly Case[]): Promise<void> {
  const whole = new Map<string, Promise<Reading>>();
  for (const each of cases) {
    const reading = whole.get(each.of.list) ?? account.read(account.wholeOf(each.of));
    whole.set(each.of.list, reading);
    expectSame(each, await reading, await account.read(each.narrowed.segments));
  }
}

const totals = { loadBalancers: 14, listeners: 18, backends: 120, instances: 36 };
const qingcloud = openNarrowedAccount({
  ...{ id: 'q', provider: 'QINGCLOUD', api: 'v1', profile: 'appcenter', regions: ['pek3', 'gd2'] },
  ...totals,
});
const zen = { id: 'z', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A', 'SEL-A'], ...totals };
const zenlayer = openNarrowedAccount(zen);
const bareMetal = openNarrowedAccount({ ...zen, profile: 'bm-only' }, { instanceTypes: ['BM'] });

/** Settings that bear on which rows a list call leaves, in which order, or how many it says there are. */
const qingcloudSettings = [
  ...['row-order', 'id-paging', 'ids-maximum', 'other-zone-id', 'cluster-nodes', 'limit-values', 'url-limit'],
  ...['empty-set', 'empty-text', 'numbers', 'backend-status', 'load-balancer-zone', 'listeners-of-deleted'],
].map((name) => `qingcloud.${name}`);
const zenlayerSettings = [
  ...['row-order', 'ids-maximum', 'ids-with-filters', 'fuzzy-names', 'tag-case', 'backend-name'],
  ...['recycled-load-balancers', 'tag-shape', 'empty-data-set', 'optional-fields', 'past-the-end'],
].map((name) => `zenlayer.${name}`);

describe.each([
  ['QingCloud', qingcloud, qingcloudCases, qingcloudSettings],
  ['Zenlayer', zenlayer, zenlayerCases, zenlayerSettings],
  ['Zenlayer without virtual machines', bareMetal, zenlayerCases, zenlayerSettings],
] as const)('what %s leaves of a list is the list filtered', (_name, account, casesOf, names) => {
  const casesAtFirst = () => {
    account.set({});
    return casesOf(account);
  };

  test('by every filter that it takes', async () => {
    const cases = casesAtFirst();
    await expectAllSame(account, cases);
    for (const { name, narrowed, isWanted } of cases) {
      const { items } = await account.read(narrowed.segments);
      // Of these the fleet may have none, or is to have none.
      if (/Search|otherwise|STOPPED|STARTING|STOPPING/.test(name)) continue;
      expect({ [name]: items.some(isWanted) }).toEqual({ [name]: true });
    }
  });

  const values = names.flatMap((name) => {
    const setting = account.settings.find((one) => one.name === name);
    if (setting === undefined) throw new Error(`no setting ${name}`);
    return setting.values.slice(1).map((value) => [name, value] as const);
  });

  test.each(values)('with %s %s', async (name, value) => {
    const cases = casesAtFirst();
    account.set({ [name]: value });
    await expectAllSame(account, cases);
  });
});

describe.each([
  ['QingCloud', qingcloud, { 'qingcloud.unknown-id': '2100', 'qingcloud.unknown-parent': '2100' }],
  ['Zenlayer', zenlayer, { 'zenlayer.unknown-id': '404' }],
] as const)('where %s refuses what it does not know', (_name, account, values) => {
  const { source, provider } = account;
  const { loadBalancers, instances, backends } = provider.filters;
  const ofLoadBalancers: ListRef = { list: 'loadBalancers', source };
  const ofInstances: ListRef = { list: 'instances', source };
  const parents = { loadBalancerId: 'lb-gone', listenerId: 'gone', ruleId: null };
  const ofBackends: ListRef = { list: 'backends', source, ...parents };
  const vendorId = ['x-gone'];

  test.each([
    ['load balancers', account.narrowedOf(ofLoadBalancers, loadBalancers, { vendorId })],
    ['machines', account.narrowedOf(ofInstances, instances, { vendorId })],
    ['backends', account.narrowedOf(ofBackends, backends, { vendorId })],
  ])('a narrowed list of %s fails, for something else may have been refused', async (_what, narrowed) => {
    account.set(values);
    expect(narrowed.rest).toEqual({});
    await expect(account.read(narrowed.segments)).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
  });

  test('the whole list of a listener that is gone is empty', async () => {
    account.set(values);
    const { items, exact } = await account.read(account.wholeOf(ofBackends));
    expect([items, exact]).toEqual([[], false]);
  });
});

test('what QingCloud’s lists leave out is none of one that ids narrow, even if they alone were heeded', async () => {
  qingcloud.set({});
  const [byIds] = qingcloudCases(qingcloud);
  if (byIds === undefined) throw new Error('no case');
  const { items } = await qingcloud.read(byIds.narrowed.segments);
  qingcloud.set({ 'qingcloud.ids-with-filters': 'ids-only' });
  const told = await qingcloud.read(byIds.narrowed.segments);
  expect(keysOf(told.items)).toEqual(keysOf(items));
  // One came that was not asked for, so that the total cannot be believed.
  expect([told.exact, told.total]).toEqual([false, null]);
});

describe('a list of several pages', () => {
  const large = { listeners: 0, backends: 0 };
  const qing = openNarrowedAccount({
    ...{ id: 'q', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'], ...large },
    ...{ loadBalancers: 640, instances: 450 },
  });
  const metal = openNarrowedAccount(
    {
      ...{ id: 'z', provider: 'ZENLAYER_BMC', api: 'v2', profile: 'bm-only', regions: ['HKG-A'], ...large },
      ...{ loadBalancers: 1400, instances: 2300 },
    },
    { instanceTypes: ['BM'] },
  );
  const listOf = (account: NarrowedAccount, list: 'loadBalancers' | 'instances'): ListRef => ({
    list,
    source: account.source,
  });
  const callsFor = async (account: NarrowedAccount, segments: readonly Segment[]) => {
    const { items, calls, exact } = await account.read(segments);
    expect(exact).toBe(true);
    return [items.length, calls];
  };

  test('costs the pages that match, where the vendor filters exactly', async () => {
    const { filters } = qing.provider;
    const ofLoadBalancers = listOf(qing, 'loadBalancers');
    const active = qing.truth().loadBalancers.filter(({ status }) => status === 'ACTIVE').length;
    const narrowed = qing.narrowedOf(ofLoadBalancers, filters.loadBalancers, { status: ['ACTIVE'] });
    expect(await callsFor(qing, qing.wholeOf(ofLoadBalancers))).toEqual([640, 7]);
    expect(active).toBeGreaterThan(500);
    expect(await callsFor(qing, narrowed.segments)).toEqual([active, Math.ceil(active / 100)]);
    const stopped = metal.truth().instances.filter(({ status }) => status === 'STOPPED').length;
    const ofMachines = listOf(metal, 'instances');
    const inStatus = metal.narrowedOf(ofMachines, metal.provider.filters.instances, { status: ['STOPPED'] });
    expect(await callsFor(metal, metal.wholeOf(ofMachines))).toEqual([2300, 3]);
    expect(await callsFor(metal, inStatus.segments)).toEqual([stopped, 1]);
  });

  test('costs one page for 100 ids, from either end', async () => {
    for (const [account, list] of [
      [qing, 'instances'],
      [metal, 'loadBalancers'],
    ] as const) {
      const of = listOf(account, list);
      const vendorId = ids(account.truth()[list]).filter((_, at) => at % 4 === 0);
      const takes = { vendorId: account.provider.filters[list].vendorId };
      const { segments } = account.narrowedOf(of, takes, { vendorId: vendorId.slice(0, 100) });
      expect(await callsFor(account, segments)).toEqual([100, 1]);
      const last = await account.read(segments, { direction: 'backward', count: 7 });
      expect([keysOf(last.items), last.total]).toEqual([vendorId.slice(93, 100), 100]);
      expect(last.calls).toBeLessThanOrEqual(2);
    }
  });
});
