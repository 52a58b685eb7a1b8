import { createHmac, timingSafeEqual } from 'node:crypto';

export type Parameters = ReadonlyMap<string, string>;

const DIGESTS: Readonly<Record<string, string>> = { HmacSHA256: 'sha256', HmacSHA1: 'sha1' };

/** RFC 3986: everything but letters, digits and `-_.~`, in upper-case hex. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The string to sign, rebuilt from decoded parameters, so that `+` and `%20` on the wire are the same. */
export function toStringToSign(method: string, path: string, parameters: Parameters): string {
  const canonical = [...parameters]
    .filter(([name]) => name !== 'signature')
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
  return `${method}\n${path}\n${canonical}`;
}

/** Base64 signature by the request's own `signature_method`; null if that is not one the vendor knows. */
export function computeSignature(
  method: string,
  path: string,
  parameters: Parameters,
  secret: string,
): string | null {
  const digest = DIGESTS[parameters.get('signature_method') ?? ''];
  if (!digest) return null;
  return createHmac(digest, secret)
    .update(toStringToSign(method, path, parameters))
    .digest('base64');
}

export function isSignedBy(method: string, path: string, parameters: Parameters, secret: string): boolean {
  const expected = computeSignature(method, path, parameters, secret);
  if (expected === null) return false;
  const sent = Buffer.from(parameters.get('signature') ?? '');
  const wanted = Buffer.from(expected);
  return sent.length === wanted.length && timingSafeEqual(sent, wanted);
}
