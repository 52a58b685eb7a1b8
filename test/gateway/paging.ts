import { expect } from 'vitest';
import type { Simulator, Topology } from '../../src/simulator/simulator.js';
import type { Gateway } from '../support/gateway.js';
import {
  allBackends,
  trueMachines,
  trueTree,
  valueFields,
  type Row,
  type TrueLoadBalancer,
} from '../support/truth.js';
import { expectEnds, walkBackward, walkForward, type WalkedList } from '../support/walk.js';
import { bmlbAccount, clbAccount, type ClbProfile } from './tencent-accounts.js';

/**
 * Accounts of each vendor, each with that many load balancers: one over two regions, one of bare metal only, one of each edition of a
 * vendor's documentation.
 */
export function fleetOf(loadBalancers: number, seed: number): Topology {
  const totals = (count: number) => {
    const listeners = count === 0 ? 0 : count * 2 + (seed % 3);
    // From 150 backends on one listener has 100 of them, and its load balancer more.
    const backends = count < 4 ? listeners * 2 : 150 + count * (1 + (seed % 2));
    return { loadBalancers: count, listeners, backends, instances: count === 0 ? 0 : 30 + count };
  };
  const half = totals(Math.ceil(loadBalancers / 2));
  const whole = totals(loadBalancers);
  const clb = (
    id: string,
    profile: ClbProfile,
    count: number,
    { regions, large }: { readonly regions: readonly string[]; readonly large: boolean },
  ) => {
    // From 150 bindings in the edition of 2014 and from 250 in the others a classic load balancer has 101 of them, which
    // are two pages where machines are paged; in the latter an application listener has 100.
    const application = profile === 'cn-2014' ? 0 : Math.floor(count / 2);
    return clbAccount(id, profile, {
      classic: count - application,
      application,
      backends: large ? (application === 0 ? 150 : 250) + count : count * 5,
      instances: count === 0 ? 0 : large ? 110 : 10 + count,
      rulesPerL7Listener: 3,
      regions,
    });
  };
  return {
    seed,
    accounts: [
      { id: 'q1', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3', 'gd2'], ...half, routers: 1 },
      { id: 'z1', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A', 'SEL-A'], ...whole },
      { id: 'q2', provider: 'QINGCLOUD', api: 'v1', regions: ['sh1'], ...whole },
      { id: 'z2', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['FRA-A'], profile: 'bm-only', ...whole },
      clb('t1', 'cn-2018', Math.ceil(loadBalancers / 2), { regions: ['ap-guangzhou', 'sh'], large: false }),
      clb('t2', 'cn-2014', loadBalancers, { regions: ['gz'], large: loadBalancers >= 4 }),
      bmlbAccount('b1', loadBalancers, {
        backends: loadBalancers < 4 ? loadBalancers * 5 : 150 + 2 * loadBalancers,
        instances: loadBalancers === 0 ? 0 : 30 + loadBalancers,
      }),
      clb('t3', 'intl-2018', loadBalancers, { regions: ['usw'], large: loadBalancers >= 4 }),
    ],
  };
}

function without(row: Row, ...names: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
}

const regionsOf = (provider: string, regions: readonly string[]) =>
  provider === 'ZENLAYER_BMC' ? 1 : regions.length;

/** The lists at the root and under accounts. */
export function topLists(simulator: Simulator): readonly WalkedList[] {
  const { accounts } = simulator.inventory();
  const loadBalancer = { fields: valueFields.loadBalancer };
  const instance = { fields: `region ${valueFields.instance}` };
  const loadBalancersOf = (id: string) =>
    trueTree(simulator, id).map((row) => without(row, 'listeners', 'backends'));
  const sources = accounts.reduce((sum, { provider, regions }) => sum + regionsOf(provider, regions), 0);
  return [
    {
      ...loadBalancer,
      name: 'loadBalancers',
      path: ['loadBalancers(ARGS)'],
      truth: accounts.flatMap(({ id }) => loadBalancersOf(id)),
      sources,
    },
    {
      ...instance,
      name: 'instances',
      path: ['instances(ARGS)'],
      truth: accounts.flatMap(({ instances }) => instances as unknown as readonly Row[]),
      sources,
    },
    ...accounts.flatMap(({ id, provider, regions, instances }) => {
      const own = { variables: { account: id }, sources: regionsOf(provider, regions) };
      return [
        {
          ...loadBalancer,
          ...own,
          name: `${id} loadBalancers`,
          path: ['account(id: $account)', 'loadBalancers(ARGS)'],
          truth: loadBalancersOf(id),
        },
        {
          ...instance,
          ...own,
          name: `${id} instances`,
          path: ['account(id: $account)', 'instances(ARGS)'],
          truth: instances as unknown as readonly Row[],
        },
      ];
    }),
  ];
}

interface ListenerIds {
  readonly id: string;
  readonly rules: { readonly nodes: readonly { readonly id: string }[] };
}

interface Ids {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly id: string;
      readonly listeners: { readonly nodes: readonly ListenerIds[] };
    }[];
  };
}

/**
 * The lists under some load balancers of an account, under their listeners, and under the rules of these. `pick` chooses by place: the first one
 * has the listener with 100 backends, the last one the listener without any.
 */
export async function nestedLists(
  { query }: Gateway,
  simulator: Simulator,
  account: string,
  pick: (index: number, count: number) => boolean,
): Promise<readonly WalkedList[]> {
  const { data } = await query<Ids>(
    `query Ids($account: [ID!]) { loadBalancers(first: 1000, filter: { account: $account })
      { nodes { id listeners(first: 100) { nodes { id rules(first: 100) { nodes { id } } } } } } }`,
    { account: [account] },
  );
  const tree = trueTree(simulator, account);
  return tree.flatMap((loadBalancer, index) => {
    const ids = data.loadBalancers.nodes[index];
    if (ids === undefined || !pick(index, tree.length)) return [];
    return listsUnder(`${account} ${index}`, loadBalancer, ids.id, ids.listeners.nodes);
  });
}

function listsUnder(
  name: string,
  loadBalancer: TrueLoadBalancer,
  id: string,
  ids: readonly ListenerIds[],
): readonly WalkedList[] {
  const { listeners } = loadBalancer;
  const backend = `${valueFields.backend} ${valueFields.health} instance { ${valueFields.instance} }`;
  const own = { variables: { id }, sources: 1 };
  const under = (field: string) => ['node(id: $id)', '... on LoadBalancer', field];
  return [
    {
      ...own,
      name: `${name} listeners`,
      path: under('listeners(ARGS)'),
      fields: valueFields.listener,
      truth: listeners.map((listener) => without(listener, 'rules', 'backends')),
    },
    {
      ...own,
      name: `${name} backends`,
      path: under('backends(ARGS)'),
      fields: backend,
      truth: allBackends(loadBalancer),
    },
    {
      ...own,
      name: `${name} instances`,
      path: under('instances(ARGS)'),
      fields: valueFields.instance,
      truth: trueMachines(loadBalancer),
    },
    ...listeners.flatMap(({ rules, backends }, place): readonly WalkedList[] => {
      const at = `${name} listener ${place}`;
      const [listenerId, ruleIds] = [ids[place]?.id, ids[place]?.rules.nodes ?? []];
      const ofListener = { variables: { id: listenerId }, sources: 1 };
      return [
        {
          ...ofListener,
          name: at,
          path: ['node(id: $id)', '... on Listener', 'backends(ARGS)'],
          fields: backend,
          truth: backends,
        },
        // Of vendors without rules the first one's empty list stands for all.
        ...(rules.length === 0 && place > 0
          ? []
          : [
              {
                ...ofListener,
                name: `${at} rules`,
                path: ['node(id: $id)', '... on Listener', 'rules(ARGS)'],
                fields: valueFields.rule,
                truth: rules.map((rule) => without(rule, 'backends')),
              },
            ]),
        // The first and the last rule: they are alike.
        ...rules.flatMap((rule, at) =>
          at > 0 && at < rules.length - 1
            ? []
            : [
                {
                  name: `${name} listener ${place} rule ${at}`,
                  path: ['node(id: $id)', '... on ListenerRule', 'backends(ARGS)'],
                  fields: backend,
                  variables: { id: ruleIds[at]?.id },
                  truth: rule.backends,
                  sources: 1,
                },
              ],
        ),
      ];
    }),
  ];
}

/** A clock for both sides that stands still until nothing at hand shall be fresh any more. */
export interface WalkClock {
  readonly now: () => number;
  readonly forget: () => void;
}

export function createWalkClock(): WalkClock {
  let now = Date.parse('2026-03-01T00:00:00.000Z');
  return {
    now: () => now,
    forget: () => {
      now += 600_000;
    },
  };
}

/** Walks a list forward, backward, and from its middle back to its start, each time with nothing fresh at hand. */
export async function walkBothWays(
  { query }: Gateway,
  { forget }: WalkClock,
  list: WalkedList,
  size: number,
): Promise<void> {
  forget();
  const cursors = await walkForward(query, list, size);
  forget();
  expect(await walkBackward(query, list, size)).toHaveLength(cursors.length);
  await expectEnds(query, list, cursors);
  forget();
  const index = Math.floor(cursors.length / 2);
  const cursor = cursors[index];
  if (cursor !== undefined) await walkBackward(query, list, size, { index, cursor });
}
