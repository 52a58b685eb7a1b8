import { afterEach, describe, expect, test } from 'vitest';
import type { Simulator, Topology } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet, type FleetOptions } from '../support/gateway.js';
import { answeredTree, trueTree, valueFields, type Row } from '../support/truth.js';

const id = 'bm';

/** The fleet of the design's cost table. */
const costs = {
  loadBalancers: 40,
  application: 0,
  listeners: 120,
  l7Listeners: 80,
  rulesPerL7Listener: 5,
  backends: 900,
  instances: 120,
  vmIps: 5,
};
const small = {
  loadBalancers: 3,
  listeners: 7,
  l7Listeners: 2,
  rulesPerL7Listener: 3,
  backends: 40,
  instances: 12,
  vmIps: 3,
};

let fleet: Fleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

async function start(totals: typeof small, options?: FleetOptions): Promise<Fleet> {
  const account = { id, provider: 'TENCENT_BMLB', api: 'v2', regions: ['ap-guangzhou'], ...totals };
  // Nothing ages while calls are counted, however busy the machine is.
  const asOf = Date.now();
  fleet = await startFleet({ seed: 7, accounts: [account] } satisfies Topology, {
    now: () => asOf,
    ...options,
  });
  return fleet;
}

function truth(simulator: Simulator) {
  const [account] = simulator.inventory(id).accounts;
  if (account === undefined) throw new Error('no such account');
  return account;
}

async function ask<Data>({ query }: Fleet, text: string, variables = {}): Promise<Data> {
  const { data, errors } = await query<Data>(text, variables);
  expect(errors).toEqual([]);
  return data;
}

/** How often each action was called, by its name alone. */
function called({ simulator }: Fleet): Readonly<Record<string, number>> {
  const { byAction } = simulator.calls();
  return Object.fromEntries(
    Object.entries(byAction).map(([action, count]) => [action.replace('TENCENT_BMLB ', ''), count]),
  );
}

describe('the fewest upstream calls', () => {
  const tree = (listener: string, backend: string) => `{ loadBalancers(first: 50) { nodes { name
    listeners(first: 50) { totalCount nodes { ${listener} backends(first: 1000) { totalCount nodes { ${backend} } }
      rules(first: 50) { totalCount nodes { domain path backends(first: 1000) { nodes { ${backend} } } } } } } } } }`;

  test('40 load balancers, each with 3 listeners of layer 4 and 2 of layer 7 with 5 rules: 201', async () => {
    const started = await start(costs);
    await ask(started, tree('name healthCheck { enabled } vendorFields', 'port weight health'));
    expect(called(started)).toEqual({
      DescribeBmLoadBalancers: 1,
      DescribeBmListeners: 40,
      DescribeBmForwardListenerInfo: 40,
      DescribeBmL4ListenerBackends: 120,
    });
    expect(started.calls()).toBe(201);
    await ask(started, tree('name healthCheck { enabled } vendorFields', 'port weight health'));
    expect(started.calls()).toBe(0);
  });

  test('with little of each listener the common list tells it: a load balancer without layer 7 costs no other', async () => {
    const started = await start(small);
    await ask(started, tree('protocol port', 'port'));
    const ofLayer7 = truth(started.simulator).loadBalancers.filter(({ listeners }) =>
      listeners.some(({ protocol }) => protocol.startsWith('HTTP')),
    );
    expect(ofLayer7.length).toBeLessThan(small.loadBalancers);
    expect(called(started)).toEqual({
      DescribeBmLoadBalancers: 1,
      DescribeBmVportInfo: small.loadBalancers,
      DescribeBmForwardListenerInfo: ofLayer7.length,
      DescribeBmL4ListenerBackends: small.listeners,
    });
  });

  test('listeners by protocol, port and status alone: 41, and as many for their number', async () => {
    const started = await start(costs);
    await ask(started, '{ loadBalancers(first: 50) { nodes { listeners { totalCount } } } }');
    expect(called(started)).toEqual({ DescribeBmLoadBalancers: 1, DescribeBmVportInfo: 40 });
    await ask(
      started,
      '{ loadBalancers(first: 50) { nodes { listeners(first: 50) { nodes { protocol port status } } } } }',
    );
    expect(started.calls()).toBe(41);
  });

  test('a machine costs nothing by what backends tell of it, and is looked up 100 to a call by the rest', async () => {
    const started = await start(costs);
    const instance = (fields: string) =>
      `{ loadBalancers(first: 50) { nodes { backends(first: 1000) { nodes { target { __typename } instance { ${fields} } } } } } }`;
    await ask(started, instance('id vendorId kind name privateAddresses region account { id }'));
    expect(Object.keys(called(started)).filter((action) => action.includes('Device'))).toEqual([]);
    started.calls();
    await ask(started, instance('status'));
    const { DescribeDevice, ...others } = called(started);
    const machines = new Set(
      trueTree(started.simulator, id).flatMap(({ listeners }) =>
        listeners.flatMap(({ backends }) =>
          backends.flatMap(({ instance: machine }) => machine?.['vendorId'] ?? []),
        ),
      ),
    );
    expect(DescribeDevice).toBe(Math.ceil(machines.size / 100));
    // One call more for those that are not in use.
    expect(others).toEqual({ DescribeDeviceTrash: 1 });
  });
});

describe('what is answered', () => {
  test('is the inventory, value by value, rules with their backends too', async () => {
    const started = await start(small);
    expect(await answeredTree(started, id)).toEqual(trueTree(started.simulator, id));
  });

  test('has machines and bare addresses as targets, at both layers', async () => {
    const started = await start({ ...small, vmIps: 12, backends: 60 });
    await answeredTree(started, id);
    interface Answer {
      readonly loadBalancers: {
        readonly nodes: readonly {
          readonly backends: {
            readonly nodes: readonly {
              readonly rule: object | null;
              readonly target: Row;
              readonly instance: object | null;
            }[];
          };
        }[];
      };
    }
    const { loadBalancers } = await ask<Answer>(
      started,
      '{ loadBalancers { nodes { backends(first: 1000) { nodes { rule { vendorId } instance { vendorId } target { __typename ... on Instance { vendorId } ... on IpTarget { address } } } } } } }',
    );
    const backends = loadBalancers.nodes.flatMap((node) => node.backends.nodes);
    const kinds = new Set(
      backends.map(
        ({ rule, target }) => `${rule === null ? 'layer 4' : 'layer 7'} ${String(target['__typename'])}`,
      ),
    );
    expect([...kinds].sort()).toEqual([
      'layer 4 Instance',
      'layer 4 IpTarget',
      'layer 7 Instance',
      'layer 7 IpTarget',
    ]);
    for (const { target, instance } of backends) {
      expect(instance).toEqual(target['__typename'] === 'Instance' ? { vendorId: target['vendorId'] } : null);
    }
  });

  test('of a machine in the recycle bin comes from there, by a call made after the first', async () => {
    const started = await start(small);
    const [returned] = truth(started.simulator).byIdOnly.instances;
    if (returned === undefined) throw new Error('nothing was returned');
    const { instance } = await ask<{ instance: Row }>(
      started,
      `{ instance(account: "bm", region: "ap-guangzhou", vendorId: "${returned.vendorId}") { region ${valueFields.instance} } }`,
    );
    expect(instance).toEqual(returned);
    expect(instance['status']).toBe('TERMINATED');
    expect(called(started)).toEqual({ DescribeDevice: 1, DescribeDeviceTrash: 1 });
  });

  test('tells no expected number where the vendor tells none', async () => {
    const started = await start(small);
    const counts = 'totalCount coverage { exact expected seen }';
    interface Counts {
      readonly totalCount: number;
      readonly coverage: { readonly exact: boolean; readonly expected: number | null; readonly seen: number };
    }
    interface Answer {
      readonly loadBalancers: Counts & {
        readonly nodes: readonly {
          readonly listeners: Counts & { readonly nodes: readonly { rules: Counts; backends: Counts }[] };
        }[];
      };
    }
    const { loadBalancers } = await ask<Answer>(
      started,
      `{ loadBalancers { ${counts} nodes { listeners { ${counts} nodes { vendorFields rules(first: 100) { ${counts} nodes { vendorId } } backends(first: 1000) { ${counts} nodes { port } } } } } } }`,
    );
    const expected = ({ totalCount, coverage }: Counts) => {
      expect(coverage).toMatchObject({ exact: true, seen: totalCount });
      return coverage.expected;
    };
    expect(expected(loadBalancers)).toBe(3);
    for (const { listeners } of loadBalancers.nodes) {
      expect(expected(listeners)).toBe(listeners.totalCount);
      for (const { rules, backends } of listeners.nodes) {
        expect([expected(rules), expected(backends)]).toEqual([null, null]);
      }
    }
  });
});
