import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { startGateway, startVendors, type Gateway, type Vendors } from '../support/gateway.js';

/** Enough for more pages than calls may run at once (8 at QingCloud and Tencent), and more listeners (16 at Zenlayer). */
const topology: Topology = {
  seed: 9,
  accounts: [
    {
      id: 'q',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['pek3'],
      loadBalancers: 1050,
      listeners: 1050,
      backends: 1250,
      instances: 1150,
    },
    {
      id: 'z',
      provider: 'ZENLAYER_BMC',
      api: 'v2',
      regions: ['HKG-A'],
      loadBalancers: 1100,
      listeners: 1100,
      backends: 1200,
      instances: 1400,
    },
    {
      id: 't',
      provider: 'TENCENT_CLB',
      api: 'v2',
      regions: ['ap-guangzhou'],
      loadBalancers: 1050,
      application: 1000,
      listeners: 1050,
      backends: 1100,
      instances: 60,
    },
  ],
};

let vendors: Vendors;
let gateway: Gateway;

beforeAll(async () => {
  vendors = await startVendors(topology);
});

afterAll(() => vendors.simulator.close());

beforeEach(async () => {
  vendors.simulator.clearCalls();
  // Nothing but the client's leaving ends a call.
  const limits = { upstreamTimeoutMs: 60_000, requestDeadlineMs: 60_000 };
  gateway = await startGateway(vendors.accounts, { limits });
});

afterEach(async () => {
  vendors.simulator.setFaults([]);
  await gateway.stop();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const callsOf = (account: string, action: string) =>
  vendors.simulator.calls().calls.filter((call) => call.account === account && call.action === action).length;

/** Waits until a number of calls has arrived; the test's own time-out ends it. */
async function arrived(account: string, action: string, count: number): Promise<void> {
  while (callsOf(account, action) < count) await pause(5);
}

interface Leaving {
  readonly name: string;
  readonly account: 'q' | 'z' | 't';
  readonly action: string;
  readonly query: string;
  /** How many calls pass before the rest hangs. */
  readonly passing: number;
  /** How many calls have arrived when the client leaves, those that passed among them. */
  readonly seen: number;
}

const of = (account: string) => `filter: { account: ["${account}"] }`;

const leavings: readonly Leaving[] = [
  {
    name: 'load balancers, with pages that still wait for their turn',
    account: 'q',
    action: 'DescribeLoadBalancers',
    query: `{ loadBalancers(first: 1000, ${of('q')}) { totalCount nodes { name } } }`,
    passing: 1,
    seen: 9,
  },
  {
    name: 'machines, with pages that still wait for their turn',
    account: 'q',
    action: 'DescribeInstances',
    query: `{ instances(first: 1000, ${of('q')}) { totalCount nodes { name } } }`,
    passing: 1,
    seen: 9,
  },
  {
    name: 'backends under listeners, with pages that still wait for their turn',
    account: 'q',
    action: 'DescribeLoadBalancerBackends',
    // Of all load balancers, so that they are read page by page rather than by their ids.
    query: `{ loadBalancers(first: 1000, ${of('q')}) { nodes { listeners { nodes { backends { nodes { health } } } } } } }`,
    passing: 1,
    seen: 9,
  },
  {
    name: 'looked-up fields of machines',
    account: 'q',
    action: 'DescribeInstances',
    query: `{ loadBalancers(first: 50, ${of('q')}) { nodes { backends { nodes { instance { createdAt } } } } } }`,
    passing: 0,
    seen: 1,
  },
  {
    name: 'load balancers',
    account: 'z',
    action: 'DescribeLoadBalancers',
    query: `{ loadBalancers(first: 1000, ${of('z')}) { totalCount nodes { name } } }`,
    passing: 0,
    seen: 1,
  },
  {
    name: 'machines of both kinds',
    account: 'z',
    action: 'DescribeInstances',
    query: `{ instances(first: 1000, ${of('z')}) { totalCount nodes { name } } }`,
    passing: 0,
    seen: 2,
  },
  {
    name: 'listeners under load balancers',
    account: 'z',
    action: 'DescribeListeners',
    query: `{ loadBalancers(first: 300, ${of('z')}) { nodes { listeners { nodes { port } } } } }`,
    passing: 0,
    seen: 3,
  },
  {
    name: 'backends under listeners, with listeners that still wait for their turn',
    account: 'z',
    action: 'DescribeBackends',
    query: `{ loadBalancers(first: 60, ${of('z')}) { nodes { listeners { nodes { backends { nodes { port } } } } } } }`,
    passing: 3,
    seen: 19,
  },
  {
    name: 'machines behind a load balancer',
    account: 'z',
    action: 'DescribeBackends',
    query: `{ loadBalancers(first: 20, ${of('z')}) { nodes { instances { nodes { kind } } } } }`,
    passing: 0,
    seen: 16,
  },
  {
    name: 'load balancers, with pages that still wait for their turn',
    account: 't',
    action: 'DescribeLoadBalancers',
    query: `{ loadBalancers(first: 1000, ${of('t')}) { totalCount nodes { name } } }`,
    passing: 1,
    seen: 9,
  },
  {
    name: 'backends under rules and listeners, with load balancers that still wait for their turn',
    account: 't',
    action: 'DescribeForwardLBBackends',
    query: `{ loadBalancers(first: 40, ${of('t')}) { nodes { listeners { nodes { backends { nodes { port } } } } } } }`,
    passing: 2,
    seen: 10,
  },
  {
    name: 'health of backends, 30 load balancers a call',
    account: 't',
    action: 'DescribeForwardLBHealthStatus',
    query: `{ loadBalancers(first: 40, ${of('t')}) { nodes { listeners { nodes { backends { nodes { health } } } } } } }`,
    passing: 0,
    seen: 2,
  },
];

/** How many calls to an account may run at once. */
const places = { q: 8, z: 16, t: 8 };
const regions = { q: 'region: "pek3", ', z: '', t: 'region: "ap-guangzhou", ' };
const late = 900;

describe('a client that leaves ends the calls that only it waits for', () => {
  const filling = leavings.filter(({ account, passing, seen }) => seen - passing === places[account]);
  const few = leavings.filter((leaving) => !filling.includes(leaving));

  async function leave({ account, action, query, seen }: Leaving): Promise<void> {
    const client = new AbortController();
    const left = gateway.query(query, {}, client.signal).catch(() => 'left');
    await arrived(account, action, seen);
    client.abort();
    expect(await left).toBe('left');
    vendors.simulator.setFaults([]);
  }

  test.each(filling)('$account: $name', async (leaving) => {
    const { account, action, passing, seen } = leaving;
    vendors.simulator.setFaults([{ account, action, kind: 'hang', skip: passing }]);
    await leave(leaving);
    // All places were taken by calls that hang: one is free again.
    const { errors } = await gateway.query(
      `{ instance(account: "${account}", ${regions[account]}vendorId: "i-none") { name } }`,
    );
    expect(errors).toEqual([]);
    await pause(100);
    // A machine that is not found is looked for in two places.
    const lookUps = account === 'q' && action === 'DescribeInstances' ? 2 : 0;
    expect(callsOf(account, action)).toBe(seen + lookUps);
  });

  test.each(few)('$account: $name', async (leaving) => {
    const { account, action, seen } = leaving;
    vendors.simulator.setFaults([{ account, action, kind: 'latency', ms: late }]);
    await leave(leaving);
    await pause(late + 100);
    const calls = vendors.simulator.calls().calls.filter((call) => call.action === action);
    // A call whose client stays gets its answer, and with it a status.
    expect(calls.map(({ status }) => status)).toEqual(Array.from({ length: seen }, () => 0));
  });

  test.each([
    ['q', 'DescribeLoadBalancers'],
    ['z', 'DescribeLoadBalancers'],
  ])('%s: a repeat that it waits for is not made', async (account, action) => {
    vendors.simulator.setFaults([{ account, action, kind: 'http500' }]);
    const client = new AbortController();
    const left = gateway
      .query(`{ loadBalancers(first: 10, ${of(account)}) { nodes { name } } }`, {}, client.signal)
      .catch(() => 'left');
    await arrived(account, action, 1);
    client.abort();
    await left;
    // A repeat that was on its way at that moment may still arrive.
    await pause(50);
    const count = callsOf(account, action);
    await pause(1500);
    expect(callsOf(account, action)).toBe(count);
  });
});

test('a page that has failed for good ends those that were asked for with it', async () => {
  const { simulator } = vendors;
  // With the total known all pages are asked for at once.
  await gateway.query(`{ loadBalancers(${of('q')}) { totalCount } }`);
  simulator.setFaults([
    { account: 'q', kind: 'auth', page: 2 },
    { account: 'q', kind: 'hang' },
  ]);
  const { errors } = await gateway.query(`{ loadBalancers(first: 1000, ${of('q')}) { nodes { name } } }`);
  expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAUTHENTICATED' } }]);
  await expect.poll(() => simulator.unended(), { timeout: 10_000 }).toBe(0);
  const seen = callsOf('q', 'DescribeLoadBalancers');
  await pause(100);
  expect(callsOf('q', 'DescribeLoadBalancers')).toBe(seen);
  expect(seen).toBeLessThanOrEqual(1 + places.q);
});
