import { tencentBmlb } from '../../src/simulator/tencent/bmlb/tencent-bmlb.js';
import type { SimulatorOptions } from '../../src/simulator/simulator.js';
import type { InventoryAccount, InventoryLoadBalancer } from '../../src/simulator/inventory.js';
import { present, startSimulator, type Started, type TopologyAccount } from './start-simulator.js';
import { callTencent, type TencentClientOptions, type TencentParams } from './tencent-client.js';

export type Row = Record<string, unknown>;

export function bmlbAccount(changes: Partial<TopologyAccount> = {}): TopologyAccount {
  return {
    id: 'bm',
    provider: 'TENCENT_BMLB',
    api: 'v2',
    regions: ['bj'],
    loadBalancers: 12,
    listeners: 24,
    l7Listeners: 8,
    rulesPerL7Listener: 5,
    backends: 320,
    instances: 40,
    vmIps: 5,
    ...changes,
  };
}

export interface BmlbStarted extends Started {
  /** The JSON of an answer. */
  readonly ask: (
    action: string,
    params?: TencentParams,
    more?: Partial<TencentClientOptions>,
  ) => Promise<Row>;
  readonly truth: () => InventoryAccount;
}

/** Only this product, so that nothing else can claim its calls. */
export async function startBmlb(
  options: Omit<SimulatorOptions, 'topology' | 'vendors'> & { account?: Partial<TopologyAccount> } = {},
): Promise<BmlbStarted> {
  const { account, ...rest } = options;
  const started = await startSimulator({
    ...rest,
    vendors: [tencentBmlb],
    topology: { accounts: [bmlbAccount(account)] },
  });
  return {
    ...started,
    ask: async (action, params = {}, more = {}) => {
      const time = rest.clock?.() ?? Date.now();
      const options = { ...started.client('bm'), region: 'bj', time, ...more };
      return (await callTencent(options, action, params)).json;
    },
    truth: () => present(started.simulator.inventory('bm').accounts[0]),
  };
}

export const rowsIn = (row: Row, key: string): Row[] => (row[key] ?? []) as Row[];
export const dataOf = (row: Row): Row => row['data'] as Row;

/** The values of a list parameter, numbered from 0. */
export function list(name: string, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) => [`${name}.${index}`, value]));
}

/** The first load balancer with listeners of both layers. */
export function mixed(loadBalancers: readonly InventoryLoadBalancer[]): InventoryLoadBalancer {
  return present(
    loadBalancers.find(
      ({ listeners }) =>
        listeners.some(({ rules }) => rules.length > 0) && listeners.some(({ rules }) => rules.length === 0),
    ),
  );
}
