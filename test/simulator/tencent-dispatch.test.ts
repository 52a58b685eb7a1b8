import { beforeEach, describe, expect, it } from 'vitest';
import { startSimulator } from './start-simulator.js';
import { bmlbAccount } from './tencent-bmlb-setup.js';
import { tencentClbAccount } from './tencent-clb-account.js';
import { callTencent } from './tencent-client.js';

const { simulator, client } = await startSimulator({
  topology: { accounts: [tencentClbAccount(), bmlbAccount()] },
});

beforeEach(() => simulator.clearCalls());

const CLB = 'DescribeLoadBalancers';
const BMLB = 'DescribeBmLoadBalancers';

describe('two products on one path', () => {
  it('are told apart by the action where the host name does not tell', async () => {
    expect((await callTencent(client('clb'), CLB)).json['code']).toBe(0);
    expect((await callTencent({ ...client('bm'), region: 'bj' }, BMLB)).json['code']).toBe(0);
    expect((await callTencent(client('clb'), 'DescribeNothing')).json['code']).toBe(6100);
    expect(simulator.calls().calls.map(({ provider, account }) => [provider, account])).toEqual([
      ['TENCENT_CLB', 'clb'],
      ['TENCENT_BMLB', 'bm'],
      ['TENCENT_CLB', 'clb'],
    ]);
  });

  it('are told apart by the host name, whatever the action', async () => {
    const host = 'bmlb.api.qcloud.com';
    expect((await callTencent({ ...client('bm'), region: 'bj', host }, CLB)).json['code']).toBe(6100);
    expect((await callTencent({ ...client('clb'), host: 'lb.api.qcloud.com' }, BMLB)).json['code']).toBe(
      6100,
    );
    expect(simulator.calls().calls.map(({ provider }) => provider)).toEqual(['TENCENT_BMLB', 'TENCENT_CLB']);
  });

  it('know each their own keys alone', async () => {
    expect((await callTencent({ ...client('bm'), region: 'gz' }, CLB)).json['code']).toBe(4104);
  });
});
