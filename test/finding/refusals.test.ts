import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grants, makeKeys, topology } from '../gateway/callers.js';
import { startFleet, type Fleet } from '../support/gateway.js';

const { keys, auth } = makeKeys();
let fleet: Fleet;
let ids: Readonly<Record<string, string>>;

interface Ids {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly id: string;
      readonly listeners: { readonly nodes: readonly { readonly id: string }[] };
      readonly backends: { readonly nodes: readonly { readonly id: string }[] };
      readonly instances: { readonly nodes: readonly { readonly id: string }[] };
    }[];
  };
}

/** Asked by somebody who sees everything, of an account that others do not see. */
async function readIds(account: string): Promise<Readonly<Record<string, string>>> {
  const { data } = await fleet.as(keys.everything)<Ids>(
    `query Ids($account: ID!) { loadBalancers(first: 1, filter: { account: [$account] }) { nodes { id
      listeners { nodes { id } } backends { nodes { id } } instances { nodes { id } } } } }`,
    { account },
  );
  const [one] = data.loadBalancers.nodes;
  return {
    loadBalancer: one?.id ?? '',
    listener: one?.listeners.nodes[0]?.id ?? '',
    backend: one?.backends.nodes[0]?.id ?? '',
    instance: one?.instances.nodes[0]?.id ?? '',
  };
}

const forge = (fields: readonly unknown[]) => Buffer.from(JSON.stringify(fields)).toString('base64url');

beforeAll(async () => {
  // Nothing is kept, so that whatever is asked upstream is seen.
  fleet = await startFleet(topology, { auth, cache: { enabled: false } });
  const own = await readIds('q-north');
  ids = { ...own, foreign: (await readIds('q-south'))['instance'] ?? '' };
});
afterAll(() => fleet.stop());

interface Asked {
  readonly data: Readonly<Record<string, unknown>>;
  readonly codes: readonly string[];
  readonly paths: readonly unknown[];
  readonly calls: number;
}

/** Asks as somebody who sees some of the accounts, next to a field that is answered all the same. */
async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Asked> {
  fleet.calls();
  const { data, errors } = await fleet.as(keys.north)(query, variables);
  return {
    data,
    codes: errors.map(({ extensions }) => extensions.code),
    paths: errors.map(({ path }) => path),
    calls: fleet.calls(),
  };
}

const refused = { codes: ['BAD_USER_INPUT'], calls: 0 };

describe('what no filter may name is refused before anything is asked upstream', () => {
  const sources = [
    ['an unknown account', '{ account: ["nope"] }'],
    ['an account that others see', '{ account: ["q-north", "q-south"] }'],
    ['an unknown region', '{ region: ["nope"] }'],
    ['a region that others see', '{ region: ["pek3", "gd2"] }'],
    ['an unknown account beside an empty list', '{ account: ["nope"], vendorId: [] }'],
    [
      'more texts than are looked for',
      `{ nameContains: ${JSON.stringify(Array.from({ length: 101 }, String))} }`,
    ],
  ] as const;
  const lists = ['loadBalancers', 'instances', 'backends'] as const;
  test.each(lists.flatMap((list) => sources.map(([what, filter]) => [list, what, filter] as const)))(
    '%s: %s',
    async (list, _what, filter) => {
      const answer = await ask(`{ ${list}(filter: ${filter}) { totalCount nodes { id } } accounts { id } }`);
      expect(answer).toMatchObject({ ...refused, paths: [[list]], data: { [list]: null } });
      expect(answer.data['accounts']).toHaveLength(3);
    },
  );

  const strangers: readonly (readonly [string, () => string | undefined])[] = [
    ['no id', () => ''],
    ['a text', () => 'nope'],
    ["a vendor's own id", () => 'i-00000000'],
    ['a load balancer', () => ids['loadBalancer']],
    ['a listener', () => ids['listener']],
    ['a backend', () => ids['backend']],
    ['a machine of an account that others see', () => ids['foreign']],
    ['a machine of an unknown account', () => forge(['I', 'nope', 'pek3', 0, 'i-1'])],
    ['a machine of an unknown region', () => forge(['I', 'q-north', 'nope', 0, 'i-1'])],
    ['a machine of no region where there are some', () => forge(['I', 'q-north', null, 0, 'i-1'])],
    ['a machine of a kind that does not exist', () => forge(['I', 'q-north', 'pek3', 7, 'i-1'])],
    ['an id that is spelled otherwise', () => `${ids['instance']}=`],
    ['an id that is too long', () => forge(['I', 'q-north', 'pek3', 0, 'i'.repeat(300)])],
  ];
  test.each(strangers)('instance: %s', async (_what, id) => {
    const text =
      'query Find($ids: [ID!]) { backends(filter: { instance: $ids }) { totalCount nodes { id } } accounts { id } }';
    for (const given of [[id()], [ids['instance'], id()]]) {
      const answer = await ask(text, { ids: given });
      expect(answer).toMatchObject({ ...refused, paths: [['backends']], data: { backends: null } });
      expect(answer.data['accounts']).toHaveLength(3);
    }
  });

  test.each([
    ['LoadBalancer.backends', 'loadBalancers { nodes { backends(filter: $filter) { totalCount } } }'],
    [
      'Listener.backends',
      'loadBalancers { nodes { listeners { nodes { backends(filter: $filter) { totalCount } } } } }',
    ],
    ['Instance.backends', 'instances { nodes { backends(filter: $filter) { totalCount } } }'],
  ])('%s: what the root refuses', async (_field, selection) => {
    const text = `query Find($filter: BackendFilter!) { ${selection} }`;
    for (const filter of [
      { instance: ['nope'] },
      { instance: [ids['foreign']] },
      { account: ['nope'] },
      { region: ['nope'] },
      { nameContains: Array.from({ length: 101 }, String) },
    ]) {
      const { codes, calls } = await ask(text, { filter });
      expect({ filter, codes: [...new Set(codes)], calls }).toEqual({ filter, ...refused });
    }
  });

  test('a machine of an own account is not refused, whoever else is not seen', async () => {
    const { codes, data } = await ask(
      'query Find($id: ID!) { backends(filter: { instance: [$id] }) { coverage { exact } nodes { id } } }',
      { id: ids['instance'] },
    );
    expect(codes).toEqual([]);
    expect(data).toMatchObject({ backends: { coverage: { exact: true } } });
    expect(data['backends']).not.toMatchObject({ nodes: [] });
  });
});

test('what is found is behind the accounts that the caller sees, and all of it', async () => {
  const { codes, data } = await ask(`{ backends(first: 1000, filter: { targetKind: [INSTANCE] }) {
    totalCount coverage { exact answered } nodes { vendorId loadBalancer { account { id } } } } }`);
  const { accounts } = fleet.simulator.inventory();
  const expected = accounts
    .filter(({ id }) => grants.north.some((own) => own === id))
    .flatMap(({ id, loadBalancers }) =>
      loadBalancers
        .flatMap(({ listeners }) => listeners.flatMap(({ backends }) => backends))
        .filter(({ target }) => target.__typename === 'Instance')
        .map(({ vendorId }) => ({ vendorId, loadBalancer: { account: { id } } })),
    );
  const coverage = { exact: true, answered: 3 };
  expect({ codes, data }).toEqual({
    codes: [],
    data: { backends: { totalCount: expected.length, coverage, nodes: expected } },
  });
});

describe('a cursor is good for the filter and order that gave it alone', () => {
  interface Spelling {
    readonly filter: Readonly<Record<string, unknown>>;
    readonly orderBy?: Readonly<Record<string, unknown>> | null;
  }

  const nouns = { loadBalancers: 'LoadBalancer', instances: 'Instance', backends: 'Backend' } as const;
  const all: readonly (keyof typeof nouns)[] = ['loadBalancers', 'instances', 'backends'];

  /** The cursor of a list's first item, or what comes of one. */
  function page(list: keyof typeof nouns, { filter, orderBy = null }: Spelling, after: string | null) {
    const noun = nouns[list];
    return ask(
      `query Page($filter: ${noun}Filter!, $orderBy: ${noun}Order, $after: String) {
        ${list}(first: 1, after: $after, filter: $filter, orderBy: $orderBy) { pageInfo { endCursor } nodes { id } } }`,
      { filter, orderBy, after },
    );
  }

  const byName = { field: 'NAME', direction: 'ASC' };
  const spellings: readonly Spelling[] = [
    { filter: {} },
    { filter: { account: ['q-north'] } },
    { filter: { nameContains: [''] } },
    { filter: { nameContains: ['', 'x'] } },
    { filter: {}, orderBy: byName },
    { filter: {}, orderBy: { ...byName, direction: 'DESC' } },
    { filter: {}, orderBy: { field: 'STATUS', direction: 'ASC' } },
    { filter: { nameContains: [''] }, orderBy: byName },
  ];

  test.each(all)('%s', async (list) => {
    for (const given of spellings) {
      const { data, codes } = await page(list, given, null);
      expect({ list, given, codes }).toEqual({ list, given, codes: [] });
      const { endCursor } = (data[list] as { readonly pageInfo: { readonly endCursor: string | null } })
        .pageInfo;
      expect({ list, given, endCursor }).toEqual({ list, given, endCursor: expect.any(String) as string });
      for (const other of spellings) {
        const { codes: refusals, calls } = await page(list, other, endCursor);
        const expected = other === given ? { refusals: [], calls } : { refusals: refused.codes, calls: 0 };
        expect({ list, given, other, refusals, calls }).toEqual({ list, given, other, ...expected });
      }
    }
  });

  test.each(all)('%s: fields that are null are as if left out, and so is the direction', async (list) => {
    const { data } = await page(list, { filter: { name: null }, orderBy: byName }, null);
    const { endCursor } = (data[list] as { readonly pageInfo: { readonly endCursor: string } }).pageInfo;
    expect((await page(list, { filter: {}, orderBy: { field: 'NAME' } }, endCursor)).codes).toEqual([]);
  });

  test('of another list', async () => {
    const { data } = await page('loadBalancers', { filter: {} }, null);
    const { endCursor } = (data['loadBalancers'] as { readonly pageInfo: { readonly endCursor: string } })
      .pageInfo;
    for (const list of ['instances', 'backends'] as const)
      expect(await page(list, { filter: {} }, endCursor)).toMatchObject(refused);
  });
});
