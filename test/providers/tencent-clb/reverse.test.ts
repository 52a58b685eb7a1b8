import { describe, expect, test } from 'vitest';
import type { Backend } from '../../../src/model/backend.js';
import { groupBy } from '../../../src/model/group-by.js';
import type { Instance } from '../../../src/model/instance.js';
import type { Segment } from '../../../src/model/list.js';
import { isApplication } from '../../../src/providers/tencent/clb/load-balancer.js';
import type { SimulatedSource } from '../tencent/simulated-source.js';
import { editions, formOf, open, provider, sentBy, source } from './setup.js';

const { reverse } = provider;
if (reverse === undefined) throw new Error('there is no reverse look-up');

const machine: Instance = {
  ...{ kind: 'instance', source, asOf: 0, instanceKind: 'VIRTUAL_MACHINE', vendorId: 'ins-1', zone: null },
  ...{ name: null, status: 'RUNNING', vendorStatus: '2', createdAt: null, vendorFields: {} },
  ...{ privateAddresses: ['10.0.0.1'], publicAddresses: ['119.28.1.2'] },
};

const candidates = (parameter: string, address: string): Segment => ({
  of: { list: 'loadBalancers', source },
  segment: '',
  narrowed: `{"${parameter}":["${address}"]}`,
});

describe('which lists hold the candidates', () => {
  test('of a machine: those of load balancers with its private address behind them', () => {
    expect(reverse.ofInstances([machine])).toEqual([candidates('backendLanIps', '10.0.0.1')]);
  });

  test.each([[[]], [['fe80::1']]])(
    'a machine with the addresses %j cannot be looked up',
    (privateAddresses) => {
      expect(reverse.ofInstances([{ ...machine, privateAddresses }])).toBeNull();
    },
  );

  test('of an address: private or public, which its text does not tell; no network has to be known', () => {
    expect(reverse.ofAddresses(['10.0.0.1'], source)).toEqual([
      candidates('backendLanIps', '10.0.0.1'),
      candidates('backendWanIps', '10.0.0.1'),
    ]);
    expect(reverse.ofAddresses(['2001:db8::1'], source)).toBeNull();
  });

  test('they are of both kinds, oldest first', () => {
    const [list] = reverse.ofInstances([machine]) ?? [];
    expect(formOf('loadBalancers').action).toBe('DescribeLoadBalancers');
    expect(sentBy('loadBalancers', list?.narrowed ?? '')).toEqual({
      ...{ Action: 'DescribeLoadBalancers', forward: '-1', orderBy: 'createTime', orderType: '0' },
      'backendLanIps.0': '10.0.0.1',
    });
  });
});

async function candidatesOf(fleet: SimulatedSource, segments: readonly Segment[] | null) {
  const { items, exact, calls } = await fleet.read('loadBalancer', segments ?? []);
  return { ids: new Set(items.map(({ vendorId }) => vendorId)), exact, calls };
}

const behind = (backends: readonly Backend[], matches: (backend: Backend) => boolean) =>
  new Set(backends.filter(matches).map(({ loadBalancerId }) => loadBalancerId));

const small = { loadBalancers: 24, listeners: 48, backends: 260, instances: 140 };
const mixed = { ...small, application: 12, l7Listeners: 12 };

describe.each(editions)('over a fleet, edition %s', (edition) => {
  const fleet = open(edition, {}, edition === 'cn-2014' ? small : mixed);

  test('every load balancer behind which a machine is bound is a candidate: one call', async () => {
    const all = await fleet.loadBalancers();
    const backends = await fleet.boundBehind(all);
    let bound = 0;
    for (const each of await fleet.instances()) {
      const { ids, exact, calls } = await candidatesOf(fleet, reverse.ofInstances([each]));
      const own = behind(backends, ({ target }) => target.id === each.vendorId);
      expect([...own].filter((id) => !ids.has(id))).toEqual([]);
      expect(ids.size).toBeLessThan(all.length);
      expect(exact).toBe(true);
      // Another machine may have the same address, of which the call was made already.
      expect(calls).toBeLessThanOrEqual(1);
      bound += own.size;
    }
    expect(bound).toBeGreaterThan(small.instances);
  });

  test('every load balancer behind which an address is told is a candidate: two calls', async () => {
    const all = await fleet.loadBalancers();
    const backends = await fleet.boundBehind(all);
    const addresses = new Set(backends.flatMap((backend) => backend.addresses ?? []));
    expect(addresses.size).toBeGreaterThan(small.instances / 2);
    for (const address of addresses) {
      const { ids, calls } = await candidatesOf(fleet, reverse.ofAddresses([address], fleet.source));
      expect(ids).toEqual(behind(backends, (backend) => backend.addresses?.includes(address) ?? false));
      expect(calls).toBeLessThanOrEqual(2);
    }
  });

  test('machines of two networks have one address, and each is looked for behind what the other is bound to', async () => {
    const machines = groupBy(await fleet.instances(), ({ privateAddresses }) => privateAddresses[0]);
    const [pair = []] = [...machines.values()].filter(({ length }) => length > 1);
    const networks = pair.map(({ vendorFields }) => vendorFields['vpcId']);
    expect(new Set(networks).size).toBe(2);
    const all = await fleet.loadBalancers();
    const backends = await fleet.boundBehind(all);
    const own = pair.map(({ vendorId }) => behind(backends, ({ target }) => target.id === vendorId));
    const either = new Set(own.flatMap((ids) => [...ids]));
    expect(own.map(({ size }) => size)).not.toContain(0);
    expect(either.size).toBe(own.reduce((sum, { size }) => sum + size, 0));
    const kinds = all.filter(({ vendorId }) => either.has(vendorId)).map(isApplication);
    expect(new Set(kinds).size).toBe(edition === 'cn-2014' ? 1 : 2);
    for (const each of pair) {
      expect((await candidatesOf(fleet, reverse.ofInstances([each]))).ids).toEqual(either);
    }
  });
});

test('where an old edition ignores private addresses, every load balancer is a candidate', async () => {
  const fleet = open('cn-2014', { 'tencent-clb.old-backend-lan-ips': 'ignored' }, small);
  const [one] = await fleet.instances();
  if (one === undefined) throw new Error('there are no machines');
  expect((await candidatesOf(fleet, reverse.ofInstances([one]))).ids.size).toBe(small.loadBalancers);
});

test('where it refuses them, the list is refused', async () => {
  const fleet = open('cn-2014', { 'tencent-clb.old-backend-lan-ips': '4000' }, small);
  const [one] = await fleet.instances();
  if (one === undefined) throw new Error('there are no machines');
  await expect(candidatesOf(fleet, reverse.ofInstances([one]))).rejects.toThrow('backendLanIps');
});
