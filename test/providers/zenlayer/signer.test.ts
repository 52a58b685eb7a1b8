import { expect, test } from 'vitest';
import {
  toAuthorization,
  toCanonicalHash,
  toCanonicalRequest,
  toPayloadHash,
  toSignature,
  toSignedRequest,
  toStringToSign,
} from '../../../src/providers/zenlayer/signer.js';
import { vectors } from './signer-vectors.js';

test.each(vectors)('vector $name of the sheet holds in every step', (vector) => {
  const { host, contentType, body, timestamp, key, keyId } = vector;
  const canonicalRequest = toCanonicalRequest({ contentType, host }, body);
  const signature = toSignature(key, toStringToSign(timestamp, canonicalRequest));
  expect(toPayloadHash(body)).toBe(vector.payloadHash);
  expect(toCanonicalHash(canonicalRequest)).toBe(vector.canonicalHash);
  expect(signature).toBe(vector.signature);
  expect(toAuthorization(keyId, signature)).toBe(
    `ZC2-HMAC-SHA256 Credential=${keyId}, SignedHeaders=content-type;host, Signature=${vector.signature}`,
  );
});

test.each(vectors.filter(({ sent }) => sent))(
  'a request like vector $name is sent with its signature',
  (vector) => {
    const request = toSignedRequest(
      { service: { name: 'bmc', version: '2026-02-01' }, action: 'DescribeBackends', body: vector.body },
      {
        credentials: { id: vector.keyId, key: vector.key },
        nonce: 1,
        nowMs: Number(vector.timestamp) * 1000 + 999,
      },
    );
    expect(request).toEqual({
      method: 'POST',
      origin: 'https://console.zenlayer.com',
      path: '/api/v2/bmc',
      headers: {
        'content-type': 'application/json',
        'x-zc-service': 'bmc',
        'x-zc-action': 'DescribeBackends',
        'x-zc-version': '2026-02-01',
        'x-zc-timestamp': vector.timestamp,
        'x-zc-signature-method': 'ZC2-HMAC-SHA256',
        authorization: `ZC2-HMAC-SHA256 Credential=${vector.keyId}, SignedHeaders=content-type;host, Signature=${vector.signature}`,
      },
      body: vector.body,
    });
  },
);
