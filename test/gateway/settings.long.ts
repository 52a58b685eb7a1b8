import { describe, expect, test } from 'vitest';
import { createSimulator, type Topology } from '../../src/simulator/simulator.js';
import { startFleet } from '../support/gateway.js';
import { answeredTree, trueTree } from '../support/truth.js';
import { clbAccount, clbProfiles } from './tencent-accounts.js';

const totals = { loadBalancers: 8, listeners: 20, backends: 130, instances: 30 };
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
      ...{ id: 'bm', provider: 'TENCENT_BMLB', api: 'v2', regions: ['ap-guangzhou'], ...totals },
      ...{ l7Listeners: 8, rulesPerL7Listener: 3, vmIps: 6 },
    },
  ],
};

/** By the prefix of its settings, the accounts that they concern; what the gateway does not read cannot be tried through it. */
const accountsOf: Readonly<Record<string, readonly string[]>> = {
  qingcloud: ['q'],
  // What is the same for all that the vendor has, one account of each product shows.
  tencent: ['intl-2018', 'bm'],
  'tencent-bmlb': ['bm'],
  'tencent-clb': clbProfiles,
  zenlayer: ['z'],
};
const vendorOf = (setting: string) => setting.split('.')[0] ?? '';

/** Where the answer cannot be the inventory, value by value. */
const exceptions: Readonly<Record<string, string>> = {
  'qingcloud.total-count absent': 'a full page does not tell whether more follows: a coded error',
  'qingcloud.row-order shifting': 'pages of another order each do not make a list: it is not exact',
  'tencent-bmlb.backend-numbers string': 'vendor fields show numbers as they came',
  'tencent-bmlb.ids-maximum 20': 'a look-up of 100 machines is refused: a coded error',
  'tencent-bmlb.tree-bind-type absent': 'the one call that brings backends of rules does not tell it',
  'tencent-bmlb.tree-check-domain absent': 'the one call that brings rules does not tell it',
  'zenlayer.backend-instance-type absent': 'the row of a machine that is gone tells its kind no more',
  'tencent-clb.ids-maximum 20': 'how many machines a call may name is told by a newer page of it: 100',
  'tencent-clb.row-order shifting': 'the same as at QingCloud, wherever machines take more than one page',
};

const cases = createSimulator({ topology })
  .settings()
  .filter(({ name }) => accountsOf[vendorOf(name)] !== undefined)
  .flatMap(({ name, values }) => values.map((value) => [name, value] as const))
  .filter(([name, value]) => exceptions[`${name} ${value}`] === undefined);

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

describe('the answer is the inventory, whatever the vendor does where its documentation is silent', () => {
  test('the settings are what is tried', () => {
    expect(cases.length).toBeGreaterThan(80);
  });

  test.each(cases)('%s: %s', async (name, value) => {
    const concerned = accountsOf[vendorOf(name)] ?? [];
    const accounts = topology.accounts.filter(({ id }) => concerned.includes(id));
    const fleet = await startFleet({ ...topology, accounts });
    try {
      fleet.simulator.putSettings({ [name]: value });
      for (const account of concerned) {
        const [answered, truth] = [await answeredTree(fleet, account), trueTree(fleet.simulator, account)];
        if (name.endsWith('.row-order')) expect(sorted(answered)).toEqual(sorted(truth));
        else expect(answered).toEqual(truth);
      }
    } finally {
      await fleet.stop();
    }
  });
});
