import { describe, expect, test } from 'vitest';
import { tencentClb } from '../../../src/providers/tencent/clb/definition.js';
import { tencentClb as vendor } from '../../../src/simulator/tencent/clb/tencent-clb.js';
import { clbAccount } from '../../gateway/tencent-accounts.js';
import { startFleet } from '../../support/gateway.js';
import { allBackends, answeredTree, trueTree } from '../../support/truth.js';

const totals = { classic: 5, application: 5, backends: 120, instances: 40 };
const account = { ...clbAccount('newer', 'cn-2018', totals), api: 'v3' };

const unknowns = vendor.settings
  .filter(({ name }) => /^tencent(-clb)?-v3\./.test(name))
  .flatMap(({ name, values }) => values.map((value) => [name, value] as const));

describe('the answer is the inventory, whatever API 3.0 does where its documentation is silent', () => {
  test('there is much to be tried', () => {
    expect(unknowns.length).toBeGreaterThan(30);
  });

  test.each(unknowns)('%s: %s', async (name, value) => {
    const fleet = await startFleet(
      { seed: 11, accounts: [account] },
      {
        now: () => Date.UTC(2026, 2, 1),
        vendors: [vendor],
        parts: { providers: [tencentClb] },
      },
    );
    try {
      fleet.simulator.putSettings({ [name]: value });
      const truth = trueTree(fleet.simulator, 'newer');
      expect(truth.flatMap(allBackends).length).toBeGreaterThan(50);
      expect(await answeredTree(fleet, 'newer')).toEqual(truth);
    } finally {
      await fleet.stop();
    }
  });
});
