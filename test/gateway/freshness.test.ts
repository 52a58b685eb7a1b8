import { describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet } from '../support/gateway.js';

const start = Date.parse('2026-03-01T00:00:00.000Z');

interface Answer {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly asOf: string;
      readonly listeners: {
        readonly nodes: readonly {
          readonly asOf: string;
          readonly backends: {
            readonly nodes: readonly {
              readonly asOf: string;
              readonly healthAsOf: string | null;
              readonly instance: { readonly asOf: string } | null;
            }[];
          };
        }[];
      };
    }[];
  };
}

const query = `{ loadBalancers(first: 50) { nodes { asOf listeners(first: 50) { nodes { asOf
  backends(first: 100) { nodes { asOf healthAsOf health instance { createdAt asOf } } } } } } } }`;

function topology(provider: 'QINGCLOUD' | 'ZENLAYER_BMC'): Topology {
  const many = provider === 'QINGCLOUD';
  return {
    seed: 3,
    accounts: [
      {
        id: 'a',
        provider,
        api: many ? 'v1' : 'v2',
        regions: [many ? 'pek3' : 'HKG-A'],
        ...(many ? {} : { profile: 'bm-only' }),
        loadBalancers: many ? 4 : 1,
        listeners: many ? 6 : 1,
        // So few that none names a machine that is gone, which would be looked for twice.
        backends: many ? 8 : 5,
        instances: 9,
        ...(many ? { routers: 0 } : {}),
      },
    ],
  };
}

/** Every time that an answer tells, by what it is the time of. */
function timesOf({ loadBalancers }: Answer) {
  const listeners = loadBalancers.nodes.flatMap((node) => node.listeners.nodes);
  const backends = listeners.flatMap((node) => node.backends.nodes);
  const distinct = (times: readonly (string | null | undefined)[]) => [...new Set(times)];
  return {
    loadBalancers: distinct(loadBalancers.nodes.map(({ asOf }) => asOf)),
    listeners: distinct(listeners.map(({ asOf }) => asOf)),
    backends: distinct(backends.map(({ asOf }) => asOf)),
    health: distinct(backends.map(({ healthAsOf }) => healthAsOf)),
    instances: distinct(backends.flatMap(({ instance }) => (instance === null ? [] : [instance.asOf]))),
  };
}

function timesOfCalls(fleet: Fleet): Readonly<Record<string, readonly string[]>> {
  const times: Record<string, string[]> = {};
  for (const { action, at } of fleet.simulator.calls().calls) (times[action ?? ''] ??= []).push(at);
  return times;
}

describe('asOf', () => {
  test.each([
    [
      'QINGCLOUD',
      {
        loadBalancers: 'DescribeLoadBalancers',
        // Listeners come inside their load balancer's row.
        listeners: 'DescribeLoadBalancers',
        backends: 'DescribeLoadBalancerBackends',
        health: 'DescribeLoadBalancerBackends',
        instances: 'DescribeInstances',
      },
    ],
    [
      'ZENLAYER_BMC',
      {
        loadBalancers: 'DescribeLoadBalancers',
        listeners: 'DescribeListeners',
        backends: 'DescribeBackends',
        health: null,
        instances: 'DescribeInstances',
      },
    ],
  ] as const)(
    '%s: of each object is the time of the call that brought it, cached or not',
    async (provider, broughtBy) => {
      // One clock for both sides, a tenth of a second later with every call.
      let calls: () => number = () => 0;
      const fleet = await startFleet(topology(provider), {
        now: () => start + 100 * calls(),
        options: provider === 'ZENLAYER_BMC' ? { a: { instanceTypes: ['BM'] } } : {},
      });
      calls = () => fleet.simulator.calls().total;
      try {
        const first = await fleet.query<Answer>(query);
        expect(first.errors).toEqual([]);
        const made = timesOfCalls(fleet);
        const times = timesOf(first.data);
        expect(new Set(Object.values(made).flat()).size).toBe(Object.keys(made).length);
        for (const [kind, action] of Object.entries(broughtBy)) {
          expect({ kind, times: times[kind as keyof typeof times] }).toEqual({
            kind,
            times: action === null ? [null] : made[action],
          });
        }
        const second = await fleet.query<Answer>(query);
        expect(timesOf(second.data)).toEqual(times);
        expect(timesOfCalls(fleet)).toEqual(made);
      } finally {
        await fleet.stop();
      }
    },
  );

  test('kinds age apart: what is still fresh keeps its time, the rest is read again', async () => {
    let now = start;
    const fleet = await startFleet(topology('QINGCLOUD'), { now: () => now });
    const iso = (time: number) => new Date(time).toISOString();
    try {
      await fleet.query(query);
      fleet.calls();
      now = start + 4_000;
      await fleet.query(query);
      expect(fleet.calls()).toBe(0);

      // Health lives 5 seconds, backends 15, all else a minute.
      now = start + 6_000;
      const later = timesOf((await fleet.query<Answer>(query)).data);
      expect(fleet.simulator.calls().byAction).toEqual({ 'QINGCLOUD DescribeLoadBalancerBackends': 1 });
      expect(later).toMatchObject({
        loadBalancers: [iso(start)],
        listeners: [iso(start)],
        health: [iso(now)],
        instances: [iso(start)],
      });
      fleet.calls();

      now = start + 61_000;
      const last = timesOf((await fleet.query<Answer>(query)).data);
      expect(Object.values(last)).toEqual(Array.from({ length: 5 }, () => [iso(now)]));
      expect(fleet.calls()).toBe(3);
    } finally {
      await fleet.stop();
    }
  });

  test('health may live longer than its backend: both are read again when the backend is old', async () => {
    let now = start;
    const ttlMs = {
      ...{ loadBalancer: 60_000, listener: 60_000, rule: 60_000, instance: 60_000, router: 60_000 },
      ...{ backend: 5_000, health: 50_000, missing: 10_000 },
    };
    const fleet = await startFleet(topology('QINGCLOUD'), { now: () => now, cache: { ttlMs } });
    try {
      await fleet.query(query);
      fleet.calls();
      now = start + 6_000;
      const { data, errors } = await fleet.query<Answer>(query);
      expect(errors).toEqual([]);
      expect(fleet.calls()).toBe(1);
      const iso = new Date(now).toISOString();
      expect(timesOf(data)).toMatchObject({ backends: [iso], health: [iso] });
    } finally {
      await fleet.stop();
    }
  });

  test('a machine that the vendor does not have is asked for again after ten seconds', async () => {
    let now = start;
    const fleet = await startFleet(topology('QINGCLOUD'), { now: () => now });
    const missing = '{ instance(account: "a", region: "pek3", vendorId: "i-notthere") { name } }';
    try {
      expect((await fleet.query(missing)).data).toEqual({ instance: null });
      now += 9_000;
      await fleet.query(missing);
      // In both places where it may be.
      expect(fleet.calls()).toBe(2);
      now += 2_000;
      await fleet.query(missing);
      expect(fleet.calls()).toBe(2);
    } finally {
      await fleet.stop();
    }
  });

  test('without a cache every request reads for itself, and no call twice', async () => {
    const fleet = await startFleet(topology('QINGCLOUD'), { cache: { enabled: false } });
    try {
      const { errors } = await fleet.query(
        `{ a: loadBalancers(first: 9) { nodes { name } } b: loadBalancers(first: 2) { totalCount } }`,
      );
      expect(errors).toEqual([]);
      expect(fleet.calls()).toBe(1);
      await fleet.query(query);
      expect(fleet.calls()).toBe(3);
    } finally {
      await fleet.stop();
    }
  });
});
