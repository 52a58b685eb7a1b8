import { createHash, createHmac } from 'node:crypto';
import type { Signing, WireRequest } from '../../provider.js';

/**
 * API 3.0 of Tencent Cloud, "Signature method v3" (TC3-HMAC-SHA256), for every product: a JSON text is posted to `/`, and everything
 * else stands in headers. What is signed are content type, host, and the body byte for byte. The vendor refuses a time that is off by
 * more than five minutes.
 */
const path = '/';
const algorithm = 'TC3-HMAC-SHA256';
const signedHeaders = 'content-type;host';
const contentType = 'application/json; charset=utf-8';

/** One action of a product. */
export interface SignableCall {
  /** The product's name in the scope of a signature, such as `clb`. */
  readonly service: string;
  /** Of the product's API, such as `2018-03-17`. */
  readonly version: string;
  readonly host: string;
  readonly action: string;
  /** Null where a call has none. */
  readonly region: string | null;
  /** The parameters, as JSON. */
  readonly body: string;
}

/** What of a request is signed, line by line. */
export function toCanonicalRequest({ host, body }: Pick<SignableCall, 'host' | 'body'>): string {
  const headers = `content-type:${contentType}\nhost:${host}\n`;
  return ['POST', path, '', headers, signedHeaders, toHash(body)].join('\n');
}

/** For which day, in UTC, and which product a signature holds. */
export function toScope(service: string, seconds: number): string {
  const day = new Date(seconds * 1000).toISOString().slice(0, 10);
  return `${day}/${service}/tc3_request`;
}

export function toStringToSign(canonicalRequest: string, seconds: number, scope: string): string {
  return [algorithm, seconds, scope, toHash(canonicalRequest)].join('\n');
}

/** In hexadecimal digits. The key that signs is made of the account's for each part of the scope in turn. */
export function toSignature(stringToSign: string, scope: string, key: string): string {
  const signing = scope
    .split('/')
    .reduce<string | Buffer>(
      (current, part) => createHmac('sha256', current).update(part, 'utf8').digest(),
      `TC3${key}`,
    );
  return createHmac('sha256', signing).update(stringToSign, 'utf8').digest('hex');
}

/** The signed request. `X-TC-Token` belongs to temporary keys. */
export function toSignedRequest(call: SignableCall, { credentials, nowMs }: Signing): WireRequest {
  const { host, action, version, region, body } = call;
  const seconds = Math.floor(nowMs / 1000);
  const scope = toScope(call.service, seconds);
  const stringToSign = toStringToSign(toCanonicalRequest(call), seconds, scope);
  const signature = toSignature(stringToSign, scope, credentials.key);
  const { id, token = '' } = credentials;
  return {
    method: 'POST',
    origin: `https://${host}`,
    path,
    headers: {
      accept: 'application/json',
      'content-type': contentType,
      'x-tc-action': action,
      'x-tc-version': version,
      'x-tc-timestamp': String(seconds),
      ...(region === null ? {} : { 'x-tc-region': region }),
      ...(token === '' ? {} : { 'x-tc-token': token }),
      authorization: `${algorithm} Credential=${id}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
    },
    body,
  };
}

function toHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
