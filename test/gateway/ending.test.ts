import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet, type FleetOptions } from '../support/gateway.js';

const topology: Topology = {
  seed: 5,
  accounts: [
    {
      id: 'q',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['pek3'],
      loadBalancers: 5,
      listeners: 9,
      backends: 30,
      instances: 12,
    },
    {
      id: 'z',
      provider: 'ZENLAYER_BMC',
      api: 'v2',
      regions: ['HKG-A'],
      loadBalancers: 40,
      listeners: 80,
      backends: 200,
      instances: 30,
    },
  ],
};

const tree =
  '{ loadBalancers(first: 50) { nodes { name listeners(first: 9) { nodes { backends(first: 9) { nodes { weight } } } } } } }';

let fleet: Fleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

async function start(options?: FleetOptions): Promise<Fleet> {
  fleet = await startFleet(topology, options);
  return fleet;
}

/** Waits until something holds; the test's own time-out ends it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a client that leaves', () => {
  test('takes its upstream calls with it: running ones end, waiting ones are never sent', async () => {
    const { query, simulator } = await start();
    simulator.setFaults([{ account: 'z', action: 'DescribeBackends', kind: 'hang' }]);
    const leaving = new AbortController();
    const left = query(tree, {}, leaving.signal).catch(() => 'left');
    const hanging = () =>
      simulator.calls().calls.filter(({ action }) => action === 'DescribeBackends').length;
    await until(() => hanging() === 16);
    leaving.abort();
    expect(await left).toBe('left');
    // A place that the client's calls had taken is free again: the next question is answered though 16 calls hung.
    simulator.setFaults([]);
    const { errors } = await query('{ account(id: "z") { instances(first: 3) { totalCount } } }');
    expect(errors).toEqual([]);
    expect(hanging()).toBe(16);
  });

  test('does not take what another one waits for', async () => {
    const { query, simulator, calls } = await start({ latencyMs: 150 });
    const leaving = new AbortController();
    const names = '{ loadBalancers(first: 50) { nodes { name } } }';
    const left = query(names, {}, leaving.signal).catch(() => 'left');
    await until(() => simulator.calls().total === 1);
    const staying = query<{ loadBalancers: { nodes: unknown[] } }>(names);
    await new Promise((resolve) => setTimeout(resolve, 60));
    leaving.abort();
    expect(await left).toBe('left');
    const { data, errors } = await staying;
    expect(errors).toEqual([]);
    expect(data.loadBalancers.nodes).toHaveLength(45);
    expect(calls()).toBe(2);
  });
});

describe('a deadline', () => {
  test('of the request holds when memory is collected meanwhile', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const { query, simulator } = await start({
      limits: { upstreamTimeoutMs: 60_000, requestDeadlineMs: 600 },
    });
    simulator.setFaults([{ account: 'z', kind: 'hang' }]);
    const collecting = setInterval(collect, 100);
    try {
      // Without the deadline the test's own time-out would end it.
      const { errors } = await query('{ loadBalancers(first: 50) { nodes { name } } }');
      expect(errors).toMatchObject([{ extensions: { code: 'REQUEST_TIMEOUT', account: 'z' } }]);
    } finally {
      clearInterval(collecting);
    }
  });

  test('of an attempt gives the other accounts’ data and a coded error', async () => {
    const { query, simulator } = await start({ limits: { upstreamTimeoutMs: 200 } });
    simulator.setFaults([{ account: 'q', kind: 'hang' }]);
    const { data, errors } = await query<{ loadBalancers: { nodes: unknown[] } }>(
      '{ loadBalancers(first: 50) { nodes { name } } }',
    );
    expect(data.loadBalancers.nodes).toHaveLength(40);
    expect(errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_TIMEOUT', account: 'q', retryable: true } },
    ]);
    expect(simulator.calls().calls.filter(({ account }) => account === 'q')).toHaveLength(1);
  });

  test('of the request ends what still hangs, with what was read by then', async () => {
    const { query, simulator } = await start({ limits: { requestDeadlineMs: 700 } });
    simulator.setFaults([{ account: 'z', action: 'DescribeBackends', kind: 'hang' }]);
    const { status, data, errors } = await query<{ loadBalancers: { nodes: { name: string | null }[] } }>(
      tree,
    );
    expect(status).toBe(200);
    expect(data.loadBalancers.nodes).toHaveLength(45);
    expect(errors).toHaveLength(80);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['REQUEST_TIMEOUT']));
  });
});
