import { describe, expect, it } from 'vitest';
import { hostProblems } from '../../src/config.js';
import { sandboxConfig } from '../../src/config/sandbox-config.js';
import { providers, simulated } from './made-up-providers.js';

describe('hostProblems', () => {
  const closed = sandboxConfig([simulated], providers);
  const config = (allowNonLoopback: boolean) => ({
    ...closed,
    auth: { mode: 'none' as const, allowNonLoopback },
  });

  it('refuses open access from elsewhere unless it is meant', () => {
    expect(hostProblems(config(false), { host: '0.0.0.0', sandbox: false })).toHaveLength(1);
    expect(hostProblems(config(false), { host: 'gateway.example', sandbox: false })).toHaveLength(1);
    for (const host of ['127.0.0.1', 'localhost', '::1', '127.8.8.8']) {
      expect(hostProblems(config(false), { host, sandbox: false })).toEqual([]);
    }
    expect(hostProblems(config(true), { host: '0.0.0.0', sandbox: false })).toEqual([]);
    expect(hostProblems(config(false), { host: '0.0.0.0', sandbox: true })).toEqual([]);
  });
});
