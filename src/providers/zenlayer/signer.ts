import { createHash, createHmac } from 'node:crypto';
import type { Signing, WireRequest } from '../provider.js';

/**
 * ZC2-HMAC-SHA256, "Signature Algorithm v2" of the Zenlayer Cloud API, for every product. The signature covers content type,
 * host, body and time, but neither action, version nor path. The vendor allows five minutes of skew.
 */
const algorithm = 'ZC2-HMAC-SHA256';
const signedHeaders = 'content-type;host';
const contentType = 'application/json';
const host = 'console.zenlayer.com';

/** A product of the vendor as the API names it. */
export interface ZenlayerService {
  readonly name: string;
  readonly version: string;
}

function hash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The hash of the body's exact bytes. */
export function toPayloadHash(body: string): string {
  return hash(body);
}

/** Always of `POST /` without a query, whatever the real path is. Header values are lower-case already. */
export function toCanonicalRequest(headers: { contentType: string; host: string }, body: string): string {
  const canonicalHeaders = `content-type:${headers.contentType}\nhost:${headers.host}\n`;
  return ['POST', '/', '', canonicalHeaders, signedHeaders, toPayloadHash(body)].join('\n');
}

/** The hash of a canonical request. */
export function toCanonicalHash(canonicalRequest: string): string {
  return hash(canonicalRequest);
}

/** `timestamp` is in seconds, as in the header. */
export function toStringToSign(timestamp: string, canonicalRequest: string): string {
  return [algorithm, timestamp, toCanonicalHash(canonicalRequest)].join('\n');
}

export function toSignature(key: string, stringToSign: string): string {
  return createHmac('sha256', key).update(stringToSign, 'utf8').digest('hex');
}

export function toAuthorization(keyId: string, signature: string): string {
  return `${algorithm} Credential=${keyId}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

/** The signed request for one action. The header `host` is left to the client, which sends that of the origin. */
export function toSignedRequest(
  call: { service: ZenlayerService; action: string; body: string },
  { credentials, nowMs }: Signing,
): WireRequest {
  const timestamp = String(Math.floor(nowMs / 1000));
  const canonicalRequest = toCanonicalRequest({ contentType, host }, call.body);
  const signature = toSignature(credentials.key, toStringToSign(timestamp, canonicalRequest));
  return {
    method: 'POST',
    origin: `https://${host}`,
    path: `/api/v2/${call.service.name}`,
    headers: {
      'content-type': contentType,
      'x-zc-service': call.service.name,
      'x-zc-action': call.action,
      'x-zc-version': call.service.version,
      'x-zc-timestamp': timestamp,
      'x-zc-signature-method': algorithm,
      authorization: toAuthorization(credentials.id, signature),
    },
    body: call.body,
  };
}
