import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  toCanonicalRequest,
  toScope,
  toSignature,
  toSignedRequest,
  toStringToSign,
} from '../../../src/providers/tencent/v3/signer.js';

/** The vectors of the fact sheet: H is printed by the vendor, T1 follows from its rules. */
const vectors = [
  {
    name: 'H',
    id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
    key: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
    service: 'cvm',
    body: String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
    bodyHash: '35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064',
    canonicalHash: '5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031',
    signature: '72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  },
  {
    name: 'T1',
    id: 'secretIdFoo',
    key: 'secretKeyBar',
    service: 'clb',
    body: '{"LoadBalancerIds":["lb-aaaaaaaa","lb-bbbbbbbb"],"Limit":100,"Offset":0}',
    bodyHash: '0169f7563f100436c79f66d3382d9bc5bfc215fe8f2bb33aaafe7d8b2725bc85',
    canonicalHash: '0e0d5b363cf73db945f4267cd3c5ad61d530ae7c70ca9ff140c623eeee8af544',
    signature: '1b6518bb4689760709273c1ad31da87d9f63cd896e32dd54be618e0d3fe669c1',
  },
] as const;
const seconds = 1_551_113_065;
const hostOf = (service: string) => `${service}.tencentcloudapi.com`;
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

interface Sdk {
  readonly sign3: (request: {
    readonly method: string;
    readonly url: string;
    readonly payload: Buffer;
    readonly timestamp: number;
    readonly service: string;
    readonly secretId: string;
    readonly secretKey: string;
    readonly headers: Readonly<Record<string, string>>;
  }) => string;
}

/** The signer of the vendor's own client. */
const sdk = createRequire(import.meta.url)('tencentcloud-sdk-nodejs/tencentcloud/common/sign.js') as {
  readonly default: Sdk;
};

describe('the signature', () => {
  test.each(vectors)('agrees with vector $name of the sheet in every step', (vector) => {
    const { service, body, id, key } = vector;
    const canonical = toCanonicalRequest({ host: hostOf(service), body });
    expect(canonical.split('\n').at(-1)).toBe(vector.bodyHash);
    expect(hash(canonical)).toBe(vector.canonicalHash);
    const scope = toScope(service, seconds);
    expect(scope).toBe(`2019-02-25/${service}/tc3_request`);
    expect(toSignature(toStringToSign(canonical, seconds, scope), scope, key)).toBe(vector.signature);
    const { headers } = toSignedRequest(
      { service, version: '2017-03-12', host: hostOf(service), action: 'A', region: null, body },
      { credentials: { id, key }, nowMs: seconds * 1000 + 999, nonce: 1 },
    );
    expect(headers['authorization']).toBe(
      `TC3-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=content-type;host, Signature=${vector.signature}`,
    );
  });

  test('is that of the vendor’s own client, whatever is asked, when, and by whom', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    const request = fc.record({
      service: fc.constantFrom('clb', 'cvm', 'bmlb', 'bm'),
      parameters: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.array(text, { maxLength: 4 }))),
      site: fc.constantFrom('', '.intl'),
      // Days begin and end in UTC.
      time: fc.oneof(
        fc.integer({ min: 0, max: 4_102_444_800 }),
        fc
          .tuple(fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: -2, max: 2 }))
          .map(([day, offset]) => day * 86_400 + offset),
      ),
      id: fc.stringMatching(/^AKID[A-Za-z0-9]{1,36}$/),
      key: text.filter((value) => value !== ''),
    });
    fc.assert(
      fc.property(request, ({ service, parameters, site, time, id, key }) => {
        const body = JSON.stringify(parameters);
        const host = `${service}${site}.tencentcloudapi.com`;
        const { headers, path, origin } = toSignedRequest(
          { service, version: '2018-03-17', host, action: 'DescribeX', region: 'ap-guangzhou', body },
          { credentials: { id, key }, nowMs: time * 1000, nonce: 1 },
        );
        const theirs = sdk.default.sign3({
          ...{
            method: 'POST',
            url: `${origin}${path}`,
            payload: Buffer.from(body),
            timestamp: time,
            service,
          },
          ...{ secretId: id, secretKey: key, headers: { 'Content-Type': headers['content-type'] ?? '' } },
        });
        expect(headers['authorization']).toBe(theirs);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a request', () => {
  const call = {
    service: 'clb',
    version: '2018-03-17',
    host: 'clb.tencentcloudapi.com',
    action: 'DescribeLoadBalancers',
    region: 'ap-guangzhou',
    body: '{}',
  };
  const credentials = { id: 'AKIDx', key: 'secret-key' };

  test('posts its JSON to the root, with action, version, time and region in headers', () => {
    const request = toSignedRequest(call, { credentials, nowMs: seconds * 1000, nonce: 1 });
    expect(request).toMatchObject({
      method: 'POST',
      origin: 'https://clb.tencentcloudapi.com',
      path: '/',
      body: '{}',
      headers: {
        'x-tc-action': 'DescribeLoadBalancers',
        'x-tc-version': '2018-03-17',
        'x-tc-timestamp': String(seconds),
        'x-tc-region': 'ap-guangzhou',
      },
    });
    expect(request.headers).not.toHaveProperty('x-tc-token');
    expect(JSON.stringify(request)).not.toContain('secret-key');
  });

  test('of temporary keys carries their token; one about no region names none', () => {
    const { headers } = toSignedRequest(
      { ...call, region: null },
      { credentials: { ...credentials, token: 'tok' }, nowMs: 0, nonce: 1 },
    );
    expect(headers['x-tc-token']).toBe('tok');
    expect(headers).not.toHaveProperty('x-tc-region');
  });
});
