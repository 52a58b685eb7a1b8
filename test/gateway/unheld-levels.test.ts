import { describe, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';
import { bmlbAccount, clbAccount } from './tencent-accounts.js';

const application = 8;
/** One of them without listeners. */
const classic = 9;
const loadBalancers = application + classic;

/** Uses a fleet where the first of all calls of these actions is slow, or is never answered. */
async function withSlow(
  actions: readonly string[],
  fault: { readonly kind: 'latency' | 'hang'; readonly ms?: number },
  use: (fleet: Fleet) => Promise<void>,
): Promise<void> {
  const fleet = await startFleet(
    {
      seed: 3,
      accounts: [
        clbAccount('clb', 'cn-2018', { classic, application, backends: 60, rulesPerL7Listener: 2 }),
        bmlbAccount('bm', loadBalancers, { backends: 60, instances: 40 }),
      ],
    },
    // Nothing but the client's leaving ends a call.
    { limits: { upstreamTimeoutMs: 300_000, requestDeadlineMs: 300_000 } },
  );
  fleet.simulator.setFaults(actions.map((action) => ({ ...fault, action, count: 1 })));
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

describe('one slow call for the listeners of one load balancer', () => {
  test.each([
    ['clb', 'DescribeLoadBalancerListeners', 'DescribeLoadBalancerBackends', classic - 1],
    ['clb', 'DescribeForwardLBListeners', 'DescribeForwardLBBackends', application],
    ['bm', 'DescribeBmVportInfo', 'DescribeBmL4ListenerBackends', loadBalancers],
  ])('%s: %s does not hold back the backends of the others', (account, listeners, backends, all) =>
    withSlow([listeners], { kind: 'hang' }, async (fleet) => {
      const asked = (action: string) =>
        new Set(callsOf(fleet).flatMap((call) => (call.action === action ? [call.loadBalancerId] : [])));
      const client = new AbortController();
      const text = tree('backends(first: 100) { nodes { port weight } }');
      const answer = fleet.query(text, { account: [account] }, client.signal);
      await expect.poll(() => asked(backends).size, { timeout: 30_000 }).toBe(all - 1);
      const [first] = asked(listeners);
      expect(first).toEqual(expect.any(String));
      expect(asked(backends)).not.toContain(first);
      client.abort();
      await expect(answer).rejects.toThrow();
    }),
  );

  const slow = { kind: 'latency', ms: 500 } as const;
  const both = ['DescribeLoadBalancerListeners', 'DescribeForwardLBListeners'];
  const treeCalls = 1 + loadBalancers + (classic - 1) + application;

  test('takes no more calls for the backends', () =>
    withSlow(both, slow, async (started) => {
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
    withSlow(both, slow, async (started) => {
      const { errors } = await started.query(tree(backends), { account: ['clb'] });
      expect(errors).toEqual([]);
      expect(started.calls()).toBe(treeCalls + (classic - 1) + 1);
    }),
  );

  test('takes no more calls for machines, which one call brings many of', () =>
    withSlow(both, slow, async (started) => {
      await started.query(tree('backends(first: 100) { nodes { instance { createdAt } } }'), {
        account: ['clb'],
      });
      const { byAction } = started.simulator.calls();
      expect(byAction['TENCENT_CLB DescribeInstances']).toBeLessThanOrEqual(2);
    }));
});
