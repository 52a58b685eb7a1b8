import { afterEach, describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet, type FleetOptions } from '../support/gateway.js';
import { allInstances, answeredTree, trueTree } from '../support/truth.js';

let fleet: Fleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

/** In each region one machine that is a cluster node, and backends that name it, a terminated one and one that is no more. */
const topology: Topology = {
  seed: 5,
  accounts: [
    {
      id: 'q',
      provider: 'QINGCLOUD',
      api: 'v1',
      profile: 'appcenter',
      regions: ['pek3', 'gd2'],
      loadBalancers: 6,
      listeners: 12,
      backends: 40,
      instances: 20,
    },
  ],
};

async function start(given: Topology = topology, options?: FleetOptions): Promise<Fleet> {
  fleet = await startFleet(given, options);
  return fleet;
}

/** The cluster nodes by the simulator's truth: neither listed nor terminated. */
function clusterNodes({ simulator }: Fleet) {
  const [account] = simulator.inventory('q').accounts;
  return account?.byIdOnly.instances.filter(({ status }) => status !== 'TERMINATED') ?? [];
}

function targets({ simulator }: Fleet, region: string): ReadonlySet<string> {
  const [account] = simulator.inventory('q').accounts;
  const backends = account?.loadBalancers
    .filter((loadBalancer) => loadBalancer.region === region)
    .flatMap(({ listeners }) => listeners.flatMap((listener) => listener.backends));
  return new Set(
    backends?.flatMap(({ target }) => (target.__typename === 'Instance' ? [target.vendorId] : [])),
  );
}

/** The ids of each call for instances, by whether cluster nodes were asked for. */
function lookUps({ simulator }: Fleet) {
  const calls = simulator.calls().calls.filter(({ action }) => action === 'DescribeInstances');
  const idsOf = (params: Readonly<Record<string, unknown>>) =>
    Object.entries(params).flatMap(([name, value]) => (name.startsWith('instances.') ? [value] : []));
  const isSecond = ({ params }: (typeof calls)[number]) => params['is_cluster_node'] === '1';
  return {
    first: calls
      .filter((call) => !isSecond(call))
      .map(({ region, params }) => ({ region, ids: idsOf(params) })),
    second: calls.filter(isSecond).map(({ region, params }) => ({ region, ids: idsOf(params) })),
  };
}

const machines = (fields: string) =>
  `{ loadBalancers(first: 100) { nodes { region backends(first: 200) { nodes { instance { vendorId ${fields} } } } } } }`;

interface Machines {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly region: string;
      readonly backends: {
        readonly nodes: readonly {
          readonly instance: ({ readonly vendorId: string } & Readonly<Record<string, unknown>>) | null;
        }[];
      };
    }[];
  };
}

function machinesIn({ loadBalancers }: Machines) {
  return loadBalancers.nodes.flatMap(({ backends }) =>
    backends.nodes.flatMap(({ instance }) => (instance === null ? [] : [instance])),
  );
}

describe('a backend whose machine is a node of a cluster', () => {
  test('has all of the machine, as the inventory has it', async () => {
    const started = await start();
    expect(clusterNodes(started)).toHaveLength(2);
    for (const { vendorId, region } of clusterNodes(started)) {
      expect(targets(started, region ?? '')).toContain(vendorId);
    }
    expect(await answeredTree(started, 'q')).toEqual(trueTree(started.simulator, 'q'));
  });

  test('costs one further batch for all machines of a region that were not found', async () => {
    const started = await start();
    const { errors } = await started.query(machines('createdAt'));
    expect(errors).toEqual([]);
    const { first, second } = lookUps(started);
    expect(first.map(({ region }) => region).sort()).toEqual(['gd2', 'pek3']);
    expect(second.map(({ region }) => region).sort()).toEqual(['gd2', 'pek3']);
    const [account] = started.simulator.inventory('q').accounts;
    const nodes = clusterNodes(started).map(({ vendorId }) => vendorId);
    const plain = [...(account?.instances ?? []), ...(account?.byIdOnly.instances ?? [])]
      .map(({ vendorId }) => vendorId)
      .filter((vendorId) => !nodes.includes(vendorId));
    for (const { region, ids } of second) {
      const notFound = [...targets(started, region ?? '')].filter((id) => !plain.includes(id));
      expect(notFound.length).toBeGreaterThan(1);
      expect([...ids].sort()).toEqual(notFound.sort());
    }
  });

  test('costs nothing further while it is warm, nor for what the row tells', async () => {
    const { query, calls } = await start();
    await query(machines('kind region account { id }'));
    calls();
    await query(machines('createdAt'));
    expect(calls()).toBe(4);
    await query(machines('name status zone privateAddresses vendorFields'));
    expect(calls()).toBe(0);
  });

  test('shares that batch over several batches of ids', async () => {
    const large: Topology = {
      seed: 6,
      accounts: topology.accounts.map((account) => ({
        ...account,
        regions: ['pek3'],
        loadBalancers: 40,
        listeners: 80,
        backends: 900,
        instances: 320,
      })),
    };
    const started = await start(large);
    const { errors } = await started.query(machines('createdAt'));
    expect(errors).toEqual([]);
    const distinct = targets(started, 'pek3').size;
    expect(distinct).toBeGreaterThan(200);
    const { first, second } = lookUps(started);
    expect(first).toHaveLength(Math.ceil(distinct / 100));
    expect(second).toHaveLength(1);
  });
});

describe('the machine itself', () => {
  test('is found by its vendor id and by its node id, cold', async () => {
    const started = await start();
    for (const { vendorId, region, name, createdAt } of clusterNodes(started)) {
      const { data, errors } = await started.query<{ instance: { id: string } }>(
        'query ($region: String!, $vendorId: ID!) { instance(account: "q", region: $region, vendorId: $vendorId) { id vendorId name status createdAt } }',
        { region, vendorId },
      );
      expect(errors).toEqual([]);
      expect(data.instance).toMatchObject({ vendorId, name, createdAt, status: 'RUNNING' });
      const again = await startFleet(topology);
      try {
        const byNode = await again.query(
          'query ($id: ID!) { node(id: $id) { id ... on Instance { vendorId name } } }',
          {
            id: data.instance.id,
          },
        );
        expect(byNode).toMatchObject({
          errors: [],
          data: { node: { id: data.instance.id, vendorId, name } },
        });
        expect(again.calls()).toBe(2);
      } finally {
        await again.stop();
      }
    }
  });

  test('is shown by no list', async () => {
    const started = await start();
    const { data, errors } = await started.query<{
      instances: { totalCount: number; nodes: { vendorId: string }[] };
    }>(allInstances, { account: ['q'], first: 100 });
    expect(errors).toEqual([]);
    expect(data.instances.totalCount).toBe(40);
    const listed = data.instances.nodes.map(({ vendorId }) => vendorId);
    for (const { vendorId } of clusterNodes(started)) expect(listed).not.toContain(vendorId);
  });

  test('that is known nowhere is not found, by two calls, and not asked for again for ten seconds', async () => {
    let now = Date.parse('2026-03-01T00:00:00.000Z');
    const { query, calls } = await start(topology, { now: () => now });
    const look = () => query('{ instance(account: "q", region: "pek3", vendorId: "i-nosuchid") { id } }');
    expect(await look()).toMatchObject({ errors: [], data: { instance: null } });
    expect(calls()).toBe(2);
    now += 10_000;
    expect(await look()).toMatchObject({ errors: [], data: { instance: null } });
    expect(calls()).toBe(0);
    now += 1;
    await look();
    expect(calls()).toBe(2);
  });
});

describe('a second look that fails', () => {
  const oneRegion: Topology = {
    ...topology,
    accounts: topology.accounts.map((account) => ({ ...account, regions: ['pek3'] })),
  };

  test.each([
    ['http500', 'UPSTREAM_UNAVAILABLE'],
    ['auth', 'UPSTREAM_UNAUTHENTICATED'],
  ])('%s: what was not found is in error, not missing; what was found stays', async (kind, code) => {
    const started = await start(oneRegion);
    started.simulator.setFaults([{ action: 'DescribeInstances', skip: 1, kind }]);
    const { data, errors } = await started.query<Machines>(machines('createdAt status: vendorStatus'));
    const { first, second } = lookUps(started);
    expect(first).toHaveLength(1);
    expect(second.length).toBeGreaterThan(0);
    const sought = new Set(second.flatMap(({ ids }) => ids));
    const inError = new Set<string>();
    for (const { vendorId, createdAt } of machinesIn(data)) {
      if (sought.has(vendorId)) expect(createdAt).toBeNull();
      else expect(createdAt).not.toBeNull();
      if (sought.has(vendorId)) inError.add(vendorId);
    }
    expect(inError.size).toBeGreaterThan(1);
    expect(errors.length).toBeGreaterThan(0);
    for (const { extensions, path } of errors) {
      expect(extensions).toMatchObject({ code, account: 'q', region: 'pek3', action: 'DescribeInstances' });
      expect(path).toContain('instance');
    }
    started.simulator.setFaults([]);
    const { errors: later } = await started.query(machines('createdAt'));
    expect(later).toEqual([]);
  });

  test.each(['wrong-type', 'short-page'])(
    '%s in the first look: what the second one finds is there, the rest is in error',
    async (kind) => {
      const started = await start(oneRegion);
      started.simulator.setFaults([{ action: 'DescribeInstances', count: 1, kind }]);
      const { data, errors } = await started.query<Machines>(machines('createdAt'));
      const [node] = clusterNodes(started);
      const ofNode = machinesIn(data).filter(({ vendorId }) => vendorId === node?.vendorId);
      expect(ofNode.length).toBeGreaterThan(0);
      for (const { createdAt } of ofNode) expect(createdAt).toBe(node?.createdAt);
      // One row of the first answer was lost, and one id is known nowhere: which is which cannot be told.
      const without = machinesIn(data).filter(({ createdAt }) => createdAt === null);
      expect(new Set(without.map(({ vendorId }) => vendorId)).size).toBe(2);
      expect(errors).toHaveLength(without.length);
      for (const { extensions } of errors) expect(extensions.code).toBe('UPSTREAM_INVALID_RESPONSE');
    },
  );
});
