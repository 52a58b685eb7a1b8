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
      // More listeners than 20, and more machines than a page, at one load balancer.
      const application = profile === 'cn-2014' ? 0 : 4;
      return clbAccount(profile, profile, { classic: 4, application, backends: 260, rulesPerL7Listener: 2 });
    }),
  ],
};

/** By the prefix of its settings, the accounts of each vendor; what the gateway does not read cannot be tried through it. */
const accountsOf: Readonly<Record<string, readonly string[]>> = {
  qingcloud: ['q'],
  zenlayer: ['z'],
  tencent: clbProfiles,
  'tencent-clb': clbProfiles,
};
const vendorOf = (setting: string) => setting.split('.')[0] ?? '';

/** Where the answer cannot be the inventory, value by value. */
const exceptions: Readonly<Record<string, string>> = {
  'qingcloud.total-count absent': 'a full page does not tell whether more follows: a coded error',
  'qingcloud.row-order shifting': 'pages of another order each do not make a list: it is not exact',
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

/** By their ids; bindings that have none by their machine and port, which tell them apart in one place. */
function byId(rows: unknown): readonly Row[] {
  const of = ({ vendorId, target, port, listener }: Row) =>
    typeof vendorId === 'string' ? vendorId : JSON.stringify([target, port, listener]);
  return [...(rows as readonly Row[])].sort((a, b) => (of(a) < of(b) ? -1 : 1));
}

/** A tree in an order of its own, for vendors that have another. */
function sorted(tree: readonly Row[]): readonly Row[] {
  const below = (rows: unknown, lists: readonly string[]) =>
    byId(rows).map((row) => ({
      ...row,
      ...Object.fromEntries(lists.map((list) => [list, byId(row[list])])),
    }));
  return below(tree, ['backends']).map((loadBalancer: Row) => ({
    ...loadBalancer,
    listeners: below(loadBalancer['listeners'], ['backends']).map((listener: Row) => ({
      ...listener,
      rules: below(listener['rules'], ['backends']),
    })),
  }));
}

describe('the answer is the inventory, whatever the vendor does where its documentation is silent', () => {
  test('the settings are what is tried', () => {
    expect(cases.length).toBeGreaterThan(80);
  });

  test.each(cases)('%s: %s', async (name, value) => {
    const fleet = await startFleet(topology);
    try {
      fleet.simulator.putSettings({ [name]: value });
      for (const account of accountsOf[vendorOf(name)] ?? []) {
        const [answered, truth] = [await answeredTree(fleet, account), trueTree(fleet.simulator, account)];
        if (name.endsWith('.row-order')) expect(sorted(answered)).toEqual(sorted(truth));
        else expect(answered).toEqual(truth);
      }
    } finally {
      await fleet.stop();
    }
  });
});
