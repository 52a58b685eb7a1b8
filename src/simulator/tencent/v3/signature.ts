import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { WireRequest } from '../../vendor.js';
import type { Authorization } from './authorization.js';

type Signed = Pick<WireRequest, 'method' | 'path' | 'query' | 'headers' | 'body'>;
type Scope = Pick<Authorization, 'date' | 'service'>;

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The request as it was received; names and values of headers in lower case, without space around them. */
export function toCanonicalRequest(
  { method, path, query, headers, body }: Signed,
  signedHeaders: readonly string[],
): string {
  const lines = signedHeaders.map((name) => `${name}:${(headers[name] ?? '').trim().toLowerCase()}\n`);
  return [method, path, query, lines.join(''), signedHeaders.join(';'), sha256(body)].join('\n');
}

export function toStringToSign(timestamp: string, { date, service }: Scope, canonical: string): string {
  return ['TC3-HMAC-SHA256', timestamp, `${date}/${service}/tc3_request`, sha256(canonical)].join('\n');
}

/** Hexadecimal. */
export function computeSignature(secret: string, { date, service }: Scope, stringToSign: string): string {
  const key = hmac(hmac(hmac(`TC3${secret}`, date), service), 'tc3_request');
  return hmac(key, stringToSign).toString('hex');
}

/** Whether the request is signed for one of these hosts with this key. */
export function isSignedBy(
  request: Signed,
  authorization: Authorization,
  timestamp: string,
  hosts: readonly string[],
  secret: string,
): boolean {
  const sent = Buffer.from(authorization.signature);
  return hosts.some((host) => {
    const named = { ...request, headers: { ...request.headers, host } };
    const canonical = toCanonicalRequest(named, authorization.signedHeaders);
    const text = toStringToSign(timestamp, authorization, canonical);
    const wanted = Buffer.from(computeSignature(secret, authorization, text));
    return sent.length === wanted.length && timingSafeEqual(sent, wanted);
  });
}
