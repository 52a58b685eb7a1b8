import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxTopology } from '../../src/simulator/sandbox-topology.js';
import { startFleet, type Fleet, type GraphqlError } from '../support/gateway.js';

let fleet: Fleet;

beforeAll(async () => {
  fleet = await startFleet(sandboxTopology);
});

afterAll(() => fleet.stop());

describe('what the caller can mend is said to the caller', () => {
  test.each([
    ['a field that does not exist', '{ nope }', 'GRAPHQL_VALIDATION_FAILED', /Cannot query field "nope"/],
    ['a query that does not end', '{ accounts {', 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
    ['no query', '', 'BAD_REQUEST', /query/],
    [
      'an argument of the wrong type',
      '{ loadBalancers(first: "x") { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
      /Int/,
    ],
    [
      'a choice that was not made',
      'query a { accounts { id } } query b { accounts { id } }',
      'OPERATION_RESOLUTION_FAILURE',
      /operation/,
    ],
    [
      'a variable that is missing',
      'query a($x: Int!) { loadBalancers(first: $x) { totalCount } }',
      'BAD_USER_INPUT',
      /\$x/,
    ],
    [
      'an enum value nobody knows',
      '{ loadBalancers(filter: { provider: [NOBODY] }) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
      /NOBODY/,
    ],
    ['too long a query', `{ ${'accounts { id } '.repeat(300)} }`, 'QUERY_TOO_COMPLEX', /1202 .* 1000/],
  ])('%s', async (_, query, code, message) => {
    fleet.calls();
    const { status, errors } = await fleet.query(query);
    expect(status).toBe(400);
    expect(errors[0]).toMatchObject({
      message: expect.stringMatching(message) as string,
      extensions: { code },
    });
    expect(errors[0]?.extensions['requestId']).toEqual(expect.any(String));
    expect(fleet.calls()).toBe(0);
  });

  test('a change is refused: there is nothing that changes anything', async () => {
    const { status, data, errors } = await fleet.query('mutation { x }');
    expect([status, data]).toEqual([400, undefined]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(fleet.calls()).toBe(0);
  });

  test('a GET that a page of another origin could send', async () => {
    const answer = await request(`${fleet.url}?query=${encodeURIComponent('{ accounts { id } }')}`);
    const { errors } = (await answer.body.json()) as { errors: GraphqlError[] };
    expect(answer.statusCode).toBe(400);
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_REQUEST' } });
  });
});

describe('arguments are checked before anything is asked upstream', () => {
  test.each([
    [
      'an account that does not exist',
      '{ loadBalancers(filter: { account: ["nope"] }) { totalCount } }',
      ['loadBalancers'],
    ],
    [
      'a region that does not exist',
      '{ loadBalancers(filter: { region: ["nope"] }) { totalCount } }',
      ['loadBalancers'],
    ],
    ['an account by id', '{ account(id: "nope") { name } }', ['account']],
    [
      'a load balancer of an unknown account',
      '{ loadBalancer(account: "nope", vendorId: "x") { name } }',
      ['loadBalancer'],
    ],
    [
      'a region where there is none',
      '{ instance(account: "zen-edge", region: "r", vendorId: "x") { name } }',
      ['instance'],
    ],
    [
      'no region where there are some',
      '{ instance(account: "qing-production", vendorId: "x") { name } }',
      ['instance'],
    ],
    ['first and last', '{ loadBalancers(first: 1, last: 1) { totalCount } }', ['loadBalancers']],
    ['a negative count', '{ loadBalancers(first: -1) { totalCount } }', ['loadBalancers']],
    ['too large a count', '{ instances(last: 1001) { totalCount } }', ['instances']],
    ['a cursor that is none', '{ loadBalancers(after: "x") { totalCount } }', ['loadBalancers']],
    ['an id that is none', '{ node(id: "x") { id } }', ['node']],
    ['too many ids', `{ nodes(ids: [${'"x",'.repeat(101)}]) { id } }`, undefined],
  ])('%s', async (_, query, path) => {
    fleet.calls();
    const { data, errors } = await fleet.query(`${query.slice(0, -1)} accounts { id } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    if (path !== undefined) {
      expect(errors[0]?.path).toEqual(path);
      // The other fields of the query are answered all the same.
      expect(data).toMatchObject({ [path[0] ?? '']: null, accounts: expect.any(Array) as unknown });
    }
    expect(fleet.calls()).toBe(0);
  });
});

describe('ids that name nothing', () => {
  const forge = (fields: readonly unknown[]) => Buffer.from(JSON.stringify(fields)).toString('base64url');
  const node = (id: string) => fleet.query('query Node($id: ID!) { node(id: $id) { id } }', { id });

  test.each([
    ['of another account', ['L', 'nope', 'pek3', 'lb-1']],
    ['of another region', ['L', 'qing-production', 'nope', 'lb-1']],
    ['of half a character', ['L', 'qing-production', 'pek3', '\ud800']],
    ['of a type that does not exist', ['X', 'qing-production', 'pek3', 'lb-1']],
    ['longer than any', ['L', 'qing-production', 'pek3', 'x'.repeat(257)]],
    ...[-1, 1.5, 65_536, 1e21].map((port): [string, unknown[]] => [
      `of port ${port}`,
      ['B', 'qing-production', 'pek3', 'lb-1', 'lbl-1', null, 0, 0, 'i-1', port, 'lbb-1'],
    ]),
  ])('%s are refused like malformed ones', async (_, fields) => {
    fleet.calls();
    const { data, errors } = await node(forge(fields));
    expect(fleet.calls()).toBe(0);
    expect(data).toEqual({ node: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const malformed = await node('x');
    expect(errors[0]?.message).toBe(malformed.errors[0]?.message);
  });

  test('of objects that are gone, or are something else by now, are null without an error', async () => {
    interface Answer {
      readonly loadBalancers: {
        readonly nodes: readonly {
          readonly listeners: {
            readonly nodes: readonly {
              readonly id: string;
              readonly backends: { readonly nodes: readonly { readonly id: string }[] };
            }[];
          };
        }[];
      };
    }
    const { data } = await fleet.query<Answer>(
      '{ loadBalancers(first: 50) { nodes { listeners { nodes { id backends { nodes { id } } } } } } }',
    );
    const listeners = data.loadBalancers.nodes.flatMap((each) => each.listeners.nodes);
    const ids = [...listeners, ...listeners.flatMap(({ backends }) => backends.nodes)].map(({ id }) => id);
    const changed = ids.map((id) => {
      const fields = JSON.parse(Buffer.from(id, 'base64url').toString()) as unknown[];
      const [letter] = fields;
      // Another listener for a listener's id; another rule, which neither vendor has, or port for a backend's.
      if (letter === 'T') return forge([...fields.slice(0, -1), 'not-there']);
      const port = fields.length - 2;
      return forge(fields.map((field, index) => (index === port ? 1 : field)));
    });
    for (let from = 0; from < changed.length; from += 100) {
      const answer = await fleet.query<{ nodes: unknown[] }>(
        'query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id } }',
        {
          ids: changed.slice(from, from + 100),
        },
      );
      expect(answer.errors).toEqual([]);
      expect(new Set(answer.data.nodes)).toEqual(new Set([null]));
    }
    expect((await node(forge(['U', 'qing-production', 'pek3', 'lb-1', 'lbl-1', 'lbp-1']))).data).toEqual({
      node: null,
    });
  });

  test('every id that an answer gives fetches the same object again', async () => {
    interface Answer {
      readonly loadBalancers: {
        readonly nodes: readonly {
          readonly id: string;
          readonly listeners: { readonly nodes: readonly { readonly id: string }[] };
          readonly backends: { readonly nodes: readonly { readonly id: string }[] };
          readonly instances: { readonly nodes: readonly { readonly id: string }[] };
        }[];
      };
    }
    const listed = await fleet.query<Answer>(
      '{ loadBalancers(first: 50) { nodes { id listeners(first: 99) { nodes { id } } backends(first: 999) { nodes { id } } instances(first: 999) { nodes { id status } } } } }',
    );
    const ids = new Set(
      listed.data.loadBalancers.nodes.flatMap(({ id, listeners, backends, instances }) => [
        id,
        ...[...listeners.nodes, ...backends.nodes].map((node) => node.id),
        ...instances.nodes
          .filter((node) => (node as { status?: string }).status !== 'NOT_FOUND')
          .map((node) => node.id),
      ]),
    );
    const cold = await startFleet(sandboxTopology);
    try {
      const asked = [...ids];
      for (let from = 0; from < asked.length; from += 100) {
        const part = asked.slice(from, from + 100);
        const { data, errors } = await cold.query<{ nodes: ({ id: string } | null)[] }>(
          'query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id } }',
          { ids: part },
        );
        expect(errors).toEqual([]);
        expect(data.nodes.map((found) => found?.id ?? null)).toEqual(part);
      }
    } finally {
      await cold.stop();
    }
  });
});
