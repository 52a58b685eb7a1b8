import { describe, test } from 'vitest';
import { accounts, expectForetold, queries } from './explain-tencent.js';

/** The others are long runs. */
const few = queries.filter(([what]) => what.startsWith('a machine’s'));

describe.each(accounts)('%s: what explain foretells is what is asked', (_provider, account) => {
  test.each(few)('%s', async (_what, toQuery) => {
    await expectForetold(account, toQuery);
  });
});
