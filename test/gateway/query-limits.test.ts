import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxTopology } from '../../src/simulator/sandbox-topology.js';
import { startFleet, type Fleet } from '../support/gateway.js';
import { defaultLimits } from '../support/limits.js';

let fleet: Fleet;

beforeAll(async () => {
  fleet = await startFleet(sandboxTopology, { limits: defaultLimits });
});

afterAll(() => fleet.stop());

type Variables = Readonly<Record<string, unknown>>;

async function expectRefusal(query: string, extensions: object, variables?: Variables) {
  fleet.calls();
  const { status, data, errors } = await fleet.query(query, variables);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({
    extensions: { ...extensions, requestId: expect.any(String) as unknown },
  });
  expect(status).toBe(400);
  expect(data).toBeUndefined();
  expect(fleet.calls()).toBe(0);
  return errors[0];
}

async function expectAnswer(query: string, variables?: Variables) {
  const { status, errors } = await fleet.query(query, variables);
  expect(errors).toEqual([]);
  expect(status).toBe(200);
}

/** 20 levels of fields, or 21. */
const deep = (inner: string) =>
  `{ loadBalancers(first: 1) { nodes { ${'listeners(first: 1) { nodes { loadBalancer { '.repeat(5)}
    listeners(first: 1) { nodes { ${inner} } } ${'} } } '.repeat(5)} } } }`;

/** 10000 selections, and the ones of `more`. */
const wide = (more: string) => `{ accounts { ...A ${'id '.repeat(88)} ${more} } }
  fragment A on Account { ${'...B '.repeat(10)} } fragment B on Account { ${'...C '.repeat(10)} }
  fragment C on Account { ${'id '.repeat(98)} }`;

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** 16 tokens, and one for each provider. */
const providers = (count: number) =>
  `{ loadBalancers(filter: { provider: [${'QINGCLOUD '.repeat(count)}] }) { totalCount } }`;

const listeners = (first: number, more = '') =>
  `{ loadBalancers(first: 1000) { nodes { listeners(first: ${first}) { totalCount } } } ${more} }`;

describe('a query may hold as much as the limit, and no more', () => {
  test.each<readonly [string, string, string, number]>([
    ['tokens', providers(984), providers(985), 1000],
    ['levels', deep('id'), deep('loadBalancer { id }'), 20],
    [
      'aliases',
      `{ accounts { ${times(30, (n) => `a${n}: id`)} } }`,
      `{ accounts { ${times(31, (n) => `a${n}: id`)} } }`,
      30,
    ],
    [
      'root fields',
      `{ ${times(20, (n) => `a${n}: __typename`)} }`,
      `{ ${times(21, (n) => `a${n}: __typename`)} }`,
      20,
    ],
    [
      'directives',
      `{ accounts { ${times(50, () => 'id @skip(if: false)')} } }`,
      `{ accounts { ${times(51, () => 'id @skip(if: false)')} } }`,
      50,
    ],
    ['selections', wide(''), wide('id'), 10_000],
    ['rows by page sizes', listeners(199), listeners(199, 'instances(first: 1) { totalCount }'), 200_000],
  ])('%s', async (_, allowed, refused, limit) => {
    await expectAnswer(allowed);
    const error = await expectRefusal(refused, { code: 'QUERY_TOO_COMPLEX', limit, actual: limit + 1 });
    expect(error?.message).toContain(String(limit));
    expect(error?.message).toContain(String(limit + 1));
  });

  test('each limit that is exceeded is told, of the operation that exceeds it most', async () => {
    const { errors } = await fleet.query(
      `query A { ${times(25, () => '__typename')} } query B { ${times(31, (n) => `a${n}: __typename`)} } query C { accounts { id } }`,
    );
    expect(errors.map(({ extensions: { code, limit, actual } }) => [code, limit, actual])).toEqual([
      ['QUERY_TOO_COMPLEX', 30, 31],
      ['QUERY_TOO_COMPLEX', 20, 31],
    ]);
  });

  test('other limits hold where the operator says so', async () => {
    const strict = await startFleet(sandboxTopology, {
      limits: {
        connectionNodes: 10,
        maxTokens: 30,
        maxDepth: 3,
        maxAliases: 0,
        maxRootFields: 1,
        maxDirectives: 0,
        maxSelections: 5,
        maxNodeIds: 1,
        maxPageSize: 20,
      },
    });
    try {
      const refused = async (query: string) => (await strict.query(query)).errors[0]?.extensions;
      expect(await refused(`{ accounts { ${'id '.repeat(26)} } }`)).toMatchObject({ limit: 30, actual: 31 });
      expect(await refused('{ loadBalancers { nodes { account { id } } } }')).toMatchObject({
        limit: 3,
        actual: 4,
      });
      expect(await refused('{ a: accounts { id } }')).toMatchObject({ limit: 0, actual: 1 });
      expect(await refused('{ accounts { id } __typename }')).toMatchObject({ limit: 1, actual: 2 });
      expect(await refused('{ accounts { id @skip(if: true) } }')).toMatchObject({ limit: 0, actual: 1 });
      expect(await refused('{ accounts { id name api site regions } }')).toMatchObject({
        limit: 5,
        actual: 6,
      });
      expect(await refused('{ nodes(ids: ["x", "y"]) { id } }')).toMatchObject({
        code: 'BAD_USER_INPUT',
        limit: 1,
        actual: 2,
      });
      expect(await refused('{ loadBalancers(first: 21) { totalCount } }')).toMatchObject({
        code: 'BAD_USER_INPUT',
        limit: 20,
        actual: 21,
      });
      // The default is counted.
      expect(await refused('{ loadBalancers { totalCount } }')).toMatchObject({
        code: 'QUERY_TOO_COMPLEX',
        limit: 10,
        actual: 20,
      });
      expect(strict.calls()).toBe(0);
    } finally {
      await strict.stop();
    }
  });
});

describe('what a query may cost', () => {
  test('a hundred times a hundred times a hundred is refused', () =>
    expectRefusal(
      'query ($n: Int) { loadBalancers(first: $n) { nodes { listeners(first: $n) { nodes { backends(first: $n) { totalCount } } } } } }',
      { code: 'QUERY_TOO_COMPLEX', limit: 200_000, actual: 100 + 100 * (100 + 100 * 100) },
      { n: 100 },
    ));

  test('the first example is not', () =>
    expectAnswer(
      readFileSync(
        new URL('../../examples/queries/01-behind-every-load-balancer.graphql', import.meta.url),
        'utf8',
      ),
    ));

  test('an operation is weighed by itself', () => expectAnswer('query A { accounts { id } }'));

  test('a query that was answered for small pages is refused for large ones', async () => {
    const query =
      'query ($n: Int) { loadBalancers(first: 1) { nodes { listeners(first: $n) { nodes { backends(first: $n) { totalCount } } } } } }';
    await expectAnswer(query, { n: 2 });
    await expectRefusal(query, { code: 'QUERY_TOO_COMPLEX', actual: 1 + 1000 + 1000 * 1000 }, { n: 1000 });
  });
});

describe('arguments of a list below the root are checked before anything is asked', () => {
  test.each<readonly [string, string, object, Variables]>([
    ['a negative first', 'first: -1', { limit: 0, actual: -1 }, {}],
    ['a negative last', 'last: -2', { limit: 0, actual: -2 }, {}],
    ['too large a first', 'first: 1001', { limit: 1000, actual: 1001 }, {}],
    ['too large a last in a variable', 'last: $n', { limit: 1000, actual: 5000 }, { n: 5000 }],
    ['first and last', 'first: 1, last: 1', {}, {}],
    ['after and last', 'after: "x", last: 1', {}, {}],
    ['before and first', 'before: "x", first: 1', {}, {}],
    ['after and before', 'before: "x", after: "x"', {}, {}],
    ['a cursor that is none', 'after: "x"', {}, {}],
    ['an empty cursor', 'after: ""', {}, {}],
    ['a cursor of 100 kB', 'after: $s', {}, { s: 'x'.repeat(100_000) }],
  ])('%s', async (_, args, extensions, variables) => {
    const uses = 'n' in variables ? 'query ($n: Int)' : 's' in variables ? 'query ($s: String)' : '';
    const error = await expectRefusal(
      `${uses} { loadBalancers(first: 1) { nodes { listeners(${args}) { totalCount } } } accounts { id } }`,
      { code: 'BAD_USER_INPUT', ...extensions },
      variables,
    );
    expect(error).toMatchObject({ locations: [{ line: 1 }] });
  });

  test('those of a root list null that list alone', async () => {
    const { status, data, errors } = await fleet.query(
      '{ loadBalancers(first: 5000) { nodes { listeners { totalCount } } } accounts { id } }',
    );
    expect(status).toBe(200);
    expect(data).toMatchObject({ loadBalancers: null, accounts: expect.any(Array) as unknown });
    expect(errors).toMatchObject([
      { path: ['loadBalancers'], extensions: { code: 'BAD_USER_INPUT', limit: 1000, actual: 5000 } },
    ]);
    expect(fleet.calls()).toBe(0);
  });

  test('a hundred ids are answered, one more is refused', async () => {
    const ids = (count: number) => Array.from({ length: count }, () => 'x');
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect((await fleet.query(query, { ids: ids(100) })).data).toEqual({ nodes: ids(100).map(() => null) });
    const { errors } = await fleet.query(query, { ids: ids(101) });
    expect(errors).toMatchObject([
      { path: ['nodes'], extensions: { code: 'BAD_USER_INPUT', limit: 100, actual: 101 } },
    ]);
    expect(fleet.calls()).toBe(0);
  });
});

describe('a refused query is told of ten errors at most', () => {
  const codes = async (query: string, variables?: Variables) => {
    fleet.calls();
    const { status, errors } = await fleet.query(query, variables);
    expect(status).toBe(400);
    expect(fleet.calls()).toBe(0);
    return {
      count: errors.length,
      last: errors.at(-1)?.message,
      codes: new Set(errors.map(({ extensions }) => extensions.code)),
    };
  };

  test('of ten where there are ten', async () => {
    expect(await codes(`{ ${times(10, (n) => `nope${n}`)} }`)).toEqual({
      count: 10,
      last: expect.stringContaining('nope9') as unknown,
      codes: new Set(['GRAPHQL_VALIDATION_FAILED']),
    });
  });

  test('of nine and that there are more, where there are more', async () => {
    expect(await codes(`{ ${times(11, (n) => `nope${n}`)} }`)).toEqual({
      count: 10,
      last: expect.stringContaining('Too many') as unknown,
      codes: new Set(['GRAPHQL_VALIDATION_FAILED']),
    });
  });

  test('of variables too', async () => {
    const ids = Array.from({ length: 50 }, () => ({}));
    expect(await codes('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toEqual({
      count: 10,
      last: expect.stringContaining('Too many') as unknown,
      codes: new Set(['BAD_USER_INPUT']),
    });
  });

  test('of one where the operator wants one', async () => {
    const strict = await startFleet(sandboxTopology, { limits: { maxValidationErrors: 1 } });
    try {
      const { errors } = await strict.query('{ a b c }');
      expect(errors).toHaveLength(1);
    } finally {
      await strict.stop();
    }
  });

  test('no error repeats a long value', async () => {
    const long = 'x'.repeat(100_000);
    const all = await Promise.all([
      fleet.query(`{ loadBalancers(first: "${long}") { totalCount } }`),
      fleet.query(`{ ${long} }`),
      fleet.query(`{ accounts { id } ) ${long}`),
      fleet.query(`{ accounts { id } } ${long}`),
      fleet.query('query ($n: Int) { loadBalancers(first: $n) { totalCount } }', { n: long }),
      fleet.query(`query A { accounts { id } } query ${long} { accounts { id } }`),
    ]);
    for (const { status, errors } of all) {
      expect(status).toBe(400);
      for (const { message } of errors) expect(message.length).toBeLessThanOrEqual(1000);
    }
    expect(fleet.calls()).toBe(0);
  });
});

describe('nesting never overflows the stack', () => {
  const open = 320;
  const nested = (start: string, end: string, count = open) => `${start.repeat(count)}1${end.repeat(count)}`;

  test.each<readonly [string, string]>([
    ['lists', `{ node(id: ${nested('[', ']')}) { id } }`],
    ['objects', `{ loadBalancers(filter: ${nested('{ a: ', '}', 240)}) { totalCount } }`],
    ['lists in a default', `query ($a: ID = ${nested('[', ']')}) { node(id: $a) { id } }`],
    ['lists of a type', `query ($a: ${'['.repeat(open)}ID${']'.repeat(open)}) { node(id: $a) { id } }`],
    ['lists in a directive', `{ accounts @skip(if: ${nested('[', ']')}) { id } }`],
    ['selections', `{ ${'accounts { '.repeat(open)} id ${'} '.repeat(open)} }`],
    ['selections that differ from themselves', `{ ${'a: accounts { '.repeat(190)} id ${'} '.repeat(190)} }`],
    ['brackets alone', '['.repeat(1000)],
    ['braces alone', '{'.repeat(1000)],
    ['fragments that do not end', '{ ... '.repeat(500)],
  ])('%s within the tokens', async (_, query) => {
    const { status, errors } = await fleet.query(query);
    expect(status).toBe(400);
    for (const { message, extensions } of errors) {
      expect(message).not.toMatch(/call stack/i);
      expect(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'QUERY_TOO_COMPLEX']).toContain(
        extensions.code,
      );
    }
    expect(fleet.calls()).toBe(0);
  });

  test('fragments in fragments as deep as the tokens go are answered', () =>
    expectAnswer(`{ ${'... on Query { '.repeat(198)} __typename ${'} '.repeat(198)} }`));

  test('a hundred thousand brackets are too many tokens', () =>
    expectRefusal(`{ node(id: ${'['.repeat(100_000)}`, {
      code: 'QUERY_TOO_COMPLEX',
      limit: 1000,
      actual: 100_005,
    }));

  test('they are too deep where the operator lets them through', async () => {
    const loose = await startFleet(sandboxTopology, { limits: { maxTokens: 1_000_000 } });
    try {
      for (const query of [
        `{ node(id: ${'['.repeat(100_000)}`,
        '{ a '.repeat(50_000),
        `query ($a: ${'['.repeat(100_000)}`,
      ]) {
        const { status, errors } = await loose.query(query);
        expect(status).toBe(400);
        expect(errors).toMatchObject([
          {
            message: expect.stringContaining('too deeply') as unknown,
            extensions: { code: 'QUERY_TOO_COMPLEX' },
          },
        ]);
      }
    } finally {
      await loose.stop();
    }
  });

  test('what cannot be cut into tokens is too long where it is too long before that, else a syntax error', async () => {
    await expectRefusal(`{ accounts { ${'id '.repeat(2000)} % } }`, { limit: 1000, actual: 2003 });
    await expectRefusal(`{ accounts { ${'id '.repeat(900)} % } }`, { code: 'GRAPHQL_PARSE_FAILED' });
  });
});

describe('the worst queries are refused or answered quickly', () => {
  const chain = (levels: number, spreads: number) =>
    times(levels, (n) => `fragment F${n} on Account { ${`...F${n + 1} `.repeat(spreads)} }`) +
    ` fragment F${levels} on Account { id }`;

  test.each<readonly [string, string, string | null]>([
    ['fragments that double at each level', `{ accounts { ...F0 } } ${chain(90, 2)}`, 'QUERY_TOO_COMPLEX'],
    [
      'fragments in a circle',
      '{ accounts { ...A } } fragment A on Account { ...B ...B } fragment B on Account { ...A ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['the same field a thousand times', `{ accounts { ${'id '.repeat(990)} } }`, 'QUERY_TOO_COMPLEX'],
    ['the same fields in many fragments', `{ accounts { ${'... { id name api } '.repeat(140)} } }`, null],
    [
      'conflicts of everything with everything',
      `{ ${times(150, () => 'node(id: "a") { id }')} }`,
      'QUERY_TOO_COMPLEX',
    ],
    [
      'fragments that are compared with each other',
      `{ accounts { ${times(100, (n) => `...F${n}`)} } } ${times(100, (n) => `fragment F${n} on Account { id }`)}`,
      null,
    ],
  ])('%s', async (_, query, code) => {
    const started = performance.now();
    const { status, errors } = await fleet.query(query);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(status).toBe(code === null ? 200 : 400);
    expect(errors[0]?.extensions.code ?? null).toBe(code);
    expect(fleet.calls()).toBe(0);
  });
});
