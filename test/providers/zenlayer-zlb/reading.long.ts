import { describe, expect, test } from 'vitest';
import { allBackends, trueTree } from '../../support/truth.js';
import { ask } from '../conformance/subject.js';
import { account, callsFor, withElastic } from './fleet.js';

const loadBalancers = 8;

interface Explained {
  readonly explain: { readonly calls: { readonly min: number; readonly max: number | null } };
}

/** What is selected of every load balancer, and the calls that it takes besides the one page of these. */
const costs: readonly (readonly [string, string, number])[] = [
  ['nothing below them', 'name addresses', 0],
  ['listeners', 'listeners(first: 50) { nodes { scheduler healthCheck { path } } }', loadBalancers],
  [
    'listeners and their backends',
    'listeners(first: 50) { nodes { port backends(first: 100) { nodes { port weight addresses } } } }',
    2 * loadBalancers,
  ],
  [
    'the same with health, which comes instead of the list without it',
    'listeners(first: 50) { nodes { port backends(first: 100) { nodes { port health vendorHealth } } } }',
    2 * loadBalancers,
  ],
  [
    'backends and the ids of their machines',
    'backends(first: 1000) { nodes { weight instance { vendorId } } }',
    loadBalancers,
  ],
  [
    'backends with what their rows tell of listeners',
    'backends(first: 1000) { nodes { health listener { name protocol port ports { from to } } } }',
    loadBalancers,
  ],
  [
    'backends with the rest of listeners',
    'backends(first: 1000) { nodes { listener { scheduler } } }',
    2 * loadBalancers,
  ],
  ['their health', 'health { total up down }', loadBalancers],
];

describe('what a query costs, cold', () => {
  test.each(costs)('of load balancers, %s', (_, selected, below) =>
    withElastic(async (fleet) => {
      const query = `{ loadBalancers(first: 100) { nodes { ${selected} } } }`;
      expect(await callsFor(fleet, query)).toBe(1 + below);
      // Once read, it costs none.
      expect(await callsFor(fleet, query)).toBe(0);
    }),
  );

  test('machines behind them: one call for 100 distinct ones', () =>
    withElastic(async (fleet) => {
      const query = `{ loadBalancers(first: 100) { nodes { backends(first: 1000) { nodes { instance { name createdAt } } } } } }`;
      const distinct = new Set(
        trueTree(fleet.simulator, account)
          .flatMap(allBackends)
          .flatMap(({ instance }) => (instance === null ? [] : [instance['vendorId']])),
      );
      expect(distinct.size).toBeGreaterThan(20);
      expect(await callsFor(fleet, query)).toBe(1 + loadBalancers + Math.ceil(distinct.size / 100));
    }));

  test('health after the backends: one call for each load balancer, and no list again', () =>
    withElastic(async (fleet) => {
      const of = (fields: string) =>
        `{ loadBalancers(first: 100) { nodes { backends(first: 1000) { nodes { ${fields} } } } } }`;
      await ask(fleet, of('weight'));
      expect(await callsFor(fleet, of('weight health'))).toBe(loadBalancers);
      expect(await callsFor(fleet, of('weight health addresses'))).toBe(0);
    }));

  test('all of it is foretold', () =>
    withElastic(async (fleet) => {
      await ask(fleet, '{ loadBalancers { totalCount } }');
      for (const [, selected, below] of costs) {
        const query = JSON.stringify(`{ loadBalancers(first: 100) { nodes { ${selected} } } }`);
        const { explain } = await ask<Explained>(fleet, `{ explain(query: ${query}) { calls { min max } } }`);
        const { min, max } = explain.calls;
        expect(min).toBeLessThanOrEqual(1 + below);
        expect(max ?? Infinity).toBeGreaterThanOrEqual(1 + below);
      }
    }));
});

// Rows in the order that the vendor has unless told otherwise are `settings.long.ts`'s.
describe('the answer is the inventory, whatever the order of rows, which no page tells', () => {
  test.each(['newest-first', 'by-id'])('rows in another order are the same ones: %s', (value) =>
    withElastic(
      async (fleet) => {
        const { loadBalancers: all } = await ask<Ids>(
          fleet,
          '{ loadBalancers(first: 100) { nodes { id vendorId backends(first: 1000) { nodes { id } } listeners(first: 50) { nodes { id backends(first: 1000) { nodes { id } } } } } } }',
        );
        const truth = new Map(trueTree(fleet.simulator, account).map((row) => [row['vendorId'], row]));
        expect(all.nodes).toHaveLength(truth.size);
        for (const { vendorId, listeners, backends } of all.nodes) {
          const loadBalancer = truth.get(vendorId);
          if (loadBalancer === undefined) throw new Error(`no load balancer ${vendorId}`);
          const throughListeners = listeners.nodes.flatMap((listener) => listener.backends.nodes);
          expect(new Set(throughListeners.map(({ id }) => id)).size).toBe(allBackends(loadBalancer).length);
          expect(sortedIds(backends.nodes)).toEqual(sortedIds(throughListeners));
        }
      },
      { settings: { 'zenlayer.row-order': value } },
    ),
  );
});

function sortedIds(nodes: Connection['nodes']): readonly string[] {
  return nodes.map(({ id }) => id).sort();
}

interface Connection {
  readonly nodes: readonly { readonly id: string }[];
}

interface Ids {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly id: string;
      readonly vendorId: string;
      readonly backends: Connection;
      readonly listeners: {
        readonly nodes: readonly { readonly id: string; readonly backends: Connection }[];
      };
    }[];
  };
}

describe('what is gone', () => {
  test.each(['404', 'empty'])('behind a load balancer is null by its id, and no error: %s', (value) =>
    withElastic(async (fleet) => {
      const data = await ask<Ids>(
        fleet,
        '{ loadBalancers(first: 100) { nodes { id vendorId backends(first: 1) { nodes { id } } listeners(first: 50) { nodes { id backends(first: 50) { nodes { id } } } } } } }',
      );
      const gone = data.loadBalancers.nodes.find(({ listeners }) =>
        listeners.nodes.some(({ backends }) => backends.nodes.length > 0),
      );
      const listener = gone?.listeners.nodes.find(({ backends }) => backends.nodes.length > 0);
      const backend = listener?.backends.nodes[0];
      if (gone === undefined || listener === undefined || backend === undefined) throw new Error('none');
      await withElastic(
        async (cold) => {
          cold.simulator.mutate({ op: 'remove', account, kind: 'loadBalancer', id: gone.vendorId });
          for (const { id } of [gone, listener, backend]) {
            const found = await cold.query(`{ node(id: "${id}") { id ... on Backend { health } } }`);
            expect(found).toMatchObject({ data: { node: null }, errors: [] });
          }
        },
        { settings: { 'zenlayer-zlb.unknown-load-balancer': value } },
      );
    }),
  );
});

interface Found {
  readonly backends: { readonly totalCount: number; readonly nodes: readonly { readonly id: string }[] };
}

describe('what sends traffic somewhere', () => {
  test('is found by machine and by address, by reading all backends once', () =>
    withElastic(async (fleet) => {
      const backends = trueTree(fleet.simulator, account).flatMap(allBackends);
      const machine = backends.find(
        ({ instance }) => instance !== null && instance['status'] !== 'NOT_FOUND',
      );
      const plain = backends.find(({ instance }) => instance === null);
      if (machine === undefined || plain === undefined) throw new Error('too few');
      const [address = ''] = plain['addresses'] as readonly string[];
      const machineId = String(machine.instance?.['vendorId']);
      const ofMachine = await ask<{ instance: { id: string; backends: { totalCount: number } } }>(
        fleet,
        `{ instance(account: "${account}", vendorId: "${machineId}") { id backends { totalCount } } }`,
      );
      const bound = backends.filter(({ instance }) => instance?.['vendorId'] === machineId);
      expect(ofMachine.instance.backends.totalCount).toBe(bound.length);
      fleet.calls();
      const data = await ask<Found>(
        fleet,
        `{ backends(first: 100, filter: { address: ["${address}"] }) { totalCount nodes { id } } }`,
      );
      const there = backends.filter(({ addresses }) => (addresses as readonly string[]).includes(address));
      expect(data.backends.totalCount).toBe(there.length);
      expect(fleet.calls()).toBe(0);
    }));

  test('by a name or an id is nothing, and asks nothing below load balancers', () =>
    withElastic(async (fleet) => {
      const data = await ask<Found>(
        fleet,
        '{ backends(filter: { name: ["web"] }) { totalCount nodes { id } } }',
      );
      expect(data.backends).toEqual({ totalCount: 0, nodes: [] });
      expect(fleet.calls()).toBeLessThanOrEqual(1 + loadBalancers);
    }));
});
