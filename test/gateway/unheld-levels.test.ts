import { describe, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';
import { bmlbAccount, clbAccount } from './tencent-accounts.js';

const application = 8;
/** One of them without listeners. */
const classic = 9;
const loadBalancers = application + classic;

/** Uses a fleet where the first of all calls of these actions takes its time. */
async function withSlow(actions: readonly string[], use: (fleet: Fleet) => Promise<void>): Promise<void> {
  const fleet = await startFleet({
    seed: 3,
    accounts: [
      clbAccount('clb', 'cn-2018', { classic, application, backends: 60, rulesPerL7Listener: 2 }),
      bmlbAccount('bm', loadBalancers, { backends: 60, instances: 40 }),
    ],
  });
  fleet.simulator.setFaults(actions.map((action) => ({ action, kind: 'latency', ms: 2000, count: 1 })));
  try {
    await use(fleet);
  } finally {
    await fleet.stop();
  }
}

const tree = (backends: string) => `query Tree($account: [ID!]) {
  loadBalancers(first: 100, filter: { account: $account }) { nodes { listeners(first: 100) { nodes { port ${backends} } } } }
}`;

/** The actions of the calls that were made, with the load balancer of each. */
const callsOf = ({ simulator }: Fleet) =>
  simulator.calls().calls.map(({ action, params }) => {
    const { loadBalancerId } = params as { readonly loadBalancerId?: string };
    return { action, loadBalancerId };
  });

// Most of the time goes by in waiting.
describe.concurrent('one slow call for the listeners of one load balancer', () => {
  test.each([
    ['clb', 'DescribeLoadBalancerListeners', 'DescribeLoadBalancerBackends'],
    ['clb', 'DescribeForwardLBListeners', 'DescribeForwardLBBackends'],
    ['bm', 'DescribeBmVportInfo', 'DescribeBmL4ListenerBackends'],
  ])('%s: %s does not hold back the backends of the others', (account, listeners, backends) =>
    withSlow([listeners], async (started) => {
      const { errors } = await started.query(tree('backends(first: 100) { nodes { port weight } }'), {
        account: [account],
      });
      expect(errors).toEqual([]);
      const calls = callsOf(started);
      const slow = calls.find(({ action }) => action === listeners)?.loadBalancerId;
      expect(slow).toEqual(expect.any(String));
      const ofBackends = calls.filter(({ action }) => action === backends);
      const isSlow = ofBackends.map(({ loadBalancerId }) => loadBalancerId === slow);
      // Its own come last of all; it is the first load balancer of its kind.
      expect(isSlow).toEqual(isSlow.toSorted());
      expect(isSlow.at(-1)).toBe(true);
      expect(new Set(ofBackends.map(({ loadBalancerId }) => loadBalancerId)).size).toBeGreaterThan(5);
    }),
  );

  const both = ['DescribeLoadBalancerListeners', 'DescribeForwardLBListeners'];
  const treeCalls = 1 + loadBalancers + (classic - 1) + application;

  test('takes no more calls for the backends', () =>
    withSlow(both, async (started) => {
      await started.query(tree('backends(first: 100) { nodes { port weight } }'), { account: ['clb'] });
      expect(started.calls()).toBe(treeCalls);
    }));

  test.each([
    ['selected', 'backends(first: 100) { nodes { port health } }'],
    [
      'selected of a rule',
      'rules(first: 9) { nodes { id } } backends(first: 100) { nodes { port vendorHealth } }',
    ],
    ['filtered by', 'backends(first: 100, filter: { health: [UP] }) { nodes { port } }'],
    ['ordered by', 'backends(first: 100, orderBy: { field: HEALTH, direction: ASC }) { nodes { port } }'],
    ['summed up', 'health { total up }'],
  ])('takes no more calls for health, which one call brings of many: %s', (_, backends) =>
    withSlow(both, async (started) => {
      const { errors } = await started.query(tree(backends), { account: ['clb'] });
      expect(errors).toEqual([]);
      expect(started.calls()).toBe(treeCalls + (classic - 1) + 1);
    }),
  );

  test('takes no more calls for machines, which one call brings many of', () =>
    withSlow(both, async (started) => {
      await started.query(tree('backends(first: 100) { nodes { instance { createdAt } } }'), {
        account: ['clb'],
      });
      const { byAction } = started.simulator.calls();
      expect(byAction['TENCENT_CLB DescribeInstances']).toBeLessThanOrEqual(2);
    }));
});
