import { describe, expect, test } from 'vitest';
import { createAccountHealth } from '../../src/upstream/account-health.js';

const quota = { calls: 3, windowMs: 1000 };

describe("an account's health", () => {
  test('is not known before the first call', () => {
    expect(createAccountHealth(quota).read(5)).toEqual({
      reachable: null,
      lastCallAt: null,
      lastError: null,
      budgetLeft: 3,
    });
  });

  test('is that of the newest outcome; the newest failure stays told after a success', () => {
    const health = createAccountHealth(quota);
    health.sent(1);
    health.failed('UPSTREAM_TIMEOUT', 'too late', 1);
    expect(health.read(2)).toMatchObject({ reachable: false });
    health.sent(3);
    health.answered();
    expect(health.read(4)).toMatchObject({
      reachable: true,
      lastCallAt: 3,
      lastError: { code: 'UPSTREAM_TIMEOUT', message: 'too late', at: 1 },
    });
  });

  test('counts the calls of the last window against the quota, and never below nothing', () => {
    const health = createAccountHealth(quota);
    for (const at of [0, 10, 500, 600]) health.sent(at);
    expect(health.read(600).budgetLeft).toBe(0);
    expect(health.read(999).budgetLeft).toBe(0);
    expect(health.read(1000).budgetLeft).toBe(0);
    expect(health.read(1010).budgetLeft).toBe(1);
    expect(health.read(1600).budgetLeft).toBe(3);
  });

  test('tells no budget where the vendor documents none', () => {
    const health = createAccountHealth(null);
    health.sent(1);
    expect(health.read(2)).toMatchObject({ lastCallAt: 1, budgetLeft: null });
  });
});
