import type { InventoryAccount } from '../../src/simulator/inventory.js';
import type { Mutation, SimulatorOptions } from '../../src/simulator/simulator.js';
import { zenlayerZlb } from '../../src/simulator/zenlayer/zlb/zenlayer-zlb.js';
import { rowsOf } from './qingcloud-client.js';
import { present, startSimulator, type Started, type TopologyAccount } from './start-simulator.js';
import { callZenlayer, type ZenlayerClientOptions, type ZenlayerReply } from './zenlayer-client.js';

export type Row = Record<string, unknown>;

export function zlbAccount(changes: Partial<TopologyAccount> = {}): TopologyAccount {
  return {
    id: 'zlb',
    provider: 'ZENLAYER_ZLB',
    api: 'v2',
    regions: ['asia-east-1', 'europe-central-1'],
    loadBalancers: 12,
    listeners: 48,
    backends: 300,
    instances: 40,
    ...changes,
  };
}

export interface ZlbStarted extends Started {
  /** Machines are asked of their own service, all else of that of load balancers. */
  readonly call: (
    action: string,
    args?: unknown,
    more?: Partial<ZenlayerClientOptions>,
  ) => Promise<ZenlayerReply>;
  /** The rows of an answer, whatever its list is called. */
  readonly rows: (action: string, args?: Row) => Promise<Row[]>;
  readonly truth: () => InventoryAccount;
  readonly change: (op: Mutation['op'], kind: Mutation['kind'], rest?: Partial<Mutation>) => string;
}

const LISTS: Readonly<Record<string, string>> = {
  DescribeListeners: 'listeners',
  DescribeBackends: 'backends',
  DescribeBackendHealth: 'backends',
  DescribeLoadBalancerRegions: 'regions',
};

export const listOf = (action: string): string => LISTS[action] ?? 'dataSet';

/** Only this product, so that nothing else can claim its calls. */
export async function startZlb(
  options: Omit<SimulatorOptions, 'topology' | 'vendors'> & { account?: Partial<TopologyAccount> } = {},
): Promise<ZlbStarted> {
  const { account, ...rest } = options;
  const started = await startSimulator({
    ...rest,
    vendors: [zenlayerZlb],
    topology: { accounts: [zlbAccount(account)] },
  });
  const call: ZlbStarted['call'] = (action, args = {}, more = {}) => {
    const service = action === 'DescribeInstances' ? 'zec' : 'zlb';
    const time = rest.clock?.() ?? Date.now();
    return callZenlayer({ ...started.client('zlb'), service, time, ...more }, action, args);
  };
  return {
    ...started,
    call,
    rows: async (action, args = {}) => rowsOf((await call(action, args)).response, listOf(action)),
    truth: () => present(started.simulator.inventory('zlb').accounts[0]),
    change: (op, kind, rest = {}) => started.simulator.mutate({ op, kind, account: 'zlb', ...rest }).vendorId,
  };
}
