import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { startGateway, startVendors, type Gateway } from '../support/gateway.js';
import { allInstances, answeredTree, trueTree } from '../support/truth.js';
import { clbAccount, clbProfiles } from './tencent-accounts.js';

const totals = { loadBalancers: 8, listeners: 20, backends: 130, instances: 30 };
const bareMetal = {
  ...{ provider: 'TENCENT_BMLB', regions: ['ap-guangzhou'] },
  ...{ l7Listeners: 8, rulesPerL7Listener: 3, vmIps: 6 },
};
const topology: Topology = {
  seed: 5,
  accounts: [
    { id: 'q', provider: 'QINGCLOUD', api: 'v1', profile: 'appcenter', regions: ['pek3'], ...totals },
    { id: 'z', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'], ...totals },
    ...clbProfiles.map((profile) => {
      // One load balancer with more machines than a page, where the edition has pages.
      const [application, backends] = profile === 'cn-2014' ? [0, 260] : [4, 60];
      return clbAccount(profile, profile, { classic: 4, application, backends, rulesPerL7Listener: 2 });
    }),
    {
      ...clbAccount('clb-v3', 'cn-2018', { classic: 4, application: 4, backends: 100, instances: 40 }),
      api: 'v3',
    },
    { id: 'bm', api: 'v2', ...bareMetal, ...totals },
    { id: 'bm-v3', api: 'v3', ...bareMetal, ...totals },
    // More machines than a page.
    {
      id: 'machines-v3',
      api: 'v3',
      ...bareMetal,
      loadBalancers: 1,
      listeners: 1,
      backends: 4,
      instances: 130,
    },
    {
      ...{ id: 'elastic', provider: 'ZENLAYER_ZLB', api: 'v2', ...totals },
      regions: ['asia-east-1', 'europe-central-1'],
    },
  ],
};

/** By the prefix of settings or the name of one, the accounts that they concern; what the gateway does not read cannot be tried through it. */
const accountsOf: Readonly<Record<string, readonly string[]>> = {
  qingcloud: ['q'],
  // What is the same for all that the vendor has, one account of each product shows.
  tencent: ['intl-2018', 'bm'],
  'tencent-v3': ['clb-v3', 'bm-v3'],
  'tencent-bmlb': ['bm', 'bm-v3'],
  'tencent-bmlb-v3': ['bm-v3', 'machines-v3'],
  'tencent-clb': clbProfiles,
  // Of what is left open by the older version, the one thing that the newer one leaves open as well.
  'tencent-clb.row-order': [...clbProfiles, 'clb-v3'],
  'tencent-clb-v3': ['clb-v3'],
  zenlayer: ['z', 'elastic'],
  // Of the other product, listeners and backends come by calls with orders of their own: `reading.long.ts` compares them.
  'zenlayer.row-order': ['z'],
  'zenlayer-zlb': ['elastic'],
};
const concernedBy = (setting: string) => accountsOf[setting] ?? accountsOf[setting.split('.')[0] ?? ''];

/** Where the answer cannot be the inventory, value by value. */
const exceptions: Readonly<Record<string, string>> = {
  'qingcloud.total-count absent': 'a full page does not tell whether more follows: a coded error',
  'qingcloud.row-order shifting': 'pages of another order each do not make a list: it is not exact',
  'tencent-bmlb.backend-numbers string': 'vendor fields show numbers as they came',
  'tencent-bmlb.ids-maximum 20': 'a look-up of 100 machines is refused: a coded error',
  'tencent-bmlb.tree-bind-type absent': 'the one call that brings backends of rules does not tell it',
  'tencent-bmlb.tree-check-domain absent': 'the one call that brings rules does not tell it',
  'tencent-bmlb-v3.later-fields absent': 'the one call that brings layer 7 does not tell them',
  'tencent-bmlb-v3.tree-check-domain empty': 'the one call that brings rules does not tell it',
  'zenlayer.backend-instance-type absent': 'the row of a machine that is gone tells its kind no more',
  'tencent-clb.ids-maximum 20': 'how many machines a call may name is told by a newer page of it: 100',
  'tencent-clb.row-order shifting': 'the same as at QingCloud, wherever machines take more than one page',
};

/** Moved on from case to case, so that none is late or throttled for what others asked. */
let hours = 0;
const now = () => Date.UTC(2026, 2, 1, hours);
const { simulator, accounts } = await startVendors(topology, { now });
afterAll(() => simulator.close());

const settings = simulator.settings().filter(({ name }) => concernedBy(name) !== undefined);
/** Besides the values that all settings have at once unless told. */
const cases = settings
  .flatMap(({ name, values }) => values.slice(1).map((value) => [name, value] as const))
  .filter(([name, value]) => exceptions[`${name} ${value}`] === undefined);
afterEach(() => {
  hours++;
  simulator.clearCalls();
  simulator.putSettings(Object.fromEntries(settings.map(({ name, values }) => [name, values[0] ?? ''])));
});

type Row = Readonly<Record<string, unknown>>;

/** By their ids; bindings that have none by what is bound and its port, which tell them apart in one place. */
function byId(rows: unknown): readonly Row[] {
  const of = ({ vendorId, target, port }: Row) => {
    const bound = target as Row | undefined;
    return [vendorId, bound?.['vendorId'] ?? bound?.['address'], port].map(String).join(' ');
  };
  return [...(rows as readonly Row[])].sort((a, b) => (of(a) < of(b) ? -1 : 1));
}

/** A tree in an order of its own, for vendors that have another. */
function sorted(tree: readonly Row[]): readonly Row[] {
  const withBackends = (row: Row) => ({ ...row, backends: byId(row['backends']) });
  return byId(tree).map((loadBalancer) => ({
    ...withBackends(loadBalancer),
    listeners: byId(loadBalancer['listeners']).map((listener) => ({
      ...withBackends(listener),
      rules: byId((listener['rules'] as readonly Row[]).map(withBackends)),
    })),
  }));
}

interface Machines {
  readonly instances: { readonly totalCount: number | null; readonly nodes: readonly Row[] };
}

async function answeredMachines({ query }: Gateway, account: string): Promise<readonly Row[]> {
  const { data, errors } = await query<Machines>(allInstances, { account: [account], first: 1000 });
  expect(errors).toEqual([]);
  const { totalCount, nodes } = data.instances;
  expect(totalCount).toBe(nodes.length);
  return nodes;
}

/** Asked by a gateway that has not learnt anything of the vendor yet. */
async function expectInventory(
  ids: readonly string[],
  inOrder: (tree: readonly Row[]) => readonly Row[],
): Promise<void> {
  const gateway = await startGateway(
    accounts.filter(({ id }) => ids.includes(id)),
    { now },
  );
  try {
    for (const id of ids) {
      expect(inOrder(await answeredTree(gateway, id))).toEqual(inOrder(trueTree(simulator, id)));
      const [truth] = simulator.inventory(id).accounts;
      expect(byId(await answeredMachines(gateway, id))).toEqual(byId(truth?.instances));
    }
  } finally {
    await gateway.stop();
  }
}

const asListed = (tree: readonly Row[]) => tree;

describe('the answer is the inventory, whatever the vendor does where its documentation is silent', () => {
  test('the settings are what is tried', () => {
    expect(cases.length).toBeGreaterThan(150);
  });

  test.each(accounts)('as each setting is unless told: $id', ({ id }) => expectInventory([id], asListed));

  test.each(cases)('%s: %s', async (name, value) => {
    simulator.putSettings({ [name]: value });
    await expectInventory(concernedBy(name) ?? [], name.endsWith('.row-order') ? sorted : asListed);
  });
});
