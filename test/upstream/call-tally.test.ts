import { describe, expect, test } from 'vitest';
import { createCallTally, type Attempt } from '../../src/upstream/call-tally.js';

const attempt: Attempt = {
  account: 'acme',
  provider: 'ACME',
  region: 'pek',
  action: 'DescribeThings',
  sentAt: 100,
  waitMs: 7,
  attempt: 1,
};

describe('calls that are set aside', () => {
  test('are used up by what is charged in their source, and by nothing else', () => {
    const tally = createCallTally(10, () => 0);
    tally.reserve({ account: 'acme', region: 'pek' }, 2);
    tally.reserve({ account: 'acme', region: null }, 1);
    tally.charge({ ...attempt, region: 'sh1' });
    expect([tally.made(), tally.reserved()]).toEqual([1, 3]);
    tally.charge(attempt);
    tally.charge(attempt);
    tally.charge(attempt);
    expect([tally.made(), tally.reserved()]).toEqual([4, 1]);
  });

  test('are free again once what they were for has ended', () => {
    const tally = createCallTally(10, () => 0);
    const free = tally.reserve({ account: 'acme', region: 'pek' }, 3);
    tally.reserve({ account: 'acme', region: 'pek' }, 2);
    tally.charge(attempt);
    free();
    expect(tally.reserved()).toBe(2);
  });
});

describe('what a tally tells', () => {
  test('is by provider and action, with each call in the order of sending', () => {
    const tally = createCallTally(10, () => 0);
    const end = tally.charge(attempt);
    const other = tally.charge({ ...attempt, action: 'DescribeOthers', sentAt: 101 });
    other({ code: 'OK', rows: 3, vendorRequestId: 'r', durationMs: 5 });
    end({ code: 'UPSTREAM_TIMEOUT', rows: null, vendorRequestId: null, durationMs: 50 });
    tally.share(attempt);
    expect(tally.read()).toEqual({
      made: 2,
      coalesced: 1,
      saved: 0,
      actions: [
        { provider: 'ACME', action: 'DescribeThings', made: 1, coalesced: 1, saved: 0 },
        { provider: 'ACME', action: 'DescribeOthers', made: 1, coalesced: 0, saved: 0 },
      ],
      calls: [
        {
          account: 'acme',
          provider: 'ACME',
          region: 'pek',
          action: 'DescribeThings',
          attempt: 1,
          waitMs: 7,
          code: 'UPSTREAM_TIMEOUT',
          rows: null,
          vendorRequestId: null,
          durationMs: 50,
        },
        {
          account: 'acme',
          provider: 'ACME',
          region: 'pek',
          action: 'DescribeOthers',
          attempt: 1,
          waitMs: 7,
          code: 'OK',
          rows: 3,
          vendorRequestId: 'r',
          durationMs: 5,
        },
      ],
    });
  });

  test('of a call that has not ended is how long it has taken so far', () => {
    const tally = createCallTally(10, () => 140);
    tally.charge(attempt);
    expect(tally.read().calls).toMatchObject([{ code: 'REQUEST_TIMEOUT', rows: null, durationMs: 40 }]);
  });
});
