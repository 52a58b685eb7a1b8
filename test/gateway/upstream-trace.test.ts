import { request } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import type { UpstreamTrace } from '../../src/upstream/call-tally.js';
import { startFleet, startGateway, startVendors, type Fleet, type GraphqlError } from '../support/gateway.js';
import { makeKeys } from './callers.js';

const size = (loadBalancers: number, each = 2) => ({
  loadBalancers,
  listeners: each * loadBalancers,
  backends: 2 * each * loadBalancers,
  instances: 3 * loadBalancers,
});

const topology: Topology = {
  seed: 12,
  accounts: [
    { id: 'q', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'], ...size(105, 1) },
    { id: 'z', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'], ...size(12) },
    { id: 't', provider: 'TENCENT_CLB', api: 'v2', regions: ['ap-guangzhou'], application: 2, ...size(4) },
    { id: 'b', provider: 'TENCENT_BMLB', api: 'v2', regions: ['ap-shanghai'], ...size(2) },
  ],
};

let fleet: Fleet;

beforeAll(async () => {
  fleet = await startFleet(topology, { latencyMs: 20 });
});

afterAll(() => fleet.stop());

afterEach(() => {
  fleet.simulator.setFaults([]);
  fleet.simulator.clearCalls();
});

const asking = (detail: string, headers: Readonly<Record<string, string>> = {}) =>
  fleet.with({ 'x-upstream-trace': detail, ...headers });

async function traced(query: string): Promise<{ trace: UpstreamTrace; errors: readonly GraphqlError[] }> {
  const { extensions, errors } = await asking('calls')(query);
  if (extensions?.upstream === undefined) throw new Error('the answer has no trace');
  return { trace: extensions.upstream, errors };
}

/** A call as both sides tell of it. The simulator names regions as they stand on the wire. */
const identity = (call: { account: string | null; provider: string; action: string | null }) =>
  `${call.account} ${call.provider} ${call.action}`;

/** Holds a trace against what the simulator saw, and its parts against each other. */
function expectTrue({ made, actions, calls }: UpstreamTrace): void {
  const seen = fleet.simulator.calls().calls;
  expect(made).toBe(seen.length);
  expect(calls).toHaveLength(made);
  expect(calls.map(identity).sort()).toEqual(seen.map(identity).sort());
  expect(actions.reduce((sum, action) => sum + action.made, 0)).toBe(made);
  for (const { provider, action, made: own } of actions) {
    expect(own).toBe(calls.filter((call) => call.provider === provider && call.action === action).length);
  }
}

describe('the trace counts what the simulator counts', () => {
  test.each([
    ['totals', '{ loadBalancers { totalCount } }'],
    ['pages', '{ loadBalancers(first: 200) { nodes { name } } }'],
    ['listeners', '{ loadBalancers(first: 200) { nodes { listeners { totalCount nodes { port } } } } }'],
    [
      'trees with health',
      '{ loadBalancers(first: 200) { nodes { backends(first: 200) { nodes { health } } } } }',
    ],
    ['machines', '{ loadBalancers(first: 200) { nodes { backends { nodes { instance { createdAt } } } } } }'],
    ['an order', '{ instances(first: 3, orderBy: { field: NAME }) { nodes { name } } }'],
    [
      'a look-up of what is missing',
      '{ loadBalancer(account: "q", region: "pek3", vendorId: "lb-missing") { name } }',
    ],
    ['a search in reverse', '{ backends(filter: { address: ["10.0.0.1"] }) { totalCount } }'],
  ])('of %s, cold and once it is kept', async (_, query) => {
    const own = await startFleet(topology);
    try {
      const ask = own.with({ 'x-upstream-trace': 'calls' });
      const cold = (await ask(query)).extensions?.upstream;
      expect(cold?.made).toBe(own.simulator.calls().total);
      expect(cold?.made).toBeGreaterThan(0);
      expect(cold?.calls).toHaveLength(cold?.made ?? 0);
      own.simulator.clearCalls();
      const warm = (await ask(query)).extensions?.upstream;
      expect(warm?.made).toBe(own.simulator.calls().total);
      expect(warm?.made).toBeLessThan(cold?.made ?? 0);
    } finally {
      await own.stop();
    }
  });

  test.each([
    ['http500', 'q', 100],
    ['vendor-throttle', 'z', 12],
    ['clock', 'q', 100],
  ])('with the repeats after %s', async (kind, account, rows) => {
    const own = await startFleet(topology);
    try {
      own.simulator.setFaults([{ kind, account, count: 1, ms: 7_200_000 }]);
      const query = `{ account(id: "${account}") { loadBalancers(first: 3) { nodes { name } } } }`;
      const { extensions, errors } = await own.with({ 'x-upstream-trace': 'calls' })(query);
      expect(errors).toEqual([]);
      expect(extensions?.upstream?.made).toBe(2);
      expect(own.simulator.calls().total).toBe(2);
      expect(extensions?.upstream?.calls.map(({ attempt }) => attempt)).toEqual([1, 2]);
      const [failed, repeated] = extensions?.upstream?.calls ?? [];
      expect(failed).toMatchObject({ action: 'DescribeLoadBalancers', rows: null });
      expect(failed?.code).toMatch(/^UPSTREAM_/);
      expect(repeated).toMatchObject({ action: 'DescribeLoadBalancers', code: 'OK', rows });
    } finally {
      await own.stop();
    }
  });

  test('of an answer with errors', async () => {
    fleet.simulator.setFaults([{ kind: 'auth', account: 'z' }]);
    const { trace, errors } = await traced(
      '{ loadBalancers(first: 200) { totalCount nodes { tags { key } } } }',
    );
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_UNAUTHENTICATED']);
    expectTrue(trace);
    const refused = trace.calls.filter(({ account }) => account === 'z');
    expect(refused).toMatchObject([{ code: 'UPSTREAM_UNAUTHENTICATED', rows: null }]);
  });

  test('summed over requests that wait for the same calls', async () => {
    const own = await startFleet(topology, { latencyMs: 150 });
    try {
      const query = '{ loadBalancers(first: 200) { nodes { backends { nodes { weight } } } } }';
      const ask = own.with({ 'x-upstream-trace': 'calls' });
      const answers = await Promise.all(Array.from({ length: 6 }, () => ask(query)));
      const traces = answers.map(({ extensions }) => extensions?.upstream);
      const made = traces.map((trace) => trace?.made ?? 0);
      const { total } = own.simulator.calls();
      expect(made.reduce((sum, each) => sum + each, 0)).toBe(total);
      expect(traces.map((trace) => trace?.calls.length)).toEqual(made);
      expect(traces.reduce((sum, trace) => sum + (trace?.coalesced ?? 0), 0)).toBeGreaterThan(0);
      for (const trace of traces)
        expect((trace?.made ?? 0) + (trace?.coalesced ?? 0)).toBeLessThanOrEqual(total);
    } finally {
      await own.stop();
    }
  });

  test('and the fleet of every test notices when it does not', async () => {
    const own = await startFleet(topology, { tracesAll: true });
    try {
      const body = JSON.stringify({ query: '{ account(id: "z") { loadBalancers { totalCount } } }' });
      const headers = { 'content-type': 'application/json' };
      await (await request(own.url, { method: 'POST', headers, body })).body.dump();
      expect(() => own.calls()).toThrow('the traces tell of 0 upstream calls, the simulator saw 1');
    } finally {
      await own.stop();
    }
  });
});

describe('each call', () => {
  test('is told with what it was, in the order of sending, and nothing else', async () => {
    const { trace } = await traced(
      '{ account(id: "z") { loadBalancers { nodes { listeners { nodes { backends { nodes { weight } } } } } } } }',
    );
    expectTrue(trace);
    for (const call of trace.calls) {
      expect(Object.keys(call).sort()).toEqual([
        'account',
        'action',
        'attempt',
        'code',
        'durationMs',
        'provider',
        'region',
        'rows',
        'vendorRequestId',
        'waitMs',
      ]);
      expect(call).toMatchObject({
        account: 'z',
        provider: 'ZENLAYER_BMC',
        region: null,
        attempt: 1,
        code: 'OK',
      });
      expect(call.vendorRequestId).toMatch(/^T[0-9A-F-]{36}$/);
      expect(call.durationMs).toBeGreaterThanOrEqual(10);
      expect(call.waitMs).toBeGreaterThanOrEqual(0);
    }
    const seen = fleet.simulator.calls().calls;
    expect(trace.calls.map(({ rows }) => rows).sort()).toEqual(seen.map(({ rows }) => rows).sort());
    const [first, second] = trace.calls.map(({ action }) => action);
    expect([first, second]).toEqual(['DescribeLoadBalancers', 'DescribeListeners']);
    // 24 of them at least, of which 16 may run at once.
    expect(Math.max(...trace.calls.map(({ waitMs }) => waitMs))).toBeGreaterThanOrEqual(10);
  });

  test('has a region where the account has, and no request id where the vendor gives none', async () => {
    const { trace } = await traced('{ account(id: "q") { instances(first: 5) { nodes { name } } } }');
    expect(trace.calls).toMatchObject([
      {
        account: 'q',
        provider: 'QINGCLOUD',
        region: 'pek3',
        action: 'DescribeInstances',
        vendorRequestId: null,
        rows: 100,
      },
    ]);
  });

  test('tells of no credential, no signature and no parameter', async () => {
    const { simulator, accounts } = await startVendors(topology);
    const gateway = await startGateway(accounts);
    try {
      const ask = gateway.with({ 'x-upstream-trace': 'calls' });
      const { extensions } = await ask(
        '{ loadBalancers(first: 200) { nodes { vendorId listeners { totalCount } } } }',
      );
      expect(extensions?.upstream?.made).toBe(simulator.calls().total);
      const text = JSON.stringify(extensions);
      for (const { credentials } of accounts) {
        expect(text).not.toContain(credentials.id);
        expect(text).not.toContain(credentials.key);
      }
      expect(text).not.toMatch(/signature|lb-|limit|offset/i);
    } finally {
      await gateway.stop();
      await simulator.close();
    }
  });
});

describe('a trace', () => {
  const query = '{ account(id: "q") { loadBalancers(first: 1) { nodes { vendorId } } } }';

  test('is not told unless asked for', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await request(fleet.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    expect(await answer.body.json()).not.toHaveProperty('extensions');
  });

  test('as a summary has numbers, by provider and action, and no calls', async () => {
    const { extensions } = await asking('summary')('{ accounts { instances(first: 1) { totalCount } } }');
    expect(Object.keys(extensions?.upstream ?? {})).toEqual(['made', 'coalesced', 'saved', 'actions']);
    expect(extensions?.upstream?.actions).toContainEqual({
      provider: 'TENCENT_BMLB',
      action: expect.any(String) as string,
      made: 1,
      coalesced: 0,
      saved: 0,
    });
  });

  test('comes by GET too', async () => {
    const url = `${fleet.url}?query=${encodeURIComponent(query)}`;
    const answer = await request(url, {
      headers: { 'x-upstream-trace': 'calls', 'apollo-require-preflight': 'yes' },
    });
    expect(await answer.body.json()).toMatchObject({ data: {}, extensions: { upstream: { calls: [] } } });
  });

  test.each(['', 'everything', 'SUMMARY', 'summary, calls'])(
    'is refused as “%s”, and nothing runs',
    async (value) => {
      const { status, errors, data } = await asking(value)('{ loadBalancers { totalCount } }');
      expect(status).toBe(400);
      expect(data).toBeUndefined();
      expect(errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) as string } },
      ]);
      expect(errors[0]?.message).toContain('summary, calls');
      expect(fleet.simulator.calls().total).toBe(0);
    },
  );

  test('of an operation that is refused is all zero; of what is none there is none', async () => {
    const nothing = { made: 0, coalesced: 0, saved: 0, actions: [] };
    const own = await startFleet(topology, { limits: { connectionNodes: 10 } });
    try {
      const ask = own.with({ 'x-upstream-trace': 'summary' });
      const refused = await ask('{ loadBalancers(first: 11) { nodes { vendorId } } }');
      expect(refused.errors[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
      expect(refused.extensions).toEqual({ upstream: nothing });
      expect((await ask('{ nothing }')).extensions).toEqual({});
    } finally {
      await own.stop();
    }
  });

  test('is for callers who were granted it', async () => {
    const { keys, auth } = makeKeys();
    const accounts = topology.accounts.slice(0, 1).map((account) => ({ ...account, id: 'shared' }));
    const ids = [
      ...accounts,
      ...['q-north', 'z-north', 'q-south', 't-south'].map((id, at) => ({
        id,
        provider: 'QINGCLOUD',
        api: 'v1',
        regions: [`pek${at}`],
        ...size(1),
      })),
    ];
    const own = await startFleet({ seed: 1, accounts: ids }, { auth });
    try {
      const as = (key: string) => own.with({ authorization: `Bearer ${key}`, 'x-upstream-trace': 'summary' });
      const granted = await as(keys.everything)('{ loadBalancers(first: 1) { nodes { vendorId } } }');
      expect(granted.extensions?.upstream?.made).toBe(own.simulator.calls().total);
      expect(await as(keys.north)('{ loadBalancers { totalCount } }')).toMatchObject({ status: 403 });
    } finally {
      await own.stop();
    }
  });
});
