import type { Topology } from '../../src/simulator/simulator.js';
import type { Started } from '../simulator/start-simulator.js';
import type { StartOptions } from '../support/process.js';

/** Two vendors: one to hang, one to answer meanwhile. */
export const shutdownTopology: Topology = {
  seed: 3,
  accounts: [
    {
      id: 'z',
      provider: 'ZENLAYER_BMC',
      api: 'v2',
      regions: ['HKG-A'],
      loadBalancers: 4,
      listeners: 4,
      backends: 4,
      instances: 4,
    },
    {
      id: 'q',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['pek3'],
      loadBalancers: 3,
      listeners: 3,
      backends: 3,
      instances: 3,
    },
  ],
};

/** A process's configuration for these accounts, each key by its variable. */
export function configOf(
  vendors: string,
  client: Started['client'],
  upstreamTimeoutMs: number,
): StartOptions {
  return {
    config: `
accounts:
  - id: z
    provider: ZENLAYER_BMC
    api: v2
    credentials: { id: "\${Z_ID}", key: "\${Z_KEY}" }
    endpoint: ${vendors}
  - id: q
    provider: QINGCLOUD
    api: v1
    regions: [pek3]
    credentials: { id: "\${Q_ID}", key: "\${Q_KEY}" }
    endpoint: ${vendors}
limits: { upstreamTimeoutMs: ${upstreamTimeoutMs} }
`,
    env: { Z_ID: client('z').id, Z_KEY: client('z').key, Q_ID: client('q').id, Q_KEY: client('q').key },
  };
}

export interface Answered {
  readonly status: number;
  readonly codes: readonly string[];
  /** How many load balancers came. */
  readonly names: number;
}

export async function askNames(url: string): Promise<Answered> {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify({ query: '{ loadBalancers(first: 50) { nodes { name } } }' }),
    headers: { 'content-type': 'application/json' },
  });
  const { data, errors = [] } = (await response.json()) as {
    data?: { loadBalancers: { nodes: unknown[] } };
    errors?: { extensions: { code: string } }[];
  };
  return {
    status: response.status,
    codes: errors.map(({ extensions }) => extensions.code),
    names: data?.loadBalancers.nodes.length ?? 0,
  };
}
