import { createHash, randomBytes } from 'node:crypto';
import type { Config } from '../../src/config.js';
import { toKey } from '../../src/auth/keys.js';
import type { Topology } from '../../src/simulator/simulator.js';

/** Accounts of two teams, and one that both see. */
export const topology: Topology = {
  seed: 31,
  accounts: [
    { id: 'q-north', provider: 'QINGCLOUD', api: 'v1', regions: ['pek3'], ...sized(4) },
    { id: 'z-north', provider: 'ZENLAYER_BMC', api: 'v2', regions: ['HKG-A'], ...sized(3) },
    { id: 'shared', provider: 'QINGCLOUD', api: 'v1', regions: ['sh1'], ...sized(5) },
    { id: 'q-south', provider: 'QINGCLOUD', api: 'v1', regions: ['gd2'], ...sized(6) },
    { id: 't-south', provider: 'TENCENT_CLB', api: 'v2', regions: ['ap-guangzhou'], ...sized(2) },
  ],
};

function sized(loadBalancers: number) {
  return { loadBalancers, listeners: 2 * loadBalancers, backends: 4 * loadBalancers, instances: 5 };
}

export const grants = {
  north: ['q-north', 'z-north', 'shared'],
  south: ['shared', 'q-south', 't-south'],
  everything: ['*'],
} as const;

export type CallerName = keyof typeof grants;

/** How many load balancers each of them sees. */
export const loadBalancersOf: Readonly<Record<CallerName, number>> = { north: 12, south: 13, everything: 20 };

/** A key for each caller, and what the configuration holds of them. */
export function makeKeys(): { keys: Readonly<Record<CallerName, string>>; auth: Config['auth'] } {
  const keys = { north: newKey(), south: newKey(), everything: newKey() };
  return {
    keys,
    auth: {
      mode: 'keys',
      keys: (Object.keys(grants) as CallerName[]).map((name) => ({
        name,
        sha256: createHash('sha256').update(keys[name]).digest('hex'),
        accounts: grants[name],
        introspect: name === 'everything',
        trace: name === 'everything',
      })),
    },
  };
}

export function newKey(): string {
  return toKey(randomBytes(32));
}
