import { describe, expect, test } from 'vitest';
import { createSimulator, type Topology } from '../../src/simulator/simulator.js';
import { startFleet } from '../support/gateway.js';
import { answeredTree, trueTree } from '../support/truth.js';

const totals = { loadBalancers: 8, listeners: 20, backends: 130, instances: 30 };
const topology: Topology = {
  seed: 5,
  accounts: [
    { id: 'q', provider: 'QINGCLOUD', api: 'v1', profile: 'appcenter', regions: ['pek3'], ...totals },
    { id: 'z', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'], ...totals },
  ],
};

/** By the prefix of its settings, the account of each vendor; what the gateway does not read cannot be tried through it. */
const accountOf: Readonly<Record<string, string>> = { qingcloud: 'q', zenlayer: 'z' };
const vendorOf = (setting: string) => setting.split('.')[0] ?? '';

/** Where the answer cannot be the inventory, value by value. */
const exceptions: Readonly<Record<string, string>> = {
  'qingcloud.total-count absent': 'a full page does not tell whether more follows: a coded error',
  'qingcloud.row-order shifting': 'pages of another order each do not make a list: it is not exact',
  'zenlayer.backend-instance-type absent': 'the row of a machine that is gone tells its kind no more',
};

const cases = createSimulator({ topology })
  .settings()
  .filter(({ name }) => accountOf[vendorOf(name)] !== undefined)
  .flatMap(({ name, values }) => values.map((value) => [name, value] as const))
  .filter(([name, value]) => exceptions[`${name} ${value}`] === undefined);

type Row = Readonly<Record<string, unknown>>;

function byId(rows: unknown): readonly Row[] {
  const of = (row: Row) => String(row['vendorId']);
  return [...(rows as readonly Row[])].sort((a, b) => (of(a) < of(b) ? -1 : 1));
}

/** A tree in an order of its own, for vendors that have another. */
function sorted(tree: readonly Row[]): readonly Row[] {
  return byId(tree).map((loadBalancer) => ({
    ...loadBalancer,
    listeners: byId(loadBalancer['listeners']).map((listener) => ({
      ...listener,
      backends: byId(listener['backends']),
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
      const account = accountOf[vendorOf(name)] ?? '';
      const [answered, truth] = [await answeredTree(fleet, account), trueTree(fleet.simulator, account)];
      if (name.endsWith('.row-order')) expect(sorted(answered)).toEqual(sorted(truth));
      else expect(answered).toEqual(truth);
    } finally {
      await fleet.stop();
    }
  });
});
