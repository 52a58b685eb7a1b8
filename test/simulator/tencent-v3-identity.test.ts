import { afterEach, describe, expect, it } from 'vitest';
import type { WireRequest } from '../../src/simulator/vendor.js';
import { readHead } from '../../src/simulator/tencent/v3/call-head.js';
import { startModernClb } from './tencent-clb-v3-setup.js';

const NOW = Date.UTC(2024, 2, 4, 23, 58);
const { simulator, url, call, codeOf } = await startModernClb({ clock: () => NOW });
const defaults = Object.fromEntries(simulator.settings().map(({ name, value }) => [name, value]));

afterEach(() => {
  simulator.putSettings(defaults);
  simulator.clearCalls();
});

const LIST = 'DescribeLoadBalancers';
const under = (name: string, value: string): void => simulator.putSettings({ [`tencent-v3.${name}`]: value });

describe('time', () => {
  it.each([
    [300_000, undefined],
    [-300_000, undefined],
    [301_000, 'AuthFailure.SignatureExpire'],
    [-301_000, 'AuthFailure.SignatureExpire'],
  ])('that is %i ms off gives %s, on either side of midnight', async (ms, code) => {
    expect(await codeOf(LIST, {}, { time: NOW + ms })).toBe(code);
  });
});

describe('the host that is signed for', () => {
  const own = 'clb.tencentcloudapi.com';

  it.each([
    ['the received one', {}],
    ["the vendor's own, whatever is received", { signedHost: own }],
    ["the vendor's own on the international site", { signedHost: 'clb.intl.tencentcloudapi.com' }],
    ["the vendor's own with the port", { signedHost: `${own}:${new URL(url).port}` }],
    ['the received one without its port', { signedHost: '127.0.0.1' }],
    ["the vendor's own, as received", { host: own }],
    ['that of a region, as received', { host: 'clb.ap-guangzhou.tencentcloudapi.com' }],
  ])('may be %s', async (_, more) => {
    expect(await codeOf(LIST, {}, more)).toBeUndefined();
  });

  it.each(['cvm.tencentcloudapi.com', 'example.org'])('may not be %s', async (signedHost) => {
    expect(await codeOf(LIST, {}, { signedHost })).toBe('AuthFailure.SignatureFailure');
  });
});

describe('what a call names', () => {
  it('is refused by the documented codes where nobody has it', async () => {
    expect(await codeOf('DescribeNothing')).toBe('InvalidAction');
    expect(await codeOf('DescribeInstances', {}, { service: 'clb', version: '2018-03-17' })).toBe(
      'InvalidAction',
    );
    expect(await codeOf(LIST, {}, { version: '2017-03-12' })).toBe('NoSuchVersion');
    expect(await codeOf(LIST, {}, { service: 'vpc' })).toBe('NoSuchProduct');
    expect(await codeOf('')).toBe('MissingParameter');
    expect(await codeOf(LIST, {}, { version: '' })).toBe('MissingParameter');
    expect(await codeOf(LIST, {}, { id: 'AKIDnobody' })).toBe('AuthFailure.SecretIdNotFound');
    expect(await codeOf(LIST, {}, { key: 'wrong' })).toBe('AuthFailure.SignatureFailure');
  });

  it('without a region is refused, or means the first one', async () => {
    expect(await codeOf(LIST, {}, { region: null })).toBe('MissingParameter');
    under('missing-region', 'first');
    expect((await call(LIST, {}, { region: null })).response['TotalCount']).toBe(14);
  });

  it('for a region where nothing is gives what the setting says', async () => {
    const elsewhere = { region: 'ap-tokyo' };
    expect(await codeOf(LIST, {}, elsewhere)).toBe('UnsupportedRegion');
    under('unknown-region', 'InvalidParameter.RegionNotFound');
    expect(await codeOf(LIST, {}, elsewhere)).toBe('InvalidParameter.RegionNotFound');
    under('unknown-region', 'empty');
    expect((await call(LIST, {}, elsewhere)).response).toMatchObject({ TotalCount: 0, LoadBalancerSet: [] });
  });

  it('of a scope for another service than the host gives what the setting says', async () => {
    const other = { host: 'cvm.tencentcloudapi.com', version: '2017-03-12' };
    expect(await codeOf('DescribeInstances', {}, { ...other, service: 'clb' })).toBe(
      'AuthFailure.SignatureFailure',
    );
    under('scope-mismatch', 'AuthFailure.InvalidAuthorization');
    expect(await codeOf('DescribeInstances', {}, { ...other, service: 'clb' })).toBe(
      'AuthFailure.InvalidAuthorization',
    );
    expect(await codeOf('DescribeInstances', {}, { ...other, service: 'cvm' })).toBeUndefined();
  });

  it('with a token is taken or refused', async () => {
    const token = 'temporary-token';
    expect(await codeOf(LIST, {}, { token })).toBeUndefined();
    under('token', 'AuthFailure.TokenFailure');
    expect(await codeOf(LIST, {}, { token })).toBe('AuthFailure.TokenFailure');
    expect(await codeOf(LIST)).toBeUndefined();
  });
});

describe('parameters', () => {
  it.each([
    ['DescribeLoadBalancers', { Limit: '20' }, 'InvalidParameter'],
    ['DescribeLoadBalancers', { Limit: 1.5 }, 'InvalidParameter'],
    ['DescribeLoadBalancers', { LoadBalancerIds: 'lb-1' }, 'InvalidParameter'],
    ['DescribeLoadBalancers', { LoadBalancerIds: [1] }, 'InvalidParameter'],
    ['DescribeLoadBalancers', { Limit: 101 }, 'InvalidParameterValue.Range'],
    ['DescribeLoadBalancers', { Offset: -1 }, 'InvalidParameterValue.Range'],
    ['DescribeLoadBalancers', { Forward: 2 }, 'InvalidParameterValue.Range'],
    ['DescribeLoadBalancers', { Filters: [{ Values: ['a'] }] }, 'MissingParameter'],
    ['DescribeLoadBalancers', { limit: 1 }, 'UnknownParameter'],
    [
      'DescribeLoadBalancers',
      { Filters: [{ Name: 'exclusive', Values: ['0'], Op: 'x' }] },
      'UnknownParameter',
    ],
    ['DescribeListeners', {}, 'MissingParameter'],
    ['DescribeInstances', { Limit: 101 }, 'InvalidParameterValue.LimitExceeded'],
  ])('of %s: %j gives %s', async (action, params, code) => {
    expect(await codeOf(action, params)).toBe(code);
  });

  it('that nobody declared may be ignored, and a Limit above the maximum cut', async () => {
    under('unknown-parameter', 'ignore');
    expect(await codeOf(LIST, { limit: 1 })).toBeUndefined();
    under('limit-over-maximum', 'clamp');
    const { response } = await call('DescribeInstances', { Limit: 1000 });
    expect(response['InstanceSet']).toHaveLength(100);
  });
});

describe('the log', () => {
  const last = () => simulator.calls().calls.at(-1);

  it('has account, action, region and the declared parameters as they were sent', async () => {
    const params = { LoadBalancerIds: ['lb-none'], Offset: 0, Limit: 20 };
    await call(LIST, params);
    expect(last()).toMatchObject({
      account: 'clb',
      provider: 'TENCENT_CLB',
      action: LIST,
      region: 'ap-guangzhou',
      params: { Region: 'ap-guangzhou', Version: '2018-03-17', ...params },
      status: 200,
      code: null,
      rows: 0,
    });
    await call(LIST, {}, { region: 'gz', key: 'wrong' });
    expect(last()).toMatchObject({ region: 'ap-guangzhou', code: 'AuthFailure.SignatureFailure' });
  });

  it('has nothing of what nobody declared, and neither key nor signature', async () => {
    const secret = 'a-secret-in-the-wrong-place';
    await call(LIST, {
      Password: secret,
      SearchKey: secret,
      Filters: [{ Name: 'exclusive', Values: ['0'], Password: { inner: secret } }],
    });
    const { id, key } = { ...simulator.accounts[0]?.credentials };
    const text = JSON.stringify(simulator.calls());
    for (const hidden of [secret, id, key, 'Password', 'TC3-HMAC-SHA256']) expect(text).not.toContain(hidden);
  });
});

describe('a request', () => {
  const request = (headers: Record<string, string>): Pick<WireRequest, 'headers'> => ({ headers });

  it('is of the service that its host names, else of that in its credential scope', () => {
    const scope = '2024-03-04/clb/tc3_request';
    const authorization = `TC3-HMAC-SHA256 Credential=id/${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
    expect(readHead(request({ authorization })).service).toBe('clb');
    expect(readHead(request({ authorization, host: 'CVM.tencentcloudapi.com:443' })).service).toBe('cvm');
    expect(readHead(request({ host: 'clb.ap-guangzhou.tencentcloudapi.com' })).service).toBe('clb');
    expect(readHead(request({ host: 'localhost' })).service).toBeNull();
  });
});
