import { afterEach, describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet, type FleetOptions } from '../support/gateway.js';
import { mixed } from './mixed-fleet.js';

let fleet: Fleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

async function start(topology: Topology, options?: FleetOptions): Promise<Fleet> {
  fleet = await startFleet(topology, options);
  return fleet;
}

/** The fleets of the design's cost table. */
const qingcloud: Topology = {
  seed: 7,
  accounts: [
    {
      id: 'q',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['pek3'],
      loadBalancers: 200,
      listeners: 500,
      backends: 2000,
      instances: 250,
    },
  ],
};

const zenlayer: Topology = {
  seed: 7,
  accounts: [
    {
      id: 'z',
      provider: 'ZENLAYER_BMC',
      api: 'v2',
      regions: ['HKG-A'],
      loadBalancers: 150,
      listeners: 300,
      backends: 900,
      instances: 120,
    },
  ],
};

const tree = (backendFields: string) =>
  `{ loadBalancers(first: 200) { nodes { name listeners(first: 50) { nodes { port backends(first: 100) { nodes { ${backendFields} } } } } } } }`;

interface Tree {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly listeners: {
        readonly nodes: readonly { readonly backends: { readonly nodes: readonly unknown[] } }[];
      };
    }[];
  };
}

/** How many load balancers, listeners and backends an answer holds. */
function sizes({ loadBalancers }: Tree): readonly number[] {
  const listeners = loadBalancers.nodes.flatMap((node) => node.listeners.nodes);
  return [
    loadBalancers.nodes.length,
    listeners.length,
    listeners.flatMap(({ backends }) => backends.nodes).length,
  ];
}

describe('the fewest upstream calls', () => {
  test('QingCloud, 200 load balancers, 500 listeners, 2000 backends, without health: 7', async () => {
    const { query, calls } = await start(qingcloud);
    const { data, errors } = await query<Tree>(tree('port weight'));
    expect(errors).toEqual([]);
    expect(sizes(data)).toEqual([200, 500, 2000]);
    expect(calls()).toBe(7);
  });

  test('the same with health: 22', async () => {
    const { query, calls } = await start(qingcloud);
    const { data, errors } = await query<Tree>(tree('port weight health'));
    expect(errors).toEqual([]);
    expect(sizes(data)).toEqual([200, 500, 2000]);
    expect(calls()).toBe(22);
  });

  test('Zenlayer, 150 load balancers, 300 listeners, both kinds of machine: 603', async () => {
    const { query, calls } = await start(zenlayer);
    const { data, errors } = await query<Tree>(tree('port weight health'));
    expect(errors).toEqual([]);
    expect(sizes(data)).toEqual([150, 300, 900]);
    expect(calls()).toBe(603);
  });

  test('Zenlayer, an account of bare metal only: 303', async () => {
    const { query, calls } = await start(
      { ...zenlayer, accounts: zenlayer.accounts.map((account) => ({ ...account, profile: 'bm-only' })) },
      { options: { z: { instanceTypes: ['BM'] } } },
    );
    const { data, errors } = await query<Tree>(tree('port weight'));
    expect(errors).toEqual([]);
    expect(sizes(data)).toEqual([150, 300, 900]);
    expect(calls()).toBe(303);
  });
});

describe('what a selection costs', () => {
  test('totalCount alone is one smallest call for each source', async () => {
    const { query, calls, simulator } = await start(mixed);
    const { data } = await query('{ loadBalancers { totalCount } }');
    expect(data).toEqual({ loadBalancers: { totalCount: 12 + 12 + 5 + 8 } });
    const sizes = simulator.calls().calls.map(({ params }) => Number(params['limit'] ?? params['pageSize']));
    // 10 is the smallest that QingCloud's documentation lists.
    expect(sizes).toEqual([10, 10, 10, 1]);
    expect(calls()).toBe(4);
  });

  test('totalCount beside a page costs nothing for the sources that the page was read from', async () => {
    const { query, calls } = await start(mixed);
    await query('{ loadBalancers(first: 50) { totalCount nodes { name } } }');
    expect(calls()).toBe(4);
  });

  test('sources that a page does not need are not asked', async () => {
    const { query, calls } = await start(mixed);
    const { data } = await query(
      '{ loadBalancers(first: 14) { coverage { sources answered exact } nodes { name } } }',
    );
    expect(data).toMatchObject({ loadBalancers: { coverage: { sources: 2, answered: 2, exact: true } } });
    expect(calls()).toBe(2);
  });

  const backends = (fields: string) =>
    `{ loadBalancers(first: 50) { nodes { listeners(first: 50) { nodes { backends(first: 100) { nodes { ${fields} } } } } } } }`;

  test('what a row tells of its machine costs no instance call', async () => {
    const { query, calls, simulator } = await start(mixed);
    const { errors } = await query(backends('instance { id vendorId kind region account { id } }'));
    expect(errors).toEqual([]);
    expect(Object.keys(simulator.calls().byAction).filter((action) => action.includes('Instances'))).toEqual(
      [],
    );
    calls();
  });

  test('a name costs instance calls only where the row does not carry it', async () => {
    const { query, simulator } = await start(mixed);
    await query(backends('instance { name }'));
    const { byAction } = simulator.calls();
    expect(byAction['ZENLAYER_BMC DescribeInstances']).toBeUndefined();
    expect(byAction['QINGCLOUD DescribeInstances']).toBeGreaterThan(0);
  });

  test('other fields cost one call for every 100 distinct machines, and one for all that were not found', async () => {
    const { query, simulator } = await start(mixed);
    const { data } = await query<Tree>(
      backends(
        'instance { vendorId createdAt } listener { vendorId } loadBalancer { region account { id } }',
      ),
    );
    interface Row {
      readonly instance: { readonly vendorId: string } | null;
      readonly loadBalancer: { readonly region: string | null; readonly account: { readonly id: string } };
    }
    const machines = new Map<string, Set<string>>();
    for (const { listeners } of data.loadBalancers.nodes) {
      for (const row of listeners.nodes.flatMap((node) => node.backends.nodes as readonly Row[])) {
        if (row.instance === null || row.loadBalancer.account.id === 'z1') continue;
        const source = `${row.loadBalancer.account.id} ${row.loadBalancer.region ?? ''}`;
        machines.set(source, (machines.get(source) ?? new Set()).add(row.instance.vendorId));
      }
    }
    const known = new Set(
      simulator
        .inventory()
        .accounts.flatMap(({ instances, byIdOnly }) => [...instances, ...byIdOnly.instances])
        .map(({ vendorId }) => vendorId),
    );
    const least = [...machines.values()].reduce(
      (sum, ids) => sum + Math.ceil(ids.size / 100) + ([...ids].every((id) => known.has(id)) ? 0 : 1),
      0,
    );
    expect(simulator.calls().byAction['QINGCLOUD DescribeInstances']).toBe(least);
  });

  test('no call is made twice in a request, however often it asks', async () => {
    const { query, simulator } = await start(mixed);
    const part = `nodes { name listeners(first: 50) { nodes { port backends(first: 100) { totalCount nodes { health instance { createdAt } } } } } }`;
    const { errors } = await query(
      `{ a: loadBalancers(first: 50) { totalCount ${part} } b: loadBalancers(first: 40) { ${part} } accounts { loadBalancers(first: 30) { ${part} } } }`,
    );
    expect(errors).toEqual([]);
    const made = simulator
      .calls()
      .calls.map(({ account, region, action, params }) => JSON.stringify([account, region, action, params]));
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made).size).toBe(made.length);
  });

  test('other fields of the same records cost nothing while they are warm', async () => {
    const { query, calls } = await start(mixed);
    await query(backends('weight instance { createdAt }'));
    expect(calls()).toBeGreaterThan(0);
    const { errors } = await query(
      `{ loadBalancers(first: 50) { totalCount nodes { id status vendorStatus scheme addresses domain networkId createdAt zone tags { key value } vendorFields asOf
          listeners(first: 50) { totalCount nodes { id name protocol ports { from to } scheduler sessionPersistence { type } healthCheck { protocol } status vendorFields asOf
            backends(first: 100) { totalCount nodes { id name port status vendorStatus addresses createdAt vendorFields asOf target { __typename }
              instance { id name zone status vendorStatus privateAddresses publicAddresses vendorFields asOf } } } } } } } }`,
    );
    expect(errors).toEqual([]);
    expect(calls()).toBe(0);
  });
});
