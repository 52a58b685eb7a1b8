import { describe, test } from 'vitest';
import { accounts, expectForetold, queries } from './explain-tencent.js';

describe.each(accounts)('%s: what explain foretells is what is asked', (_provider, account) => {
  test.each(queries)('%s', async (_what, toQuery) => {
    await expectForetold(account, toQuery);
  });
});
