import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Params } from '../../../src/providers/provider.js';
import {
  encodePairs,
  flatten,
  toParameters,
  toSignature,
  toSignedRequest,
  toStringToSign,
} from '../../../src/providers/tencent/signer.js';
import type { WireRequest } from '../../../src/upstream/wire.js';
import { sdkId, sdkKey, vectors } from './signer-vectors.js';

const path = '/v2/index.php';
const host = 'lb.api.qcloud.com';
const signing = {
  credentials: { id: sdkId, key: sdkKey },
  nowMs: 1_512_393_162_999,
  nonce: 345_122,
};
const call = { host, action: 'DescribeLoadBalancerBackends', region: 'gz', params: {} };

/** What a request tells, wherever it stands. */
function readPairs({ path, body }: WireRequest): URLSearchParams {
  return new URLSearchParams(body ?? path.split('?')[1]);
}

describe('the signature', () => {
  test.each(vectors)('agrees with vector $name of the sheet in every step', (vector) => {
    const stringToSign = toStringToSign(vector.method, vector.host, path, flatten(vector.parameters));
    expect(stringToSign).toBe(vector.stringToSign);
    expect(toSignature(stringToSign, vector.key, vector.signatureMethod)).toBe(vector.signature);
  });

  test('is encoded once in an address, as vector A shows it', () => {
    expect(encodePairs({ Signature: vectors[0]?.signature ?? '' })).toBe(
      'Signature=0EEm%2FHtGRr%2FVJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s%3D',
    );
  });
});

describe('parameters', () => {
  test('of a list are numbered from 0', () => {
    expect(flatten({ forward: -1, ids: ['a', 'b'], ports: [80, 443], name: 'x' })).toEqual({
      forward: '-1',
      'ids.0': 'a',
      'ids.1': 'b',
      'ports.0': '80',
      'ports.1': '443',
      name: 'x',
    });
  });

  test('that are empty are left out, and leave no gap in a list', () => {
    expect(flatten({ name: '', none: [], ids: ['', 'a', '', 'b'], offset: 0 })).toEqual({
      'ids.0': 'a',
      'ids.1': 'b',
      offset: '0',
    });
  });

  test('that every call has are those of vector L1', () => {
    const params = { loadBalancerId: 'lb-abcdefgh', offset: 0, limit: 100 };
    const vector = vectors.find(({ name }) => name === 'L1');
    expect(toParameters({ ...call, params }, signing)).toEqual(flatten(vector?.parameters ?? {}));
  });

  test('hold the token of temporary keys, as in vector L6', () => {
    const vector = vectors.find(({ name }) => name === 'L6');
    const parameters = toParameters(
      {
        action: 'DescribeForwardLBHealthStatus',
        region: 'bj',
        params: { loadBalancerIds: ['lb-aaaaaaaa', 'lb-bbbbbbbb'] },
      },
      { ...signing, nonce: 11_886, credentials: { id: sdkId, key: sdkKey, token: 'tok/en+1=' } },
    );
    expect(parameters).toEqual(flatten(vector?.parameters ?? {}));
  });

  test('hold neither token nor region where there is none', () => {
    const names = Object.keys(toParameters({ ...call, region: null }, signing));
    expect(names.sort()).toEqual(['Action', 'Nonce', 'SecretId', 'SignatureMethod', 'Timestamp']);
    const credentials = { ...signing.credentials, token: '' };
    expect(toParameters(call, { ...signing, credentials })).not.toHaveProperty('Token');
  });

  test('never change what is signed for: a form cannot say another action, key or time', () => {
    const params = { Action: 'TerminateInstances', SecretId: 'another', Timestamp: 1 };
    expect(toParameters({ ...call, params }, signing)).toMatchObject({
      Action: 'DescribeLoadBalancerBackends',
      SecretId: sdkId,
      Timestamp: '1512393162',
    });
  });
});

describe('the string to sign', () => {
  test('has . for _ in names only, sorted as they were', () => {
    const parameters = { Placement_Zone: 'CN_GUANGZHOU', 'Placement.A': '1', PlacementB: '2' };
    expect(toStringToSign('GET', host, path, parameters)).toBe(
      'GETlb.api.qcloud.com/v2/index.php?Placement.A=1&PlacementB=2&Placement.Zone=CN_GUANGZHOU',
    );
  });

  test('is sorted by byte: capitals, then small letters, then what is beyond the first plane', () => {
    const parameters = { '\u{1f600}': '6', '\uff00': '5', é: '4', a: '3', 'Z.2': '2', 'Z.10': '1' };
    expect(toStringToSign('GET', host, path, parameters).split('?')[1]).toBe(
      'Z.10=1&Z.2=2&a=3&é=4&\uff00=5&\u{1f600}=6',
    );
  });
});

describe('a request', () => {
  const params = { loadBalancerId: 'lb-abcdefgh', offset: 0, limit: 100 };

  test('is vector L1 when it asks for the backends of a load balancer', () => {
    expect(toSignedRequest({ ...call, params }, signing)).toEqual({
      method: 'GET',
      origin: 'https://lb.api.qcloud.com',
      path:
        '/v2/index.php?Action=DescribeLoadBalancerBackends&Nonce=345122&Region=gz&SecretId=secretIdFoo' +
        '&SignatureMethod=HmacSHA256&Timestamp=1512393162&limit=100&loadBalancerId=lb-abcdefgh&offset=0' +
        '&Signature=0nYepm4fjlcl5KCfmy%2ByOcyFR0ZumPx2V4nADnAzJmE%3D',
      headers: { accept: 'application/json' },
      body: null,
    });
  });

  test('writes the name of vector L5 as the sheet shows it, and has its signature', () => {
    const vector = vectors.find(({ name }) => name === 'L5');
    const { forward = 0, loadBalancerIds = [], loadBalancerName = '' } = vector?.parameters ?? {};
    const request = toSignedRequest(
      {
        host,
        action: 'DescribeLoadBalancers',
        region: 'ap-guangzhou',
        params: { forward, loadBalancerIds, loadBalancerName },
      },
      { ...signing, nonce: 7 },
    );
    expect(request.path).toContain('&loadBalancerName=web%20%E6%B5%8B%E8%AF%95_1&');
    expect(readPairs(request).get('Signature')).toBe(vector?.signature);
  });

  test('goes by POST when its address would be longer than 2000 characters', () => {
    const methods = new Map<number, Set<string>>();
    for (let length = 1650; length < 1850; length += 1) {
      const named = { ...call, params: { name: 'n'.repeat(length) } };
      const parameters = toParameters(named, signing);
      const signature = toSignature(toStringToSign('GET', host, path, parameters), sdkKey, 'HmacSHA256');
      const address = `https://${host}${path}?${encodePairs({ ...parameters, Signature: signature })}`;
      const { method } = toSignedRequest(named, signing);
      methods.set(address.length, (methods.get(address.length) ?? new Set()).add(method));
    }
    for (const [length, used] of methods) expect([...used]).toEqual([length <= 2000 ? 'GET' : 'POST']);
    expect([...methods.keys()]).toEqual(expect.arrayContaining([2000, 2001]));
  });

  test('by POST has everything in its form and nothing in its address', () => {
    const ids = Array.from({ length: 100 }, (_, at) => `lb-${String(at).padStart(8, '0')}`);
    const request = toSignedRequest({ ...call, params: { loadBalancerIds: ids } }, signing);
    expect(request).toMatchObject({ method: 'POST', origin: `https://${host}`, path });
    expect(request.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    });
    const form = readPairs(request);
    expect(form.get('loadBalancerIds.0')).toBe(ids[0]);
    expect(form.get('loadBalancerIds.99')).toBe(ids[99]);
    expect([...form.keys()].filter((name) => name === 'Signature')).toHaveLength(1);
  });
});

/** The sheet's steps once more, from what is on the wire alone. */
function isSignedBy(request: WireRequest, key: string): boolean {
  const sent = [...readPairs(request)].filter(([name]) => name !== 'Signature');
  const sorted = sent
    .map(([name, value]) => ({ bytes: Buffer.from(name).toString('hex'), name, value }))
    .sort((a, b) => (a.bytes < b.bytes ? -1 : 1));
  const pairs = sorted.map(({ name, value }) => name.split('_').join('.') + '=' + value);
  const source = request.method + new URL(request.origin).host + path + '?' + pairs.join('&');
  const signature = createHmac('sha256', key).update(Buffer.from(source)).digest('base64');
  return signature === readPairs(request).get('Signature');
}

describe('whatever the parameters', () => {
  const name = fc.stringMatching(/^[a-z][A-Za-z0-9_.]{0,12}$/);
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(' ', '+', '%', '&', '=', '_', '~', '*', '测', '\u{1f600}', '\ud800') }),
    fc.integer(),
  );
  const texts = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 12 });
  const params: fc.Arbitrary<Params> = fc.dictionary(name, fc.oneof(value, texts), { maxKeys: 8 });
  const keys = fc.record({
    id: fc.string({ minLength: 1 }),
    key: fc.string({ minLength: 1 }),
    token: fc.string(),
  });

  test('the signature is that of what is sent', () => {
    fc.assert(
      fc.property(params, keys, fc.nat(), (given, credentials, nonce) => {
        const request = toSignedRequest({ ...call, params: given }, { ...signing, credentials, nonce });
        expect(isSignedBy(request, credentials.key)).toBe(true);
        expect(isSignedBy(request, `${credentials.key}.`)).toBe(false);
      }),
    );
  });

  test('a GET and a POST carry the same ones', () => {
    const filler = 'x'.repeat(2000);
    const carried = (given: Params) => {
      const request = toSignedRequest({ ...call, params: given }, signing);
      const pairs = [...readPairs(request)].filter(([key]) => key !== 'Signature' && key !== 'zFiller');
      return { method: request.method, pairs };
    };
    fc.assert(
      fc.property(params, (given) => {
        const short = carried(given);
        const long = carried({ ...given, zFiller: filler });
        fc.pre(short.method === 'GET');
        expect(long.method).toBe('POST');
        expect(long.pairs).toEqual(short.pairs);
        expect(Object.fromEntries(short.pairs)).toMatchObject(
          Object.fromEntries(
            Object.entries(flatten(given)).map(([key, text]) => [key, Buffer.from(text).toString()]),
          ),
        );
      }),
    );
  });
});
