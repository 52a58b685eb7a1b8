import { describe, expect, it } from 'vitest';
import { readParameters } from '../../src/simulator/tencent/parameters.js';
import { computeSignature, toStringToSign } from '../../src/simulator/tencent/signature.js';
import type { Parameters } from '../../src/simulator/tencent/signature.js';

const SAMPLE_KEY = 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA';
const SAMPLE_ID = 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA';
const SDK_KEY = 'secretKeyBar';

const A =
  `GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Nonce=11886` +
  `&Region=ap-guangzhou&SecretId=${SAMPLE_ID}&SignatureMethod=HmacSHA256&Timestamp=1465185768`;
const C =
  `GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=345122&Region=gz` +
  `&SecretId=${SAMPLE_ID}&Timestamp=1408704141`;
const D =
  'POSTcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=1290303896666895346' +
  '&Region=ap-guangzhou&SecretId=secretIdFoo&SignatureMethod=HmacSHA1&Timestamp=1512393162&Version=2017-03-12';
const L1 =
  'GETlb.api.qcloud.com/v2/index.php?Action=DescribeLoadBalancerBackends&Nonce=345122&Region=gz' +
  '&SecretId=secretIdFoo&SignatureMethod=HmacSHA256&Timestamp=1512393162&limit=100' +
  '&loadBalancerId=lb-abcdefgh&offset=0';
const L4 =
  'GETlb.api.qcloud.com/v2/index.php?Action=DescribeLBHealthStatus&Nonce=11886&Region=bj' +
  '&SecretId=secretIdFoo&Timestamp=1512393162&listenerId=lbl-6hkiqc6c&loadBalancerId=lb-byhpduqt';
const L5 =
  'GETlb.api.qcloud.com/v2/index.php?Action=DescribeLoadBalancers&Nonce=7&Region=ap-guangzhou' +
  '&SecretId=secretIdFoo&SignatureMethod=HmacSHA256&Timestamp=1512393162&forward=-1' +
  [0, 1, 10, 2, 3, 4, 5, 6, 7, 8, 9]
    .map((at) => `&loadBalancerIds.${at}=lb-${String(at).padStart(8, '0')}`)
    .join('') +
  '&loadBalancerName=web 测试_1';
const L6 =
  'POSTlb.api.qcloud.com/v2/index.php?Action=DescribeForwardLBHealthStatus&Nonce=11886&Region=bj' +
  '&SecretId=secretIdFoo&SignatureMethod=HmacSHA256&Timestamp=1512393162&Token=tok/en+1=' +
  '&loadBalancerIds.0=lb-aaaaaaaa&loadBalancerIds.1=lb-bbbbbbbb';

const sha1 = (source: string): string => source.replace('HmacSHA256', 'HmacSHA1');
const sha256 = (source: string): string => source.replace('HmacSHA1', 'HmacSHA256');

/** Name of the vector, source string, key, signature. */
const vectors = [
  ['A', A, SAMPLE_KEY, '0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s='],
  ['B', sha1(A), SAMPLE_KEY, 'nPVnY6njQmwQ8ciqbPl5Qe+Oru4='],
  ['C', C, SAMPLE_KEY, 'HgIYOPcx5lN6gz8JsCFBNAWp2oQ='],
  ['D', D, SDK_KEY, 'p3n+pxBqF5JGZtDSxoVn5tGngf0='],
  ['E', sha256(D), SDK_KEY, 'B2T37FRSP6Fk0/q/cdfrTE0p3zX5ooB/2BPWZUFpsj4='],
  ['F', D.replace('POST', 'GET'), SDK_KEY, '5HAq1BOKNLEE2/uauWnp6Zv9Z3c='],
  ['L1', L1, SDK_KEY, '0nYepm4fjlcl5KCfmy+yOcyFR0ZumPx2V4nADnAzJmE='],
  ['L2', L1.replace('GET', 'POST'), SDK_KEY, 'FhNENw5qoTc5BRPzPkpW5F4uRr9uez+kt6LJtwdFsa8='],
  ['L3', L1.replace('&SignatureMethod=HmacSHA256', ''), SDK_KEY, 'L8WgkQwUKNqMVkI+AsEcYbFVSFU='],
  ['L4', L4, SDK_KEY, 'Zf2yrmmad/ecRnu+oUei1XERfKE='],
  ['L5', L5, SDK_KEY, 'HJfEfi5lXcw3z5fegFbkeskXxI3LLzaT7rkYVXU/XYw='],
  ['L6', L6, SDK_KEY, 'Q88UAwMTPqVriUDkFtzXa++7vKEOox6LMn5mkmX4kyM='],
] as const;

/** The source string taken apart by hand, its parameters in reverse order. */
function takeApart(source: string): {
  place: { method: string; host: string; path: string };
  parameters: Parameters;
} {
  const mark = source.indexOf('?');
  const [, method = '', host = '', path = ''] = /^(GET|POST)([^/]+)(.*)$/.exec(source.slice(0, mark)) ?? [];
  const pairs = source
    .slice(mark + 1)
    .split('&')
    .map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    });
  return { place: { method, host, path }, parameters: new Map(pairs.reverse()) };
}

describe('the Tencent verifier', () => {
  it.each(vectors)('rebuilds source and signature of vector %s', (_name, source, key, signature) => {
    const { place, parameters } = takeApart(source);
    expect(toStringToSign(place, parameters)).toBe(source);
    expect(computeSignature(place, parameters, key)).toBe(signature);
    const signed = new Map([...parameters, ['Signature', signature] as const]);
    expect(computeSignature(place, signed, key)).toBe(signature);
  });

  it('puts a dot for an underscore in names, never in values, after sorting unless told otherwise', () => {
    const place = { method: 'GET', host: 'h', path: '/' };
    const parameters = new Map([
      ['PlacementZ', '2'],
      ['Placement_Zone', 'CN_GUANGZHOU'],
    ]);
    expect(toStringToSign(place, parameters)).toBe('GETh/?PlacementZ=2&Placement.Zone=CN_GUANGZHOU');
    expect(toStringToSign(place, parameters, 'replace-first')).toBe(
      'GETh/?Placement.Zone=CN_GUANGZHOU&PlacementZ=2',
    );
    expect(toStringToSign(place, parameters, 'kept')).toBe('GETh/?PlacementZ=2&Placement_Zone=CN_GUANGZHOU');
  });

  it('decodes the wire form of vector L5', () => {
    const { parameters } = takeApart(L5);
    const query = [...parameters].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
    expect(query).toContain('loadBalancerName=web%20%E6%B5%8B%E8%AF%95_1');
    const request = { method: 'GET', path: '/v2/index.php', query, headers: {}, body: Buffer.from('') };
    expect(readParameters(request)).toEqual(parameters);
  });
});
