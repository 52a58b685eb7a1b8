import { createHash } from 'node:crypto';
import { request } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sandboxTopology } from '../../src/simulator/sandbox-topology.js';
import { startFleet, type Fleet, type GraphqlAnswer } from '../support/gateway.js';
import { defaultLimits } from '../support/limits.js';

let fleet: Fleet;

beforeEach(async () => {
  fleet = await startFleet(sandboxTopology, { limits: defaultLimits });
});

afterEach(() => fleet.stop());

const hashOf = (query: string) => createHash('sha256').update(query).digest('hex');

async function send(
  body: object,
): Promise<Omit<GraphqlAnswer<unknown>, 'data'> & { readonly data?: unknown }> {
  const answer = await request(fleet.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { data, errors = [] } = (await answer.body.json()) as Partial<GraphqlAnswer<unknown>>;
  return { status: answer.statusCode, data, errors };
}

const persisted = (sha256Hash: unknown, rest: object = {}) =>
  send({ ...rest, extensions: { persistedQuery: { version: 1, sha256Hash } } });
const register = (query: string, rest: object = {}) => persisted(hashOf(query), { query, ...rest });
const unknown = {
  errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
};

describe('a registered query', () => {
  test('is asked for by its hash, in a GET too', async () => {
    const query = '{ __typename }';
    // As clients expect it: a request to send the query, not a failure.
    expect(await persisted(hashOf(query))).toMatchObject({ status: 200, ...unknown });
    expect(await register(query)).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    expect(await persisted(hashOf(query))).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    const extensions = encodeURIComponent(
      JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hashOf(query) } }),
    );
    const got = await request(`${fleet.url}?extensions=${extensions}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(await got.body.json()).toEqual({ data: { __typename: 'Query' } });
  });

  test.each<readonly [string, string, object]>([
    ['a syntax error', '{', {}],
    ['a field that does not exist', '{ nope }', {}],
    ['too many root fields', `{ ${'__typename '.repeat(21)} }`, {}],
    [
      'too many rows',
      '{ loadBalancers(first: 1000) { nodes { listeners(first: 1000) { totalCount } } } }',
      {},
    ],
    [
      'an argument below the root',
      '{ loadBalancers(first: 1) { nodes { listeners(first: -1) { totalCount } } } }',
      {},
    ],
    [
      'variables',
      'query ($n: Int) { loadBalancers(first: 1) { nodes { listeners(first: $n) { totalCount } } } }',
      { variables: { n: -1 } },
    ],
  ])('is none if it is refused for %s', async (_, query, rest) => {
    fleet.calls();
    expect((await register(query, rest)).status).toBe(400);
    expect(await persisted(hashOf(query))).toMatchObject({ status: 200, ...unknown });
    expect(fleet.calls()).toBe(0);
  });

  test('is checked again each time, with its variables', async () => {
    const query =
      'query ($n: Int) { loadBalancers(first: 0) { nodes { listeners(first: $n) { totalCount } } } }';
    expect((await register(query, { variables: { n: 1 } })).status).toBe(200);
    expect(await persisted(hashOf(query), { variables: { n: 1001 } })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT', limit: 1000, actual: 1001 } }],
    });
  });

  test('is forgotten when a thousand others came after it', async () => {
    const query = (index: number) => `{ a${index}: __typename }`;
    expect((await register(query(0))).status).toBe(200);
    for (let from = 1; from <= 999; from += 111) {
      await Promise.all(Array.from({ length: 111 }, (_, index) => register(query(from + index))));
    }
    expect((await persisted(hashOf(query(0)))).errors).toEqual([]);
    // That was a use of it: the one that came after it goes first.
    await register(query(1000));
    const [first, second] = await Promise.all([persisted(hashOf(query(0))), persisted(hashOf(query(1)))]);
    expect(first.errors).toEqual([]);
    expect(second).toMatchObject(unknown);
  });
});

describe('what is no registered query is refused', () => {
  test.each<readonly [string, object]>([
    [
      "another query's hash",
      {
        query: '{ __typename }',
        extensions: { persistedQuery: { version: 1, sha256Hash: hashOf('{ accounts { id } }') } },
      },
    ],
    [
      'a hash in capitals',
      {
        query: '{ __typename }',
        extensions: { persistedQuery: { version: 1, sha256Hash: hashOf('{ __typename }').toUpperCase() } },
      },
    ],
    [
      'another version',
      { extensions: { persistedQuery: { version: 2, sha256Hash: hashOf('{ __typename }') } } },
    ],
    ['no version', { extensions: { persistedQuery: { sha256Hash: hashOf('{ __typename }') } } }],
    ['no hash', { extensions: { persistedQuery: { version: 1 } } }],
    [
      'a hash that is an object',
      { extensions: { persistedQuery: { version: 1, sha256Hash: { toString: 1, valueOf: 1 } } } },
    ],
    [
      'a hash that is a list',
      {
        query: '{ __typename }',
        extensions: { persistedQuery: { version: 1, sha256Hash: [hashOf('{ __typename }')] } },
      },
    ],
    ['a number', { extensions: { persistedQuery: 1 } }],
    ['a list', { extensions: { persistedQuery: [] } }],
  ])('%s', async (_, body) => {
    expect(await send(body)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test('a hash that is the name of something every object has', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(await persisted(name)).toMatchObject({ status: 200, ...unknown });
    }
  });
});
