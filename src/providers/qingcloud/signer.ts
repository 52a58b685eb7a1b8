import { createHmac } from 'node:crypto';
import type { Call, Params, Signing, WireRequest } from '../provider.js';

export type WireParameters = Readonly<Record<string, string>>;

const origin = 'https://api.qingcloud.com';
const path = '/iaas/';

/** In characters. The vendor advises POST for long addresses and does not tell its limit. */
const maxUrlLength = 2000;

/** By the value of `signature_method`. */
const hashes: Readonly<Record<string, string>> = { HmacSHA256: 'sha256', HmacSHA1: 'sha1' };

/** All parameters of a call but `signature`. */
export function toParameters({ form, source, subjects, page }: Call, signing: Signing): WireParameters {
  return {
    ...flatten(form.params(subjects, source)),
    action: form.action,
    zone: source.region ?? '',
    // Without a limit even a look-up by 50 ids gives 20 rows.
    offset: String(page.offset),
    limit: String(page.limit),
    access_key_id: signing.credentials.id,
    time_stamp: toTimeStamp(signing.nowMs),
    version: '1',
    signature_method: 'HmacSHA256',
    signature_version: '1',
  };
}

/** Lists become `name.1`, `name.2` and so on; of objects, `name.1.field`. */
export function flatten(params: Params): WireParameters {
  const flat: Record<string, string> = {};
  const put = (name: string, value: string | number | Readonly<Record<string, string>>) => {
    if (typeof value !== 'object') flat[name] = String(value);
    else for (const [field, own] of Object.entries(value)) flat[`${name}.${field}`] = own;
  };
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'object') for (const [at, item] of value.entries()) put(`${name}.${at + 1}`, item);
    else put(name, value);
  }
  return flat;
}

/** UTC without a fraction: `YYYY-MM-DDThh:mm:ssZ`. The vendor accepts it for 60 s. */
export function toTimeStamp(nowMs: number): string {
  return `${new Date(nowMs).toISOString().slice(0, 19)}Z`;
}

/** RFC 3986: only letters, digits and `-_.~` stay; a space is `%20`. */
export function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Sorted by name in plain byte order, so `instances.10` stands before `instances.2`. */
export function toCanonicalQuery(parameters: WireParameters): string {
  return Object.entries(parameters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

export function toStringToSign(method: string, path: string, canonicalQuery: string): string {
  return `${method}\n${path}\n${canonicalQuery}`;
}

/** Base64, not encoded for an address yet. `signatureMethod`: as the parameter `signature_method` names it. */
export function toSignature(stringToSign: string, secret: string, signatureMethod: string): string {
  return createHmac(hashes[signatureMethod] ?? signatureMethod, secret)
    .update(stringToSign)
    .digest('base64');
}

/**
 * "Signature" (development_docs/api/signature), signature_version 1: in the query of a GET, or in a POST's form when
 * the address would be too long.
 */
export function toRequest(call: Call, signing: Signing): WireRequest {
  const parameters = toParameters(call, signing);
  const query = toCanonicalQuery(parameters);
  const sign = (method: string) => {
    const signature = toSignature(toStringToSign(method, path, query), signing.credentials.key, 'HmacSHA256');
    return `${query}&signature=${encode(signature)}`;
  };
  const target = `${path}?${sign('GET')}`;
  if (origin.length + target.length <= maxUrlLength) {
    return { method: 'GET', origin, path: target, headers: { accept: 'application/json' }, body: null };
  }
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', origin, path, headers, body: sign('POST') };
}
