import { afterAll } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator/simulator.js';
import type { Topology } from '../../src/simulator/topology.js';
import type { SimulatedAccount } from '../../src/simulator/vendor.js';

export type TopologyAccount = Topology['accounts'][number];

export interface Started {
  readonly simulator: Simulator;
  readonly url: string;
  /** What a signed client needs, by account id. */
  readonly client: (account: string) => { url: string; id: string; key: string };
}

/** A simulator that the test file closes when it ends. */
export async function startSimulator(options: SimulatorOptions): Promise<Started> {
  const simulator = createSimulator(options);
  afterAll(() => simulator.close());
  const { url, accounts } = await simulator.listen(0);
  return { simulator, url, client: (id) => ({ url, ...credentialsOf(accounts, id) }) };
}

function credentialsOf(accounts: readonly SimulatedAccount[], id: string): SimulatedAccount['credentials'] {
  const account = accounts.find((candidate) => candidate.id === id);
  if (!account) throw new Error(`no account ${id}`);
  return account.credentials;
}

export function qingcloudAccount(changes: Partial<TopologyAccount> = {}): TopologyAccount {
  return {
    id: 'qing',
    provider: 'QINGCLOUD',
    api: 'v1',
    regions: ['pek3'],
    loadBalancers: 12,
    listeners: 30,
    backends: 250,
    instances: 40,
    routers: 2,
    ...changes,
  };
}

export function zenlayerAccount(changes: Partial<TopologyAccount> = {}): TopologyAccount {
  return {
    id: 'zen',
    provider: 'ZENLAYER_BMC',
    api: 'v2',
    regions: ['HKG-A', 'SEL-A'],
    loadBalancers: 12,
    listeners: 24,
    backends: 200,
    instances: 40,
    ...changes,
  };
}

/** The item, which the test says is there. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('expected a value');
  return value;
}
