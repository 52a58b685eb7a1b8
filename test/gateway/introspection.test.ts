import { getIntrospectionQuery } from 'graphql';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';
import { makeKeys, topology } from './callers.js';

/** One key may read the schema, the other may not. */
const { keys, auth } = makeKeys();
const logged: string[] = [];
let fleet: Fleet;

beforeAll(async () => {
  const log = pino({ level: 'warn' }, { write: (line: string) => logged.push(line) });
  fleet = await startFleet(topology, { auth, log });
});

afterEach(() => expect(fleet.calls()).toBe(0));
afterAll(() => fleet.stop());

const ask = (query: string, mayIntrospect: boolean, variables: Readonly<Record<string, unknown>> = {}) =>
  fleet.as(mayIntrospect ? keys.everything : keys.north)(query, variables);

describe('the schema is read by those who may', () => {
  test.each([
    ['as tools read it', getIntrospectionQuery({ oneOf: false })],
    ['by __schema', '{ __schema { queryType { name } } }'],
    ['by __type', '{ __type(name: "Query") { name } }'],
    ['under another name', '{ accounts: __type(name: "Query") { name } }'],
    [
      'in a fragment of a fragment',
      '{ ...A } fragment A on Query { ... { ...B } } fragment B on Query { __schema { description } }',
    ],
    ['where it is left out', '{ __typename __schema @skip(if: true) { description } }'],
  ])('%s', async (_, query) => {
    const refused = await ask(query, false);
    expect(refused.status).toBe(403);
    expect(refused.data).toBeUndefined();
    expect(refused.errors).toMatchObject([
      { message: expect.stringContaining('introspect: true') as unknown, extensions: { code: 'FORBIDDEN' } },
    ]);
    const allowed = await ask(query, true);
    expect(allowed.errors).toEqual([]);
    expect(allowed.status).toBe(200);
    // What was kept of the query for one caller is not the other's leave.
    expect((await ask(query, false)).status).toBe(403);
  });

  test('__typename is for everybody', async () => {
    expect(await ask('{ __typename account(id: "shared") { __typename } }', false)).toEqual({
      status: 200,
      data: { __typename: 'Query', account: { __typename: 'Account' } },
      errors: [],
    });
  });

  test('an operation is judged by itself', async () => {
    const query = 'query A { __typename } query B { __schema { description } }';
    const { status, errors } = await ask(query, false);
    expect([status, errors[0]?.extensions.code]).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
    for (const [operationName, expected] of [
      ['A', 200],
      ['B', 403],
    ] as const) {
      const answer = await fetch(fleet.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${keys.north}` },
        body: JSON.stringify({ query, operationName }),
      });
      expect(answer.status).toBe(expected);
    }
  });

  test('a query of a hundred levels of introspection is refused even then', async () => {
    const { status, errors } = await ask(
      `{ __schema { types { ${'fields { type { '.repeat(50)} name ${'} } '.repeat(50)} } } }`,
      true,
    );
    expect(status).toBe(400);
    expect(errors[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('names of the schema are offered to those who may read it', () => {
  test.each<readonly [string, string, Readonly<Record<string, unknown>>]>([
    ['a field', '{ account(id: "x") { nam } }', {}],
    ['an argument', '{ loadBalancers(firs: 1) { totalCount } }', {}],
    ['a type', '{ node(id: "x") { ... on Listene { id } } }', {}],
    ['a type to ask for', '{ node(id: "x") { ports { from } } }', {}],
    ['a selection', '{ accounts }', {}],
    ['an enum value', '{ loadBalancers(filter: { provider: [QINGCLOUT] }) { totalCount } }', {}],
    ['a field of an input', '{ loadBalancers(filter: { accoun: "x" }) { totalCount } }', {}],
    [
      'an enum value in a variable',
      'query ($p: [Provider!]) { loadBalancers(filter: { provider: $p }) { totalCount } }',
      { p: ['QINGCLOUT'] },
    ],
    [
      'a field of an input in a variable',
      'query ($f: LoadBalancerFilter) { loadBalancers(filter: $f) { totalCount } }',
      { f: { accoun: 'x' } },
    ],
  ])('%s', async (_, query, variables) => {
    const known = await ask(query, true, variables);
    expect(known.errors.some(({ message }) => message.includes('Did you mean'))).toBe(true);
    const unknown = await ask(query, false, variables);
    expect(unknown.status).toBe(400);
    expect(unknown.errors.map(({ message }) => message)).toEqual(
      known.errors.map(({ message }) => message.replace(/ Did you mean .*\?$/, '')),
    );
  });
});

test("what a caller's query made fail is no line in the log", async () => {
  logged.length = 0;
  for (const query of [
    '{',
    '{ nope }',
    '{ __schema { description } }',
    '{ nodes(ids: [1.5]) { id } }',
    '{ account(id: "x") { id } }',
  ]) {
    await ask(query, false);
  }
  expect(logged).toEqual([]);
});
