import { describe, expect, it } from 'vitest';
import { readAuthorization } from '../../src/simulator/tencent/v3/authorization.js';
import {
  computeSignature,
  isSignedBy,
  toCanonicalRequest,
  toStringToSign,
} from '../../src/simulator/tencent/v3/signature.js';
import { present } from './start-simulator.js';

interface Vector {
  readonly id: string;
  readonly key: string;
  readonly service: string;
  readonly body: string;
  readonly bodyHash: string;
  readonly canonicalHash: string;
  readonly signature: string;
}

const TIMESTAMP = '1551113065';
const DATE = '2019-02-25';
const CONTENT_TYPE = 'application/json; charset=utf-8';
const vectors: readonly (readonly [string, Vector])[] = [
  [
    'H',
    {
      id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
      key: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
      service: 'cvm',
      body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
      bodyHash: '35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064',
      canonicalHash: '5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031',
      signature: '72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
    },
  ],
  [
    'T1',
    {
      id: 'secretIdFoo',
      key: 'secretKeyBar',
      service: 'clb',
      body: '{"LoadBalancerIds":["lb-aaaaaaaa","lb-bbbbbbbb"],"Limit":100,"Offset":0}',
      bodyHash: '0169f7563f100436c79f66d3382d9bc5bfc215fe8f2bb33aaafe7d8b2725bc85',
      canonicalHash: '0e0d5b363cf73db945f4267cd3c5ad61d530ae7c70ca9ff140c623eeee8af544',
      signature: '1b6518bb4689760709273c1ad31da87d9f63cd896e32dd54be618e0d3fe669c1',
    },
  ],
];

const requestOf = ({ service, body }: Vector) => ({
  method: 'POST',
  path: '/',
  query: '',
  headers: { 'content-type': CONTENT_TYPE, host: `${service}.tencentcloudapi.com` },
  body: Buffer.from(body),
});
const headerOf = ({ id, service, signature }: Vector): string =>
  `TC3-HMAC-SHA256 Credential=${id}/${DATE}/${service}/tc3_request, ` +
  `SignedHeaders=content-type;host, Signature=${signature}`;

describe.each(vectors)('vector %s', (_, vector) => {
  const signedHeaders = ['content-type', 'host'];
  const scope = { date: DATE, service: vector.service };

  it('gives the published hashes and signature, step by step', () => {
    const canonical = toCanonicalRequest(requestOf(vector), signedHeaders);
    expect(canonical.split('\n').at(-1)).toBe(vector.bodyHash);
    const text = toStringToSign(TIMESTAMP, scope, canonical);
    expect(text).toBe(
      `TC3-HMAC-SHA256\n${TIMESTAMP}\n${DATE}/${vector.service}/tc3_request\n${vector.canonicalHash}`,
    );
    expect(computeSignature(vector.key, scope, text)).toBe(vector.signature);
  });

  it('is accepted as it was sent, and not with another key, body, host or time', () => {
    const request = requestOf(vector);
    const authorization = present(readAuthorization(headerOf(vector)));
    expect(authorization).toEqual({
      secretId: vector.id,
      date: DATE,
      service: vector.service,
      signedHeaders,
      signature: vector.signature,
    });
    const { host } = request.headers;
    const check = (changed: object, key = vector.key, time = TIMESTAMP, hosts = [host]): boolean =>
      isSignedBy({ ...request, ...changed }, authorization, time, hosts, key);
    expect(check({})).toBe(true);
    expect(check({}, vector.key, TIMESTAMP, ['other.example', host])).toBe(true);
    expect(check({}, `${vector.key}x`)).toBe(false);
    expect(check({ body: Buffer.from(`${vector.body} `) })).toBe(false);
    expect(check({ query: 'a=b' })).toBe(false);
    expect(check({ method: 'GET' })).toBe(false);
    expect(check({ headers: { ...request.headers, 'content-type': 'application/json' } })).toBe(false);
    expect(check({}, vector.key, '1551113066')).toBe(false);
    expect(check({}, vector.key, TIMESTAMP, ['other.example'])).toBe(false);
  });
});

describe('the header Authorization', () => {
  const good = headerOf(present(vectors[1])[1]);

  it.each([
    ['another algorithm', good.replace('TC3-HMAC-SHA256', 'AWS4-HMAC-SHA256')],
    ['no credential', good.replace(/Credential=[^,]+, /, '')],
    ['a scope that does not end as it must', good.replace('tc3_request', 'aws4_request')],
    ['a date of another form', good.replace(DATE, '20190225')],
    ['no signed headers', good.replace('content-type;host', '')],
    ['headers in upper case', good.replace('content-type;host', 'Content-Type;Host')],
    ['a signature that is too short', good.slice(0, -1)],
  ])('is not read with %s', (_, text) => {
    expect(readAuthorization(text)).toBeNull();
  });

  it('is read without spaces after the commas', () => {
    expect(readAuthorization(good.replaceAll(', ', ','))).toEqual(readAuthorization(good));
  });
});
