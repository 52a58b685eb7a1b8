import { describe, expect, it } from 'vitest';
import { present } from './start-simulator.js';
import { list, rowsIn, startBmlb } from './tencent-bmlb-setup.js';
import { callTencent, sendTencent, signTencent, type TencentClientOptions } from './tencent-client.js';

const { simulator, client, url, ask, truth } = await startBmlb({ seed: 7 });
const loadBalancerId = present(truth().loadBalancers[0]).vendorId;

const HOST = 'bmlb.api.qcloud.com';
const call = (more: Partial<TencentClientOptions> = {}, action = 'DescribeBmLoadBalancers') =>
  callTencent({ ...client('bm'), region: 'bj', ...more }, action);
const codeOf = async (...args: Parameters<typeof call>): Promise<unknown> =>
  (await call(...args)).json['code'];

describe('identity', () => {
  it('takes GET and POST, both digests and none named', async () => {
    for (const method of ['GET', 'POST'] as const)
      for (const signatureMethod of ['HmacSHA256', 'HmacSHA1', null] as const)
        expect(await codeOf({ method, signatureMethod })).toBe(0);
  });

  it('takes a signature over the received host or its own name, with and without port', async () => {
    const { host } = new URL(url);
    const port = host.replace(/.*:/, '');
    for (const signedHost of [host, '127.0.0.1', HOST, `${HOST}:${port}`])
      expect(await codeOf({ signedHost })).toBe(0);
    for (const received of [HOST, `${HOST}:${port}`, HOST.toUpperCase()])
      expect(await codeOf({ host: received, signedHost: HOST })).toBe(0);
    expect(await codeOf({ signedHost: 'bm.api.qcloud.com' })).toBe(4100);
    expect(await codeOf({ signedHost: 'bm.api.qcloud.com' }, 'DescribeDevice')).toBe(0);
  });

  it('refuses a wrong key, an unknown one, a stale stamp and a nonce that was used', async () => {
    const wrong = await call({ key: 'wrong' });
    expect([wrong.status, wrong.json['code'], wrong.json['codeDesc']]).toEqual([200, 4100, 'AuthFailure']);
    expect(Object.keys(wrong.json).sort()).toEqual(['code', 'codeDesc', 'message']);
    expect(await codeOf({ id: 'AKIDnobody' })).toBe(4104);
    expect(await codeOf({ time: Date.now() - 600_000 })).toBe(4500);
    expect(await codeOf({ time: Date.now() + 600_000 })).toBe(4500);
    const time = Date.now();
    expect(await codeOf({ nonce: 99, time })).toBe(0);
    expect(await codeOf({ nonce: 99, time })).toBe(4500);
  });

  it('reads only the body of a POST', async () => {
    const options = { ...client('bm'), region: 'bj', method: 'POST' as const };
    const body = signTencent(options, 'DescribeBmLoadBalancers', { limit: 1 });
    const { json } = await sendTencent(options, '?Action=DescribeDevice&limit=7', body);
    expect(rowsIn(json, 'loadBalancerSet')).toHaveLength(1);
  });

  it('knows each action under its own host alone', async () => {
    expect(await codeOf({ host: 'bm.api.qcloud.com' })).toBe(6100);
    expect(await codeOf({ host: HOST }, 'DescribeDevice')).toBe(6100);
    expect(await codeOf({ host: 'bm.api.qcloud.com' }, 'DescribeDevice')).toBe(0);
    expect(await codeOf({ host: HOST }, 'DescribeBmL4Listeners')).toBe(6100);
  });

  it('takes both spellings of a region, and refuses none and another one', async () => {
    expect(await codeOf({ region: 'ap-beijing' })).toBe(0);
    expect(await codeOf({ region: 'gz' })).toBe(4000);
    expect(await codeOf({ region: null })).toBe(4000);
  });

  it('logs documented parameters, and nothing that tells who called', async () => {
    simulator.clearCalls();
    await ask('DescribeBmListeners', {
      loadBalancerId,
      ...list('listenerIds', ['lbl-x']),
      secret: 'planted-text',
    });
    const [entry] = simulator.calls().calls;
    expect(entry).toMatchObject({
      account: 'bm',
      provider: 'TENCENT_BMLB',
      region: 'ap-beijing',
      action: 'DescribeBmListeners',
      params: { loadBalancerId, 'listenerIds.0': 'lbl-x' },
      code: 0,
    });
    for (const secret of [client('bm').id, client('bm').key, 'planted-text', 'Signature'])
      expect(JSON.stringify(entry)).not.toContain(secret);
  });
});
