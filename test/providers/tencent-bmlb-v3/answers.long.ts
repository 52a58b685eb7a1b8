import { afterEach, describe, expect, test } from 'vitest';
import type { Simulator, Topology } from '../../../src/simulator/simulator.js';
import { startFleet, type Fleet, type FleetOptions } from '../../support/gateway.js';
import { answeredTree, trueTree } from '../../support/truth.js';
import { source } from '../tencent-bmlb/setup.js';
import { formOf, provider } from './setup.js';

const id = 'bm';

/** The fleet of the design's cost table. */
const costs = {
  ...{ loadBalancers: 40, listeners: 120, l7Listeners: 80, rulesPerL7Listener: 5 },
  ...{ backends: 900, instances: 120, vmIps: 5 },
};
const small = {
  ...{ loadBalancers: 3, listeners: 7, l7Listeners: 2, rulesPerL7Listener: 3 },
  ...{ backends: 40, instances: 12, vmIps: 3 },
};

const open: Fleet[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((fleet) => fleet.stop()));
});

function topologyOf(totals: typeof small): Topology {
  const account = { id, provider: 'TENCENT_BMLB', api: 'v3', regions: ['ap-guangzhou'], ...totals };
  return { seed: 7, accounts: [account] };
}

async function start(totals: typeof small, options?: FleetOptions): Promise<Fleet> {
  const fleet = await startFleet(topologyOf(totals), options);
  open.push(fleet);
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
    // Nothing ages while calls are counted, however busy the machine is.
    const asOf = Date.now();
    const started = await start(costs, { now: () => asOf });
    await ask(started, tree('name healthCheck { enabled } vendorFields', 'port weight health'));
    expect(called(started)).toEqual({
      DescribeLoadBalancers: 1,
      DescribeL4Listeners: 40,
      DescribeL7ListenerInfo: 40,
      DescribeL4Backends: 120,
    });
  });

  test('listeners by protocol, port and status alone: 41', async () => {
    const started = await start(costs);
    await ask(
      started,
      '{ loadBalancers(first: 50) { nodes { listeners(first: 50) { totalCount nodes { protocol port status } } } } }',
    );
    expect(called(started)).toEqual({ DescribeLoadBalancers: 1, DescribeLoadBalancerPortInfo: 40 });
  });
});

describe('what is answered', () => {
  test('is the inventory, value by value, rules with their backends too', async () => {
    const started = await start(small);
    expect(await answeredTree(started, id)).toEqual(trueTree(started.simulator, id));
  });

  test('tells no expected number where the vendor tells no total, and does for lists with pages', async () => {
    const started = await start(small);
    const counts = 'totalCount coverage { exact expected }';
    interface Counts {
      readonly totalCount: number;
      readonly coverage: { readonly exact: boolean; readonly expected: number | null };
    }
    interface Answer {
      readonly loadBalancers: Counts & { readonly nodes: readonly { readonly listeners: Counts }[] };
      readonly instances: Counts;
    }
    const { loadBalancers, instances } = await ask<Answer>(
      started,
      `{ loadBalancers { ${counts} nodes { listeners { ${counts} } } } instances { ${counts} } }`,
    );
    expect(loadBalancers.coverage).toEqual({ exact: true, expected: 3 });
    expect(instances.coverage).toEqual({ exact: true, expected: 12 });
    for (const { listeners } of loadBalancers.nodes) {
      expect(listeners.coverage).toEqual({ exact: true, expected: null });
    }
  });
});

describe('what is not there', () => {
  test('a machine in the recycle bin, for which there is no call, is not found by one look-up', async () => {
    const started = await start(small);
    const [returned] = truth(started.simulator).byIdOnly.instances;
    const vendorId = String(returned?.vendorId);
    started.simulator.clearCalls();
    const { instance } = await ask<{ instance: unknown }>(
      started,
      `{ instance(account: "bm", region: "ap-guangzhou", vendorId: "${vendorId}") { vendorId } }`,
    );
    expect(instance).toBeNull();
    expect(called(started)).toEqual({ DescribeDevices: 1 });
  });

  interface Ids {
    readonly loadBalancers: {
      readonly nodes: readonly {
        readonly id: string;
        readonly vendorId: string;
        readonly listeners: {
          readonly nodes: readonly {
            readonly id: string;
            readonly rules: { readonly nodes: readonly { readonly id: string }[] };
            readonly backends: { readonly nodes: readonly { readonly id: string }[] };
          }[];
        };
      }[];
    };
  }
  const ids =
    '{ loadBalancers { nodes { id vendorId listeners(first: 50) { nodes { id rules { nodes { id } } backends(first: 100) { nodes { id } } } } } } }';

  async function removed(settings: Readonly<Record<string, string>>) {
    const started = await start(small, { cache: { enabled: false } });
    started.simulator.putSettings(settings);
    const { loadBalancers } = await ask<Ids>(started, ids);
    const gone = loadBalancers.nodes.find(({ listeners }) =>
      listeners.nodes.some(({ rules }) => rules.nodes.length > 0),
    );
    if (gone === undefined) throw new Error('no load balancer has rules');
    const { id: loadBalancerId, vendorId, listeners } = gone;
    started.simulator.mutate({
      ...{ op: 'remove', account: id, region: 'ap-guangzhou', kind: 'loadBalancer' },
      id: vendorId,
    });
    const below = listeners.nodes.flatMap((listener) => [
      listener.id,
      ...listener.rules.nodes.map((rule) => rule.id),
      ...listener.backends.nodes.map((backend) => backend.id),
    ]);
    return { started, loadBalancerId, below };
  }
  const byId = 'query One($id: ID!) { node(id: $id) { id } }';

  test.each(['ResourceNotFound', 'empty'])(
    'a load balancer of which the vendor says %s is null by its id, and so is all that was below it',
    async (unknown) => {
      const { started, loadBalancerId, below } = await removed({
        'tencent-bmlb-v3.unknown-load-balancer': unknown,
      });
      for (const one of [loadBalancerId, ...below]) {
        expect(await ask(started, byId, { id: one })).toEqual({ node: null });
      }
      expect(below.length).toBeGreaterThan(3);
    },
  );

  test('where the vendor calls the id of one that is gone a wrong parameter, what was below it is an error, never an empty list', async () => {
    const { started, loadBalancerId, below } = await removed({
      'tencent-bmlb-v3.unknown-load-balancer': 'InvalidParameter',
    });
    expect(await ask(started, byId, { id: loadBalancerId })).toEqual({ node: null });
    for (const one of below) {
      const { data, errors } = await started.query(byId, { id: one });
      expect(data).toEqual({ node: null });
      expect(errors.map(({ extensions }) => extensions)).toMatchObject([
        { code: 'UPSTREAM_REJECTED', vendorCode: 'InvalidParameter', retryable: false },
      ]);
    }
  });
});

describe('a call that fails', () => {
  const response = (Code: string) =>
    JSON.stringify({ Response: { Error: { Code, Message: 'no' }, RequestId: 'r' } });

  test.each([
    ['ResourceNotFound', 'UPSTREAM_REJECTED', true, 'never'],
    ['ResourceInUse.FlowBusy', 'UPSTREAM_UNAVAILABLE', false, 'later'],
    ['FailedOperation', 'UPSTREAM_UNAVAILABLE', false, 'never'],
    ['InternalError', 'UPSTREAM_UNAVAILABLE', false, 'soon'],
    ['InvalidParameterValue.InvalidParameter', 'UPSTREAM_REJECTED', false, 'never'],
    ['RequestLimitExceeded', 'UPSTREAM_RATE_LIMITED', false, 'later'],
    ['AuthFailure.SignatureExpire', 'UPSTREAM_UNAUTHENTICATED', false, 'signed-again'],
  ])('with %s is %s', (vendorCode, code, notFound, repeat) => {
    const call = { form: formOf('instances'), source, subjects: [], page: { offset: 0, limit: 100 } };
    expect(provider.toAnswer(call, { status: 200, headers: {}, body: response(vendorCode) })).toMatchObject({
      ok: false,
      failure: { code, vendorCode, notFound, repeat, vendorRequestId: 'r' },
    });
  });
});
