import { describe, expect, test } from 'vitest';
import {
  encode,
  flatten,
  toCanonicalQuery,
  toRequest,
  toSignature,
  toStringToSign,
  toTimeStamp,
} from '../../../src/providers/qingcloud/signer.js';
import type { Params } from '../../../src/providers/provider.js';
import { callOf } from './asking.js';

const secret = 'SECRETACCESSKEY';

const runInstances: Params = {
  access_key_id: 'QYACCESSKEYIDEXAMPLE',
  action: 'RunInstances',
  count: 1,
  image_id: 'centos64x86a',
  instance_name: 'demo',
  instance_type: 'small_b',
  login_mode: 'passwd',
  login_passwd: 'QingCloud20130712',
  signature_method: 'HmacSHA256',
  signature_version: 1,
  time_stamp: '2013-08-27T14:30:10Z',
  version: 1,
  vxnets: ['vxnet-0'],
  zone: 'pek3a',
};

const describeBackends: Params = {
  access_key_id: 'QYACCESSKEYIDEXAMPLE',
  action: 'DescribeLoadBalancerBackends',
  limit: 100,
  loadbalancer: 'lb-1234abcd',
  offset: 0,
  signature_method: 'HmacSHA256',
  signature_version: 1,
  time_stamp: '2013-10-09T08:14:39Z',
  verbose: 1,
  version: 1,
  zone: 'pek3',
};

const describeInstances: Params = {
  access_key_id: 'QYACCESSKEYIDEXAMPLE',
  action: 'DescribeInstances',
  instances: [
    'i-q9k5xmsl',
    'i-6rxncvy1',
    'i-u1szvwkh',
    'i-aaaaaaa4',
    'i-aaaaaaa5',
    'i-aaaaaaa6',
    'i-aaaaaaa7',
    'i-aaaaaaa8',
    'i-aaaaaaa9',
    'i-aaaaaa10',
  ],
  limit: 100,
  search_word: "web 前端~*'()!+/",
  signature_method: 'HmacSHA256',
  signature_version: 1,
  time_stamp: '2021-04-20T03:23:50Z',
  version: 1,
  zone: 'sh1',
};

const goTest: Params = {
  access_key_id: 'ENV_ACCESS_KEY_ID',
  action: 'DescribeInstance',
  'instance.0': 'i-xxxxxxxx',
  signature_method: 'HmacSHA256',
  signature_version: 1,
  time_stamp: '0001-01-01T00:00:00Z',
  verbose: 1,
};

interface Vector {
  readonly name: string;
  readonly params: Params;
  readonly signature: string;
  readonly method?: string;
  readonly path?: string;
  readonly key?: string;
  readonly signatureMethod?: string;
}

/** The vendor sheet's vectors V1 to V8, in its order. */
const vectors: readonly Vector[] = [
  { name: 'V1', params: runInstances, signature: 'byjccvWIvAftaq+oublemagH3bYAlDWxxLFAzAsyslw=' },
  {
    name: 'V2',
    params: { ...runInstances, zone: 'pek1' },
    signature: '32bseYy39DOlatuewpeuW5vpmW51sD1A/JdGynqSpP8=',
  },
  {
    name: 'V3',
    params: goTest,
    path: '/iaas',
    key: 'ENV_SECRET_ACCESS_KEY',
    signature: 'ZHa2iQ8PeyP1ktMF9C+DjOQBl537ti9RnYZ1Qqr6KRg=',
  },
  {
    name: 'V4',
    params: { ...runInstances, signature_method: 'HmacSHA1' },
    signatureMethod: 'HmacSHA1',
    signature: 'J6HXH2ms54sgN+hVb2Hli8M9IQM=',
  },
  { name: 'V5', params: describeBackends, signature: 'vyxbcQhgXLV13E6zBle2dDu0EM6/hBMEME/Xa/1x+U0=' },
  {
    name: 'V6',
    params: describeBackends,
    method: 'POST',
    signature: 'bBVLzo5GEmjs57HmjLtTliR/vCu25+2iiV7nhfdzglY=',
  },
  {
    name: 'V7',
    params: describeBackends,
    path: '/iaas',
    signature: '8CpEEkikW7Nc2JL5RUipOnBOi1kvXC+0+35YsAdfSoo=',
  },
  { name: 'V8', params: describeInstances, signature: 't2sGK0mLsXgwHdHPzyY8B6RwiF8Izp8gvKknvTMZw9Q=' },
];

describe('the signature', () => {
  test.each(vectors)('agrees with vector $name', (vector) => {
    const { params, method = 'GET', path = '/iaas/', key = secret, signatureMethod = 'HmacSHA256' } = vector;
    const stringToSign = toStringToSign(method, path, toCanonicalQuery(flatten(params)));
    expect(toSignature(stringToSign, key, signatureMethod)).toBe(vector.signature);
  });

  test("signs the official string of V1, without host, port or a line's end", () => {
    expect(toStringToSign('GET', '/iaas/', toCanonicalQuery(flatten(runInstances)))).toBe(
      'GET\n/iaas/\naccess_key_id=QYACCESSKEYIDEXAMPLE&action=RunInstances&count=1&image_id=centos64x86a' +
        '&instance_name=demo&instance_type=small_b&login_mode=passwd&login_passwd=QingCloud20130712' +
        '&signature_method=HmacSHA256&signature_version=1&time_stamp=2013-08-27T14%3A30%3A10Z&version=1' +
        '&vxnets.1=vxnet-0&zone=pek3a',
    );
  });

  test('sorts names byte by byte: 1, 10, 2', () => {
    const names = toCanonicalQuery(flatten(describeInstances))
      .split('&')
      .filter((pair) => pair.startsWith('instances.'))
      .map((pair) => pair.split('=')[0]);
    expect(names.slice(0, 3)).toEqual(['instances.1', 'instances.10', 'instances.2']);
  });

  test('encodes by RFC 3986', () => {
    expect(encode("web 前端~*'()!+/")).toBe('web%20%E5%89%8D%E7%AB%AF~%2A%27%28%29%21%2B%2F');
  });

  test('writes the time in UTC without a fraction', () => {
    expect(toTimeStamp(Date.UTC(2013, 7, 27, 14, 30, 10, 999))).toBe('2013-08-27T14:30:10Z');
  });
});

describe('a request', () => {
  const signing = {
    credentials: { id: 'QYACCESSKEYIDEXAMPLE', key: secret },
    nonce: 1,
    nowMs: Date.UTC(2013, 9, 9, 8, 14, 39),
  };

  test('is V5 when it asks for the backends of a load balancer', () => {
    const { method, origin, path, body } = toRequest(
      callOf('backendsOfLoadBalancer', ['lb-1234abcd']),
      signing,
    );
    expect({ method, origin, body }).toEqual({
      method: 'GET',
      origin: 'https://api.qingcloud.com',
      body: null,
    });
    expect(path).toBe(
      '/iaas/?access_key_id=QYACCESSKEYIDEXAMPLE&action=DescribeLoadBalancerBackends&limit=100' +
        '&loadbalancer=lb-1234abcd&offset=0&signature_method=HmacSHA256&signature_version=1' +
        '&time_stamp=2013-10-09T08%3A14%3A39Z&verbose=1&version=1&zone=pek3' +
        '&signature=vyxbcQhgXLV13E6zBle2dDu0EM6%2FhBMEME%2FXa%2F1x%2BU0%3D',
    );
  });

  test('always tells zone, offset and limit', () => {
    const { path } = toRequest(callOf('loadBalancers', [], 1), signing);
    const query = new URLSearchParams(path.split('?')[1]);
    expect(Object.fromEntries(query)).toMatchObject({
      zone: 'pek3',
      offset: '0',
      limit: '1',
      'status.1': 'pending',
      'status.2': 'active',
      'status.3': 'stopped',
      'status.4': 'suspended',
      verbose: '1',
    });
  });

  test('goes by POST, signed as such, when its address would be too long', () => {
    const ids = Array.from({ length: 100 }, (_, at) => `lb-${String(at).padStart(8, '0')}-and-a-long-tail`);
    const request = toRequest(callOf('loadBalancersById', ids), signing);
    expect(request).toMatchObject({ method: 'POST', path: '/iaas/' });
    expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const form = new URLSearchParams(request.body ?? '');
    expect(form.get('loadbalancers.100')).toBe(ids[99]);
    const signed = (request.body ?? '').replace(/&signature=[^&]*$/, '');
    expect(form.get('signature')).toBe(
      toSignature(toStringToSign('POST', '/iaas/', signed), secret, 'HmacSHA256'),
    );
  });

  test('never holds the secret', () => {
    expect(JSON.stringify(toRequest(callOf('allBackends'), signing))).not.toContain(secret);
  });
});
