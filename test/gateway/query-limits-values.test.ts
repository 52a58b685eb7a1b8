import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxTopology } from '../../src/simulator/sandbox-topology.js';
import { startFleet, type Fleet, type GraphqlAnswer } from '../support/gateway.js';

let fleet: Fleet;

beforeAll(async () => {
  fleet = await startFleet(sandboxTopology);
});

afterAll(() => fleet.stop());

const places = [
  { account: 'qing-production', region: 'pek3' },
  { account: 'zen-edge', region: null },
  { account: 'tencent-shop', region: 'ap-guangzhou' },
  { account: 'tencent-world', region: 'ap-singapore' },
  { account: 'tencent-metal', region: 'ap-beijing' },
];

const hostile = [
  'a&Action=DeleteLoadBalancers',
  'a=b;c',
  '*',
  '%',
  '%2e%2e%2f',
  '+ ~',
  'x\ny',
  'x\r\nHost: elsewhere',
  '\u0000',
  'a\u0000b',
  '"],["',
  '{"a":1}',
  '🙂é\u0301',
  '\ufeff\u202e',
  '__proto__',
  'constructor',
  ' ',
  'x'.repeat(256),
];

/** Every text in a call's parameters. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe('an id that no vendor gave goes upstream as one value, signed right, and names nothing', () => {
  const cases = ['loadBalancer', 'instance'].flatMap((field) => places.map((place) => ({ field, ...place })));

  test.each(cases)('$field of $account', async ({ field, account, region }) => {
    const query = `query ($account: ID!, $region: String, $vendorId: ID!) {
      found: ${field}(account: $account, region: $region, vendorId: $vendorId) { vendorId }
    }`;
    for (const vendorId of hostile) {
      fleet.simulator.clearCalls();
      const { status, data, errors } = await fleet.query(query, { account, region, vendorId });
      expect({ vendorId, status, data, errors }).toEqual({
        vendorId,
        status: 200,
        data: { found: null },
        errors: [],
      });
      const { calls } = fleet.simulator.calls();
      expect(calls.length).toBeGreaterThan(0);
      for (const call of calls) {
        expect(call.action).toMatch(/^Describe/);
        expect(textsOf(call.params).filter((text) => text === vendorId)).toHaveLength(1);
      }
    }
  });
});

const half = '\ud800';
const long = 'x'.repeat(100_000);

describe('an id that no vendor can have given is refused', () => {
  test.each<readonly [string, string, object]>([
    ['an empty one', '', {}],
    ['one of half a character', half, {}],
    ['one with half a character in it', `a${half}b`, {}],
    ['one that is too long', 'x'.repeat(257), { limit: 256, actual: 257 }],
    ['one of 100 kB', long, { limit: 256, actual: 100_000 }],
  ])('%s', async (_, vendorId, details) => {
    fleet.calls();
    const { data, errors } = await fleet.query(
      `query ($id: ID!) {
        loadBalancer(account: "qing-production", region: "pek3", vendorId: $id) { name }
        instance(account: "zen-edge", vendorId: $id) { name }
      }`,
      { id: vendorId },
    );
    expect(data).toEqual({ loadBalancer: null, instance: null });
    expect(errors).toMatchObject(
      ['loadBalancer', 'instance'].map((path) => ({
        path: [path],
        extensions: { code: 'BAD_USER_INPUT', ...details },
      })),
    );
    expect(fleet.calls()).toBe(0);
  });
});

/** As it stands: JSON itself can say what no JavaScript value is. */
async function send(body: string): Promise<GraphqlAnswer<unknown>> {
  const answer = await request(fleet.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { data, errors = [] } = (await answer.body.json()) as Partial<GraphqlAnswer<unknown>>;
  return { status: answer.statusCode, data, errors };
}

describe('no value makes a call, or an error without a code, where it names nothing', () => {
  const fields: Readonly<Record<string, string>> = {
    'node(id)': 'query ($v: ID!) { x: node(id: $v) { id } }',
    'nodes(ids)': 'query ($v: ID!) { x: nodes(ids: [$v]) { id } }',
    'account(id)': 'query ($v: ID!) { x: account(id: $v) { id } }',
    'a filter of accounts': 'query ($v: ID!) { x: instances(filter: { account: [$v] }) { totalCount } }',
    'a filter of regions':
      'query ($v: String!) { x: loadBalancers(filter: { region: [$v] }) { totalCount } }',
    'an account': 'query ($v: ID!) { x: loadBalancer(account: $v, region: "pek3", vendorId: "a") { id } }',
    'a region':
      'query ($v: String!) { x: instance(account: "qing-production", region: $v, vendorId: "a") { id } }',
    after: 'query ($v: String!) { x: loadBalancers(after: $v) { totalCount } }',
    before: 'query ($v: String!) { x: instances(before: $v, last: 1) { totalCount } }',
    'after below the root':
      'query ($v: String!) { x: loadBalancers(first: 1) { nodes { backends(after: $v) { totalCount } } } }',
    first: 'query ($v: Int!) { x: loadBalancers(first: $v) { totalCount } }',
    'an enum': 'query ($v: Provider!) { x: loadBalancers(filter: { provider: [$v] }) { totalCount } }',
    'a condition': 'query ($v: Boolean!) { x: loadBalancers @include(if: $v) { totalCount } }',
  };
  const values = [
    ...[...hostile, '', half, long].map((value) => JSON.stringify(value)),
    '1e400',
    '-1e400',
    '1.5',
    '99999999999999999999',
    '-0.5',
    '{}',
    '[[]]',
    '{"__proto__": 1}',
    '{"constructor": {"prototype": 1}}',
    `${'['.repeat(5000)}${']'.repeat(5000)}`,
    `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
  ];

  test.each(Object.entries(fields))('%s', async (_, query) => {
    fleet.calls();
    for (const value of values) {
      const { errors } = await send(`{"query": ${JSON.stringify(query)}, "variables": {"v": ${value}}}`);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(errors.map(() => 'BAD_USER_INPUT'));
      expect(errors.length).toBeGreaterThan(0);
      for (const { message } of errors) expect(message.length).toBeLessThanOrEqual(1000);
    }
    expect(fleet.calls()).toBe(0);
  });

  test.each<readonly [string, string, string]>([
    [
      'a prototype as a filter',
      'query ($v: LoadBalancerFilter) { loadBalancers(filter: $v) { totalCount } }',
      '{"v": {"__proto__": {"account": ["qing-production"]}}}',
    ],
    [
      'a constructor as a filter',
      'query ($v: LoadBalancerFilter) { loadBalancers(filter: $v) { totalCount } }',
      '{"v": {"constructor": 1}}',
    ],
    ['an id that is null', 'query ($v: ID = "x") { node(id: $v) { id } }', '{"v": null}'],
    ['a list of ids that is null', 'query ($v: [ID!] = []) { nodes(ids: $v) { id } }', '{"v": null}'],
    [
      'a condition that is null',
      'query ($v: Boolean = true) { loadBalancers @include(if: $v) { totalCount } }',
      '{"v": null}',
    ],
    [
      'a condition below that is null',
      'query ($v: Boolean = true) { loadBalancers { nodes { listeners @skip(if: $v) { totalCount } } } }',
      '{"v": null}',
    ],
    [
      'a variable by the name of a prototype that is left out',
      'query ($__proto__: ID!) { node(id: $__proto__) { id } }',
      '{}',
    ],
  ])('%s', async (_, query, variables) => {
    fleet.calls();
    const { status, errors } = await send(`{"query": ${JSON.stringify(query)}, "variables": ${variables}}`);
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(fleet.calls()).toBe(0);
  });
});

describe('names that every object has are names like others', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];

  test.each(names)('%s as an alias, a fragment, an operation and a variable', async (name) => {
    const query = `query ${name} ($${name}: [Provider!]) {
      ${name}: accounts { ...${name} }
      loadBalancers(first: 0, filter: { provider: $${name} }) { pageInfo { hasNextPage } }
    }
    fragment ${name} on Account { ${name}: provider }`;
    const { status, data, errors } = await send(
      `{"query": ${JSON.stringify(query)}, "operationName": "${name}", "variables": {"${name}": ["QINGCLOUD"]}}`,
    );
    expect(errors).toEqual([]);
    expect(status).toBe(200);
    const accounts = Object.entries(data as object).find(([key]) => key === name)?.[1] as object[];
    expect(accounts).toHaveLength(sandboxTopology.accounts.length);
    expect(accounts.map((account) => Object.keys(account))).toEqual(accounts.map(() => [name]));
  });

  test('keys of variables that no operation has are ignored', async () => {
    const { data, errors } = await send(
      '{"query": "{ __typename }", "variables": {"__proto__": {"first": 1}, "constructor": 1}}',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ __typename: 'Query' });
  });
});
