import type { InventoryAccount } from '../../src/simulator/inventory.js';
import type { SimulatorOptions } from '../../src/simulator/simulator.js';
import { present, startSimulator, type Started, type TopologyAccount } from './start-simulator.js';
import { callModern, type ModernClientOptions, type ModernReply } from './tencent-bmlb-v3-client.js';
import { tencentClbAccount } from './tencent-clb-account.js';

export type Row = Record<string, unknown>;
type More = Partial<ModernClientOptions>;

export interface ModernClbStarted extends Started {
  readonly call: (action: string, params?: Row, more?: More) => Promise<ModernReply>;
  /** What stands in `Response` of an answer that is no refusal. */
  readonly ask: (action: string, params?: Row, more?: More) => Promise<Row>;
  /** The code of a refusal; undefined if there is none. */
  readonly codeOf: (action: string, params?: Row, more?: More) => Promise<unknown>;
  readonly truth: (account?: string) => InventoryAccount;
}

const CLB = { service: 'clb', version: '2018-03-17' };
const CVM = { service: 'cvm', version: '2017-03-12' };

/** A fleet whose account speaks 3.0. */
export async function startModernClb(
  options: Omit<SimulatorOptions, 'topology' | 'vendors'> & { account?: Partial<TopologyAccount> } = {},
): Promise<ModernClbStarted> {
  const { account, ...rest } = options;
  const own = tencentClbAccount({ api: 'v3', ...account });
  const started = await startSimulator({ topology: { accounts: [own] }, ...rest });
  const call: ModernClbStarted['call'] = (action, params = {}, more = {}) =>
    callModern(
      {
        ...started.client('clb'),
        ...(action === 'DescribeInstances' ? CVM : CLB),
        time: rest.clock?.() ?? Date.now(),
        ...more,
      },
      action,
      params,
    );
  return {
    ...started,
    call,
    async ask(action, params, more) {
      const { response } = await call(action, params, more);
      if (response['Error'] !== undefined) throw new Error(`${action}: ${JSON.stringify(response)}`);
      return response;
    },
    async codeOf(action, params, more) {
      const { Error: error } = (await call(action, params, more)).response;
      return (error as Row | undefined)?.['Code'];
    },
    truth: (id = 'clb') => present(started.simulator.inventory(id).accounts[0]),
  };
}
