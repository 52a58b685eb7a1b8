import type { SimulatorOptions } from '../../src/simulator/simulator.js';
import { callModern, type ModernClientOptions, type ModernReply } from './tencent-bmlb-v3-client.js';
import { startBmlb, type BmlbStarted, type Row } from './tencent-bmlb-setup.js';
import type { TopologyAccount } from './start-simulator.js';

export interface ModernBmlbStarted extends BmlbStarted {
  readonly callModern: (
    action: string,
    params?: Row,
    more?: Partial<ModernClientOptions>,
  ) => Promise<ModernReply>;
  /** What stands in `Response`, without the id of the request. */
  readonly askModern: (action: string, params?: Row, more?: Partial<ModernClientOptions>) => Promise<Row>;
  /** The code of a refusal; undefined if there is none. */
  readonly codeOf: (action: string, params?: Row, more?: Partial<ModernClientOptions>) => Promise<unknown>;
}

const BM = { service: 'bm', version: '2018-04-23' };
const BMLB = { service: 'bmlb', version: '2018-06-25' };

/** One fleet, asked in both dialects; the account says which of them its inventory speaks. */
export async function startModernBmlb(
  options: Omit<SimulatorOptions, 'topology' | 'vendors'> & { account?: Partial<TopologyAccount> } = {},
): Promise<ModernBmlbStarted> {
  const { account, ...rest } = options;
  const started = await startBmlb({ ...rest, account: { api: 'v3', ...account } });
  const call: ModernBmlbStarted['callModern'] = (action, params = {}, more = {}) => {
    const service = action === 'DescribeDevices' ? BM : BMLB;
    const time = rest.clock?.() ?? Date.now();
    return callModern(
      { ...started.client('bm'), ...service, region: 'ap-beijing', time, ...more },
      action,
      params,
    );
  };
  return {
    ...started,
    callModern: call,
    async askModern(action, params, more) {
      const { RequestId: _requestId, ...response } = (await call(action, params, more)).response;
      return response;
    },
    async codeOf(action, params, more) {
      const { Error: error } = (await call(action, params, more)).response;
      return (error as Row | undefined)?.['Code'];
    },
  };
}
