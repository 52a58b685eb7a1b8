import { afterEach, describe, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';
import { allBackends, trueTree } from '../support/truth.js';
import { byAction, healthCalls, sizes, tree, trueSizes, type Tree } from './tencent-clb-tree.js';
import { clbAccount, type ClbProfile, type ClbTotals } from './tencent-accounts.js';

let fleet: Fleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

async function start(profile: ClbProfile, totals: ClbTotals): Promise<Fleet> {
  fleet = await startFleet({ seed: 7, accounts: [clbAccount('t', profile, totals)] });
  return fleet;
}

const pages = (count: number) => Math.ceil(count / 100);
const least = (classic: number, application: number) =>
  pages(classic + application) + 2 * classic + 2 * application;
const leastWithHealth = (classic: number, application: number) =>
  least(classic, application) + classic + Math.ceil(application / 30);

describe('the whole tree of C classic and F application load balancers', () => {
  const fleets: readonly (readonly [ClbProfile, ClbTotals])[] = [
    ['cn-2014', { classic: 12, application: 0, backends: 60 }],
    ['cn-2018', { classic: 5, application: 35, backends: 100, rulesPerL7Listener: 1 }],
    ['cn-2018', { classic: 2, application: 30, backends: 40, rulesPerL7Listener: 1 }],
    ['intl-2018', { classic: 6, application: 4, backends: 140 }],
    ['intl-2018', { classic: 0, application: 7, backends: 80 }],
  ];
  const named = fleets.map(
    ([profile, totals]) => [profile, totals.classic, totals.application, totals] as const,
  );

  test.each(named)(
    '%s, C = %d, F = %d: ceil((C+F)/100) + 2C + 2F calls, and health is a matter of its own calls',
    async (profile, classic, application, totals) => {
      const running = await start(profile, totals);
      const { query, calls } = running;
      const { data, errors } = await query<Tree>(tree('port weight target { __typename }'));
      expect(errors).toEqual([]);
      expect(sizes(data)).toEqual(trueSizes(running));
      expect(calls()).toBe(least(classic, application));
      // Of all that only health is missing.
      expect((await query(tree('health vendorHealth healthAsOf'))).errors).toEqual([]);
      expect(byAction(running)).toEqual(healthCalls(running));
      expect((await query(tree('port weight health'))).errors).toEqual([]);
      expect(calls()).toBe(0);
    },
  );

  test.each(named)(
    '%s, C = %d, F = %d: with health in the same query C + ceil(F/30) more',
    async (profile, classic, application, totals) => {
      const { query, calls } = await start(profile, totals);
      expect((await query(tree('port weight health'))).errors).toEqual([]);
      expect(calls()).toBe(leastWithHealth(classic, application));
    },
  );

  test('more than a page of load balancers: one call for each 100, and one for each of them for its listeners', async () => {
    const running = await start('cn-2018', { classic: 40, application: 65, backends: 0 });
    const { errors } = await running.query(
      '{ loadBalancers(first: 200) { nodes { listeners { nodes { port } } } } }',
    );
    expect(errors).toEqual([]);
    expect(byAction(running)).toEqual({
      DescribeLoadBalancers: 2,
      DescribeLoadBalancerListeners: 40,
      DescribeForwardLBListeners: 65,
    });
  });

  test.each([
    ['cn-2014', 1],
    ['cn-2018', 0],
    ['intl-2018', 0],
  ] as const)(
    '%s: a classic load balancer with more machines than a page costs %d more',
    async (profile, more) => {
      const totals = { classic: 4, application: profile === 'cn-2014' ? 0 : 2, backends: 260 };
      const running = await start(profile, totals);
      const bound = trueTree(running.simulator, 't').map((row) => (row.listeners[0] ?? row).backends.length);
      expect(bound.filter((count) => count === 101)).toHaveLength(1);
      const { data, errors } = await running.query<Tree>(tree('port'));
      expect(errors).toEqual([]);
      expect(sizes(data)).toEqual(trueSizes(running));
      expect(byAction(running)['DescribeLoadBalancerBackends']).toBe(4 + more);
    },
  );
});

describe('what a selection costs', () => {
  const totals = { classic: 4, application: 6, backends: 120 };
  const all = (inner: string) => `{ loadBalancers(first: 200) { nodes { ${inner} } } }`;
  const lists = { DescribeLoadBalancers: 1 };
  const listeners = { ...lists, DescribeLoadBalancerListeners: 4, DescribeForwardLBListeners: 6 };
  const backends = { ...listeners, DescribeLoadBalancerBackends: 4, DescribeForwardLBBackends: 6 };
  /** Behind application load balancers the call for backends tells which listener and rule each is bound at. */
  const bound = Object.fromEntries(
    Object.entries(backends).filter(([action]) => action !== 'DescribeForwardLBListeners'),
  );
  const places = 'listener { port protocol ports { from } } rule { domain path }';

  test.each([
    ['load balancers alone', all('name status addresses scheme networkId'), lists],
    ['the count of load balancers alone', '{ loadBalancers { totalCount } }', lists],
    ['the count of machines alone', '{ instances { totalCount } }', { DescribeInstances: 1 }],
    ['listeners', all('listeners { nodes { port protocol status healthCheck { path } } }'), listeners],
    ['counts of listeners', all('listeners { totalCount }'), listeners],
    ['rules', all('listeners { nodes { rules { totalCount nodes { domain path } } } }'), listeners],
    ['counts of backends', all('backends { totalCount }'), bound],
    ['the first backend of each', all('backends(first: 1) { nodes { port } }'), bound],
    ['backends with where they are bound', all(`backends { nodes { port weight ${places} } }`), bound],
    ['more of these listeners', all('backends { nodes { listener { scheduler } } }'), backends],
    ['more of these rules', all('backends { nodes { rule { healthCheck { path } } } }'), backends],
    ['machines behind load balancers, by name', all('instances { nodes { vendorId name } }'), bound],
    [
      'both lists of the same backends',
      all('backends { nodes { port } } listeners { nodes { backends { nodes { port } } } }'),
      backends,
    ],
  ])('%s', async (_what, query, expected) => {
    const running = await start('cn-2018', totals);
    expect((await running.query(query)).errors).toEqual([]);
    expect(byAction(running)).toEqual(expected);
    expect((await running.query(query)).errors).toEqual([]);
    expect(byAction(running)).toEqual({});
  });

  test('totalCount alone asks for the smallest page', async () => {
    const { query, simulator } = await start('cn-2018', totals);
    const { data } = await query('{ loadBalancers { totalCount } instances { totalCount } }');
    expect(data).toEqual({ loadBalancers: { totalCount: 10 }, instances: { totalCount: 130 } });
    expect(simulator.calls().calls.map(({ params }) => params['limit'])).toEqual(['1', '1']);
  });

  test('what a backend’s row tells of its machine costs no call for machines', async () => {
    const running = await start('cn-2018', totals);
    const machine = 'id vendorId kind name privateAddresses region account { id }';
    const { errors } = await running.query(
      tree(`addresses instance { ${machine} } target { ... on Instance { id name } }`),
    );
    expect(errors).toEqual([]);
    expect(byAction(running)).toEqual(backends);
  });

  test('public addresses cost one only for machines of which rows tell none', async () => {
    const running = await start('cn-2018', totals);
    const { data, errors } = await running.query<Tree>(
      tree('addresses instance { vendorId publicAddresses }'),
    );
    expect(errors).toEqual([]);
    expect(sizes(data)).toEqual(trueSizes(running));
    const { DescribeInstances = 0, ...others } = byAction(running);
    expect(others).toEqual(backends);
    // All of them at once; and those that are gone have told theirs.
    expect(DescribeInstances).toBe(1);
  });

  /** "instanceStatus": what the page of the call lists. */
  const documented = new Set([
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
    '10',
    '11',
    '12',
    '13',
    '14',
    '19',
    '21',
  ]);

  test('a status behind classic load balancers costs calls only for machines whose number is not documented', async () => {
    const running = await start('cn-2014', { classic: 5, application: 0, backends: 120 });
    const { errors } = await running.query(tree('instance { status vendorStatus }'));
    expect(errors).toEqual([]);
    const machines = trueTree(running.simulator, 't')
      .flatMap(allBackends)
      .map(({ instance }) => instance ?? {});
    const odd = machines.filter((machine) => !documented.has(String(machine['vendorStatus'])));
    const ids = [...new Set(odd.map((machine) => machine['vendorId']))];
    const asked = running.simulator.calls().calls.filter(({ action }) => action === 'DescribeInstances');
    expect(ids.length).toBeGreaterThan(0);
    expect(
      asked
        .flatMap(({ params }) =>
          Object.entries(params).flatMap(([name, value]) => (name.startsWith('instanceIds') ? value : [])),
        )
        .sort(),
    ).toEqual(ids.sort());
  });

  test('a status behind application load balancers, where rows tell 0, costs a call for 100 machines', async () => {
    const running = await start('intl-2018', { classic: 0, application: 5, backends: 240 });
    const { errors } = await running.query(tree('instance { status }'));
    expect(errors).toEqual([]);
    const machines = trueTree(running.simulator, 't')
      .flatMap(allBackends)
      .flatMap(({ instance }) => instance?.['vendorId'] ?? []);
    const { DescribeInstances } = byAction(running);
    expect(new Set(machines).size).toBeGreaterThan(100);
    expect(DescribeInstances).toBe(pages(new Set(machines).size));
  });

  test('a creation time costs a call for 100 machines of all load balancers together', async () => {
    const running = await start('cn-2018', { classic: 4, application: 4, backends: 400 });
    const { errors } = await running.query(tree('instance { createdAt }'));
    expect(errors).toEqual([]);
    const machines = trueTree(running.simulator, 't')
      .flatMap(allBackends)
      .flatMap(({ instance }) => instance?.['vendorId'] ?? []);
    expect(new Set(machines).size).toBeGreaterThan(100);
    expect(byAction(running)['DescribeInstances']).toBe(pages(new Set(machines).size));
  });

  test('a node by its id costs the calls of its own load balancer, whose kind is looked up where it is not known', async () => {
    const running = await start('cn-2018', totals);
    const { data } = await running.query<{
      loadBalancers: {
        nodes: { backends: { nodes: { id: string }[] }; vendorFields: { forward: number } }[];
      };
    }>(all('vendorFields backends { nodes { id } }'));
    await running.stop();
    const first = (forward: number) => {
      const of = data.loadBalancers.nodes.filter(({ vendorFields }) => vendorFields.forward === forward);
      return of.flatMap((node) => node.backends.nodes)[0]?.id;
    };
    const look = (id: string | undefined) => ({
      query: 'query One($id: ID!) { node(id: $id) { ... on Backend { id port } } }',
      id,
    });
    const again = await start('cn-2018', totals);
    const classic = look(first(0));
    expect((await again.query(classic.query, { id: classic.id })).data).toMatchObject({
      node: { id: classic.id },
    });
    expect(byAction(again)).toEqual({
      DescribeLoadBalancers: 1,
      DescribeLoadBalancerListeners: 1,
      DescribeLoadBalancerBackends: 1,
    });
    const application = look(first(1));
    expect((await again.query(application.query, { id: application.id })).data).toMatchObject({
      node: { id: application.id },
    });
    expect(byAction(again)).toEqual({ DescribeLoadBalancers: 1, DescribeForwardLBBackends: 1 });
  });
});
