import { afterEach, expect, test } from 'vitest';
import type { InventoryAccount } from '../../src/simulator/inventory.js';
import { clbAccount } from '../gateway/tencent-accounts.js';
import { startFleet, type Fleet } from '../support/gateway.js';

let fleet: Fleet | undefined;
afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

const region = 'ap-guangzhou';

async function open(
  profile: 'cn-2014' | 'cn-2018',
): Promise<{ readonly fleet: Fleet; readonly truth: InventoryAccount }> {
  const account = clbAccount('t', profile, {
    classic: 6,
    application: profile === 'cn-2014' ? 0 : 3,
    backends: 60,
  });
  fleet = await startFleet({ seed: 9, accounts: [account] });
  const [truth] = fleet.simulator.inventory().accounts;
  if (truth === undefined) throw new Error('no account');
  return { fleet, truth };
}

interface Found {
  readonly instance: {
    readonly name?: string;
    readonly createdAt?: string;
    readonly loadBalancers: {
      readonly totalCount: number;
      readonly nodes: readonly { readonly vendorId: string }[];
      readonly coverage: { readonly exact: boolean };
    };
  } | null;
}

const owners = (vendorId: string, fields = '') =>
  `{ instance(account: "t", region: "${region}", vendorId: "${vendorId}") { ${fields}
    loadBalancers(first: 50) { totalCount nodes { vendorId } coverage { exact } } } }`;

function behind({ loadBalancers }: InventoryAccount, machine: string): readonly string[] {
  return loadBalancers
    .filter(({ listeners, backends }) =>
      [...listeners.flatMap((listener) => listener.backends), ...backends].some(
        ({ target }) => target.__typename === 'Instance' && target.vendorId === machine,
      ),
    )
    .map(({ vendorId }) => vendorId);
}

test.each(['cn-2014', 'cn-2018'] as const)(
  'the load balancers of each machine are those of the inventory, without the listeners of any: edition %s',
  async (profile) => {
    const { fleet: running, truth } = await open(profile);
    let most = 0;
    for (const { vendorId } of truth.instances.slice(0, 5)) {
      const { data, errors } = await running.query<Found>(owners(vendorId));
      expect(errors).toEqual([]);
      const wanted = behind(truth, vendorId);
      most = Math.max(most, wanted.length);
      expect(data.instance?.loadBalancers).toEqual({
        totalCount: wanted.length,
        nodes: wanted.map((id) => ({ vendorId: id })),
        coverage: { exact: true },
      });
    }
    expect(most).toBeGreaterThan(1);
    const called = Object.keys(running.simulator.calls().byAction);
    expect(called).toContain('TENCENT_CLB DescribeLoadBalancerBackends');
    expect(called).not.toContain('TENCENT_CLB DescribeLoadBalancerListeners');
  },
);

test('a machine that was only named is looked up before anything is told of it', async () => {
  const { fleet: running, truth } = await open('cn-2018');
  for (const machine of truth.instances.slice(0, 5)) await running.query(owners(machine.vendorId));
  for (const { vendorId, name } of truth.instances.slice(0, 5)) {
    const { data, errors } = await running.query<Found>(owners(vendorId, 'name createdAt'));
    expect(errors).toEqual([]);
    expect(data.instance).toMatchObject({ name });
    expect(Date.parse(data.instance?.createdAt ?? '')).toBeGreaterThan(0);
  }
});

test('backends that are at hand tell it without a call, and no backend is at the load balancer itself', async () => {
  const { fleet: running, truth } = await open('cn-2018');
  const tree =
    '{ loadBalancers(first: 50) { nodes { backends(first: 200) { nodes { listener { id } port } } } } }';
  const { errors } = await running.query(tree);
  expect(errors).toEqual([]);
  await running.query('{ instances(first: 200) { nodes { privateAddresses } } }');
  running.simulator.clearCalls();
  for (const { vendorId } of truth.instances.slice(0, 5)) await running.query(owners(vendorId));
  const called = Object.keys(running.simulator.calls().byAction);
  expect(called.filter((action) => action !== 'TENCENT_CLB DescribeLoadBalancers')).toEqual([]);
});
