import { beforeEach, describe, expect, it } from 'vitest';
import { startSimulator } from './start-simulator.js';
import { bmlbAccount } from './tencent-bmlb-setup.js';
import { callModern, type ModernClientOptions } from './tencent-bmlb-v3-client.js';
import { tencentClbAccount } from './tencent-clb-account.js';

const { simulator, client } = await startSimulator({
  topology: { accounts: [tencentClbAccount(), bmlbAccount({ api: 'v3' })] },
});

beforeEach(() => simulator.clearCalls());

const call = (service: string, more: Partial<ModernClientOptions> = {}) => {
  const version = service === 'bm' ? '2018-04-23' : '2018-06-25';
  const action = service === 'bm' ? 'DescribeDevices' : 'DescribeLoadBalancers';
  const params = service === 'bm' ? { Offset: 0, Limit: 1 } : { Limit: 1 };
  return callModern({ ...client('bm'), service, version, region: 'ap-beijing', ...more }, action, params);
};

describe('a 3.0 call among all products', () => {
  it.each(['bmlb', 'bm'])('of %s is known by the scope that it is signed for', async (service) => {
    expect((await call(service)).response['Error']).toBeUndefined();
    expect(simulator.calls().byAction).toEqual({
      [service === 'bm' ? 'TENCENT_BMLB DescribeDevices' : 'TENCENT_BMLB DescribeLoadBalancers']: 1,
    });
  });

  it.each(['bmlb', 'bm'])('of %s is known by the host name, whatever it is signed for', async (service) => {
    const host = `${service}.tencentcloudapi.com`;
    expect((await call(service, { host })).response['Error']).toBeUndefined();
    expect((await call('clb', { host })).response['Error']).toBeDefined();
    expect(simulator.calls().calls.map(({ provider }) => provider)).toEqual(['TENCENT_BMLB', 'TENCENT_BMLB']);
  });

  it('of one service is none of the other', async () => {
    const { response } = await call('bmlb', { service: 'bm', version: '2018-04-23' });
    expect(response['Error']).toMatchObject({ Code: 'InvalidAction' });
  });
});
