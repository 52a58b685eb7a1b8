import { Kind, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createCursors } from '../../src/graphql/cursor.js';
import type { Accounts } from '../../src/graphql/context.js';
import { connectionNodes } from '../../src/graphql/query-cost.js';
import { createSchema } from '../../src/graphql/schema.js';
import { loadTypeDefs } from '../../src/graphql/type-defs.js';
import { defaultLimits } from '../support/limits.js';

const cursors = createCursors('a key');
/** So many accounts, all of which the caller sees. */
function accountsOf(count: number): Accounts {
  const all = Array.from({ length: count }, (_, index) => {
    const id = `account-${index}`;
    return { id, name: id, provider: 'ACME', api: 'v1', site: null, regions: ['r'], simulated: true };
  });
  return { all, health: () => ({ reachable: null, lastCallAt: null, lastError: null, budgetLeft: null }) };
}

const schema = createSchema(loadTypeDefs());

type Variables = Readonly<Record<string, unknown>>;

function cost(query: string, variables: Variables = {}, accounts = 3): number {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const all = accountsOf(accounts);
  return connectionNodes({
    schema,
    document,
    operation,
    variables,
    accounts: all,
    limits: defaultLimits,
    cursors,
    viewer: { accounts: new Set(all.all.map(({ id }) => id)) },
  });
}

const rows: readonly (readonly [string, string, number, Variables?])[] = [
  ['none without a connection', '{ accounts { id } node(id: "x") { id } __typename }', 0],
  ['20 of a connection of which nothing is told', '{ loadBalancers { nodes { id } } }', 20],
  ['20 where null is told', '{ loadBalancers(first: null) { nodes { id } } }', 20],
  ['as many as first says', '{ loadBalancers(first: 7) { nodes { id } } }', 7],
  ['as many as last says', '{ loadBalancers(last: 8) { nodes { id } } }', 8],
  [
    'none of an empty page, whatever stands below',
    '{ loadBalancers(first: 0) { nodes { listeners { nodes { id } } } } }',
    0,
  ],
  [
    'those of the page even where only the total is selected',
    '{ loadBalancers(first: 9) { totalCount } }',
    9,
  ],
  ['as many as a variable says', 'query ($n: Int) { loadBalancers(first: $n) { totalCount } }', 5, { n: 5 }],
  [
    "as many as a variable's default says",
    'query ($n: Int = 6) { loadBalancers(first: $n) { totalCount } }',
    6,
  ],
  ['20 where the variable is left out', 'query ($n: Int) { loadBalancers(first: $n) { totalCount } }', 20],
  [
    'those of a list for each row of the list around it',
    '{ loadBalancers(first: 10) { nodes { listeners(first: 5) { nodes { id } } } } }',
    10 * (1 + 5),
  ],
  [
    'the same by way of edges',
    '{ loadBalancers(first: 10) { edges { node { listeners(first: 5) { totalCount } } } } }',
    10 * (1 + 5),
  ],
  [
    'lists beside each other are added',
    '{ loadBalancers(first: 10) { nodes { listeners(first: 5) { totalCount } backends(first: 3) { totalCount } } } instances(first: 1) { totalCount } }',
    10 * (1 + 5 + 3) + 1,
  ],
  [
    'objects on the way cost nothing',
    '{ loadBalancers(first: 2) { nodes { account { loadBalancers(first: 3) { nodes { account { id } } } } } } }',
    2 * (1 + 3),
  ],
  [
    'accounts count as many as the caller sees',
    '{ accounts { loadBalancers(first: 4) { totalCount } } }',
    3 * 4,
  ],
  ['one account counts once', '{ account(id: "a") { loadBalancers(first: 4) { totalCount } } }', 4],
  [
    'nodes counts its ids',
    '{ nodes(ids: ["a", "b"]) { ... on LoadBalancer { listeners(first: 4) { totalCount } } } }',
    2 * 4,
  ],
  [
    'ids in a variable too',
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Listener { rules(first: 4) { totalCount } } } }',
    3 * 4,
    { ids: ['a', 'b', 'c'] },
  ],
  [
    'of several types that an object may be, the most',
    '{ node(id: "a") { ... on LoadBalancer { listeners(first: 4) { totalCount } } ... on Listener { rules(first: 6) { totalCount } } } }',
    6,
  ],
  [
    'what is left out costs nothing',
    'query ($no: Boolean!) { loadBalancers { nodes { listeners @include(if: $no) { totalCount } backends @skip(if: true) { totalCount } } } }',
    20,
    { no: false },
  ],
  [
    'a fragment costs wherever it is spread',
    '{ a: loadBalancers(first: 2) { ...P } b: loadBalancers(first: 3) { ...P } } fragment P on LoadBalancerConnection { nodes { listeners(first: 4) { totalCount } } }',
    (2 + 3) * (1 + 4),
  ],
  [
    'a root list that is refused itself costs nothing',
    '{ loadBalancers(first: 1001) { nodes { listeners { totalCount } } } instances(first: -1) { totalCount } }',
    0,
  ],
  [
    'too many ids are refused themselves',
    `{ nodes(ids: [${'"x" '.repeat(101)}]) { ... on LoadBalancer { listeners { totalCount } } } }`,
    0,
  ],
];

describe('the rows that a query asks for', () => {
  test.each(
    rows.map(([what, query, rowCount, variables = {}]) => [what, query, rowCount, variables] as const),
  )('%s', (_, query, expected, variables) => {
    expect(cost(query, variables)).toBe(expected);
  });

  test('what is many times too much is still a number', () => {
    const deep = Array.from({ length: 8 }).reduce<string>(
      (inner) => `listeners(first: 1000) { nodes { loadBalancer { ${inner} } } }`,
      'id',
    );
    expect(cost(`{ loadBalancers(first: 1000) { nodes { ${deep} } } }`)).toBe(Number.MAX_SAFE_INTEGER);
  });

  test.each<readonly [string, string, object]>([
    ['a negative count', 'first: -1', { limit: 0, actual: -1 }],
    ['too large a count', 'last: 1001', { limit: 1000, actual: 1001 }],
    ['both counts', 'first: 1, last: 1', {}],
    ['after with last', 'after: "x", last: 1', {}],
    ['before with first', 'before: "x", first: 1', {}],
    ['a cursor that is none', 'after: "x"', {}],
  ])('%s below the root refuses all of it', (_, args, details) => {
    expect(() => cost(`{ loadBalancers { nodes { listeners(${args}) { totalCount } } } }`)).toThrow(
      expect.objectContaining({
        originalError: expect.objectContaining({ code: 'BAD_USER_INPUT', details }) as unknown,
      }),
    );
  });

  test('a list that is left out is not looked at', () => {
    expect(
      cost('{ loadBalancers(first: 1) { nodes { listeners(first: -1) @skip(if: true) { totalCount } } } }'),
    ).toBe(1);
  });
});
