import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  computeSignature,
  isSignedBy,
  parseAuthorization,
  toCanonicalRequest,
} from '../../src/simulator/zenlayer/signature.js';

const DOC_SECRET = 'Gu5t9xGARNpq86cd98joQYCN3';
const OUR_SECRET = 'test-key-password';
const DOC_BODY = '{"pageSize":10,"pageNum":1,"zoneId":"HKG-A"}';
const VENDOR = 'console.zenlayer.com';
const PLAIN = 'application/json';
const CHARSET = 'application/json; charset=utf-8';

const vectors = [
  {
    name: 'V1',
    secret: DOC_SECRET,
    timestamp: '1673361177',
    host: VENDOR,
    type: CHARSET,
    body: DOC_BODY,
    canonicalHash: '29396f9dfa0f03820b931e8aa06e20cda197e73285ebd76aceb83f7dede493ee',
    signature: 'efb356c32e55c781e10dc676da59462c22596d82e91c57803666243379555b2f',
  },
  {
    name: 'V2',
    secret: DOC_SECRET,
    timestamp: '1673361177',
    host: VENDOR,
    type: PLAIN,
    body: DOC_BODY,
    canonicalHash: '38b60a7d3276acd156ff8e3693567c2e7c7cbd8e4288d252b80e4968e0e0e897',
    signature: '9fdd5117d611874c57b6514c5265c94aee7b716f33906836f9ebda1b56cbc119',
  },
  {
    name: 'V3',
    secret: OUR_SECRET,
    timestamp: '1700000000',
    host: VENDOR,
    type: PLAIN,
    body: '{}',
    canonicalHash: '2eb6d40a6d77fe762274e366f8d05626427e80b1c9e1a816d9c08676d12257a4',
    signature: '19cc40ed8fc5924e53776c405f845342e7310df830509563d22ac40c34cb5fd8',
  },
  {
    name: 'V4',
    secret: OUR_SECRET,
    timestamp: '1700000000',
    host: VENDOR,
    type: PLAIN,
    body: '{"listenerId":"lis-1","pageNum":1,"pageSize":100}',
    canonicalHash: '217d32f86a8eb6c2377112dc004157f02767bfe952b2fd52baae99ee7fb5ae47',
    signature: '6a4f51a05f376c2105482542fa50467797926c6dd6881cf0f88358cea15f31a1',
  },
  {
    name: 'V5',
    secret: OUR_SECRET,
    timestamp: '1700000000',
    host: '127.0.0.1:8080',
    type: PLAIN,
    body: '{"loadBalancerIds":["lb-1","lb-2"],"pageNum":1,"pageSize":100}',
    canonicalHash: '975507827bc8c4d63b025e535648d8bac168db7978bd536ffe4a5f934cc8c76b',
    signature: 'ba46012b61a18e3bda686c38c920a96b1cae03ab0b531fd41a0fd2bdb936b21e',
  },
  {
    name: 'V6',
    secret: OUR_SECRET,
    timestamp: '1700000000',
    host: VENDOR,
    type: CHARSET,
    body: '{"instanceName":"测试*"}',
    canonicalHash: '85b7ffef813a35513727781f0b512d994441a63db2e6957428e7154cdb192c94',
    signature: '74a74e461abc5067e34482ba240f4ebd2fabedcb4041b7359f05787e611d4b50',
  },
];

describe('the Zenlayer verifier', () => {
  it.each(vectors)('computes canonical request and signature of vector $name', (vector) => {
    const headers: [string, string][] = [
      ['content-type', vector.type],
      ['host', vector.host],
    ];
    const content = { headers, body: Buffer.from(vector.body), timestamp: vector.timestamp };
    const canonical = toCanonicalRequest(content);
    expect(createHash('sha256').update(canonical).digest('hex')).toBe(vector.canonicalHash);
    expect(computeSignature(content, vector.secret)).toBe(vector.signature);
  });

  it.each([
    ['the received name', '127.0.0.1:8080', 5, true],
    ["the vendor's name", '127.0.0.1:4100', 4, true],
    ['another name', 'elsewhere.example.com', 5, false],
  ])('tries %s', (_what, host, vector, accepted) => {
    const { body, timestamp, type, secret, signature } = vectors[vector - 1] ?? vectors[0] ?? missing();
    const received = { headers: { host, 'content-type': type }, body: Buffer.from(body), timestamp };
    const authorization = { keyId: 'test-key-id', signedHeaders: ['content-type', 'host'], signature };
    expect(isSignedBy(received, authorization, secret, VENDOR)).toBe(accepted);
  });

  it('takes the documented form of the header only', () => {
    const signature = 'a'.repeat(64);
    const header = `ZC2-HMAC-SHA256 Credential=key, SignedHeaders=content-type;host, Signature=${signature}`;
    expect(parseAuthorization(header)).toEqual({
      keyId: 'key',
      signedHeaders: ['content-type', 'host'],
      signature,
    });
    expect(parseAuthorization('Bearer token')).toBeNull();
    expect(parseAuthorization(undefined)).toBeNull();
  });
});

function missing(): never {
  throw new Error('no such vector');
}
