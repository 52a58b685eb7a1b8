import { createHmac } from 'node:crypto';
import type { Params, Signing, WireRequest } from '../provider.js';

/**
 * API 2.0 of Tencent Cloud, "Signature method" (HmacSHA1 and HmacSHA256), for every product. What is signed are the raw values;
 * they are encoded once, for the wire. The vendor refuses a `Nonce` that it saw before, and a time that is off by
 * more than five minutes (newer pages) or two hours (older ones).
 */
const path = '/v2/index.php';

/** In characters. The vendor tells no limit for an address. */
const maxUrlLength = 2000;

/** By the value of `SignatureMethod`. */
const hashes = { HmacSHA256: 'sha256', HmacSHA1: 'sha1' } as const;

export type SignatureMethod = keyof typeof hashes;
export type WireParameters = Readonly<Record<string, string>>;

/** One action of a product: `host` names the product, `region` is null where a call has none. */
export interface SignableCall {
  readonly host: string;
  readonly action: string;
  readonly region: string | null;
  readonly params: Params;
}

/** Lists become `name.0`, `name.1` and so on. Empty values are left out: whether the vendor signs them is not documented. */
export function flatten(params: Params): WireParameters {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    typeof value === 'object'
      ? value
          .map(String)
          .filter((item) => item !== '')
          .map((item, at) => [`${name}.${at}`, item] as const)
      : [[name, String(value)] as const],
  );
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

/** All parameters of a call but `Signature`. `Token` belongs to temporary keys. */
export function toParameters(
  { action, region, params }: Omit<SignableCall, 'host'>,
  { credentials, nowMs, nonce }: Signing,
): WireParameters {
  return flatten({
    ...params,
    Action: action,
    Region: region ?? '',
    Timestamp: Math.floor(nowMs / 1000),
    Nonce: nonce,
    SecretId: credentials.id,
    SignatureMethod: 'HmacSHA256',
    Token: credentials.token ?? '',
  });
}

/** The parameters in plain byte order of their names: capitals first, `ids.10` before `ids.2`. */
function toSortedPairs(parameters: WireParameters): [name: string, value: string][] {
  return Object.entries(parameters).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** Of a POST, too, with `?` and the parameters. In names `_` becomes `.` once they are sorted; values stay as they are. */
export function toStringToSign(
  method: WireRequest['method'],
  host: string,
  path: string,
  parameters: WireParameters,
): string {
  const joined = toSortedPairs(parameters).map(([name, value]) => `${name.replaceAll('_', '.')}=${value}`);
  return `${method}${host}${path}?${joined.join('&')}`;
}

/** Base64, not encoded for an address yet. */
export function toSignature(stringToSign: string, key: string, signatureMethod: SignatureMethod): string {
  return createHmac(hashes[signatureMethod], key).update(stringToSign, 'utf8').digest('base64');
}

/** For a query and for a form alike: a space is `%20`, which both read as one. */
export function encodePairs(parameters: WireParameters): string {
  return new URLSearchParams(toSortedPairs(parameters)).toString().replaceAll('+', '%20');
}

/** The signed request: a GET, or a POST with everything in its form where the address would be too long. */
export function toSignedRequest(call: SignableCall, signing: Signing): WireRequest {
  const origin = `https://${call.host}`;
  const parameters = toParameters(call, signing);
  const sign = (method: WireRequest['method']) => {
    const stringToSign = toStringToSign(method, call.host, path, parameters);
    const signature = toSignature(stringToSign, signing.credentials.key, 'HmacSHA256');
    return `${encodePairs(parameters)}&${encodePairs({ Signature: signature })}`;
  };
  const target = `${path}?${sign('GET')}`;
  if (origin.length + target.length <= maxUrlLength) {
    return { method: 'GET', origin, path: target, headers: { accept: 'application/json' }, body: null };
  }
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', origin, path, headers, body: sign('POST') };
}
