import { describe, expect, it } from 'vitest';
import { computeSignature, isSignedBy, toStringToSign } from '../../src/simulator/qingcloud/signature.js';

const SECRET = 'SECRETACCESSKEY';

const V1 = {
  access_key_id: 'QYACCESSKEYIDEXAMPLE',
  action: 'RunInstances',
  count: '1',
  image_id: 'centos64x86a',
  instance_name: 'demo',
  instance_type: 'small_b',
  login_mode: 'passwd',
  login_passwd: 'QingCloud20130712',
  signature_method: 'HmacSHA256',
  signature_version: '1',
  time_stamp: '2013-08-27T14:30:10Z',
  version: '1',
  'vxnets.1': 'vxnet-0',
  zone: 'pek3a',
};

const V3 = {
  access_key_id: 'ENV_ACCESS_KEY_ID',
  action: 'DescribeInstance',
  'instance.0': 'i-xxxxxxxx',
  verbose: '1',
  signature_method: 'HmacSHA256',
  signature_version: '1',
  time_stamp: '0001-01-01T00:00:00Z',
};

const V5 = {
  access_key_id: 'QYACCESSKEYIDEXAMPLE',
  action: 'DescribeLoadBalancerBackends',
  limit: '100',
  loadbalancer: 'lb-1234abcd',
  offset: '0',
  verbose: '1',
  version: '1',
  zone: 'pek3',
  time_stamp: '2013-10-09T08:14:39Z',
  signature_method: 'HmacSHA256',
  signature_version: '1',
};

const V8_IDS = [
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
];

const V8 = {
  access_key_id: 'QYACCESSKEYIDEXAMPLE',
  action: 'DescribeInstances',
  limit: '100',
  version: '1',
  signature_version: '1',
  signature_method: 'HmacSHA256',
  zone: 'sh1',
  time_stamp: '2021-04-20T03:23:50Z',
  search_word: "web 前端~*'()!+/",
  ...Object.fromEntries(V8_IDS.map((id, index) => [`instances.${index + 1}`, id])),
};

const vectors = [
  ['V1', 'GET', '/iaas/', V1, SECRET, 'byjccvWIvAftaq+oublemagH3bYAlDWxxLFAzAsyslw='],
  ['V2', 'GET', '/iaas/', { ...V1, zone: 'pek1' }, SECRET, '32bseYy39DOlatuewpeuW5vpmW51sD1A/JdGynqSpP8='],
  ['V3', 'GET', '/iaas', V3, 'ENV_SECRET_ACCESS_KEY', 'ZHa2iQ8PeyP1ktMF9C+DjOQBl537ti9RnYZ1Qqr6KRg='],
  ['V4', 'GET', '/iaas/', { ...V1, signature_method: 'HmacSHA1' }, SECRET, 'J6HXH2ms54sgN+hVb2Hli8M9IQM='],
  ['V5', 'GET', '/iaas/', V5, SECRET, 'vyxbcQhgXLV13E6zBle2dDu0EM6/hBMEME/Xa/1x+U0='],
  ['V6', 'POST', '/iaas/', V5, SECRET, 'bBVLzo5GEmjs57HmjLtTliR/vCu25+2iiV7nhfdzglY='],
  ['V7', 'GET', '/iaas', V5, SECRET, '8CpEEkikW7Nc2JL5RUipOnBOi1kvXC+0+35YsAdfSoo='],
  ['V8', 'GET', '/iaas/', V8, SECRET, 't2sGK0mLsXgwHdHPzyY8B6RwiF8Izp8gvKknvTMZw9Q='],
] as const;

describe('the QingCloud verifier', () => {
  it.each(vectors)(
    'computes the signature of vector %s',
    (_name, method, path, params, secret, signature) => {
      expect(computeSignature(method, path, new Map(Object.entries(params)), secret)).toBe(signature);
    },
  );

  it('accepts a vector with its signature and refuses it with another one', () => {
    const signed = new Map(
      Object.entries({ ...V5, signature: 'vyxbcQhgXLV13E6zBle2dDu0EM6/hBMEME/Xa/1x+U0=' }),
    );
    expect(isSignedBy('GET', '/iaas/', signed, SECRET)).toBe(true);
    expect(isSignedBy('POST', '/iaas/', signed, SECRET)).toBe(false);
    expect(isSignedBy('GET', '/iaas', signed, SECRET)).toBe(false);
    expect(isSignedBy('GET', '/iaas/', signed, 'OTHER')).toBe(false);
  });

  it('rebuilds the official string to sign', () => {
    expect(toStringToSign('GET', '/iaas/', new Map(Object.entries(V1)))).toBe(
      'GET\n/iaas/\naccess_key_id=QYACCESSKEYIDEXAMPLE&action=RunInstances&count=1&image_id=centos64x86a' +
        '&instance_name=demo&instance_type=small_b&login_mode=passwd&login_passwd=QingCloud20130712' +
        '&signature_method=HmacSHA256&signature_version=1&time_stamp=2013-08-27T14%3A30%3A10Z' +
        '&version=1&vxnets.1=vxnet-0&zone=pek3a',
    );
  });

  it('knows no other signature method', () => {
    expect(computeSignature('GET', '/iaas/', new Map([['signature_method', 'HmacMD5']]), SECRET)).toBeNull();
  });
});
