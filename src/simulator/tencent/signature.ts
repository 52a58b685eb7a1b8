import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Settings } from '../settings.js';
import { underscores } from './settings.js';

export type Parameters = ReadonlyMap<string, string>;

/** What of a request is signed besides its parameters. `host` is without scheme. */
export interface SignedPlace {
  readonly method: string;
  readonly host: string;
  readonly path: string;
}

/** Whether names get `.` for `_`, and whether before or after sorting; the documentation does not say which. */
export type Underscores = 'sort-first' | 'replace-first' | 'kept';

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The source string: raw values, names in ascending byte order, the parameters for POST as for GET. */
export function toStringToSign(
  { method, host, path }: SignedPlace,
  parameters: Parameters,
  form: Underscores = 'sort-first',
): string {
  const dotted = (name: string): string => (form === 'kept' ? name : name.replaceAll('_', '.'));
  const keyOf = form === 'replace-first' ? dotted : (name: string): string => name;
  const pairs = [...parameters]
    .filter(([name]) => name !== 'Signature')
    .sort(([a], [b]) => byBytes(keyOf(a), keyOf(b)))
    .map(([name, value]) => `${dotted(name)}=${value}`);
  return `${method}${host}${path}?${pairs.join('&')}`;
}

/** Base64. `HmacSHA256` selects SHA-256; any other method, or none, is SHA-1. */
export function computeSignature(
  place: SignedPlace,
  parameters: Parameters,
  secret: string,
  form?: Underscores,
): string {
  const digest = parameters.get('SignatureMethod') === 'HmacSHA256' ? 'sha256' : 'sha1';
  return createHmac(digest, secret)
    .update(toStringToSign(place, parameters, form))
    .digest('base64');
}

/** Whether the request is signed for one of these hosts. */
export function isSignedBy(
  { method, path }: Omit<SignedPlace, 'host'>,
  hosts: readonly string[],
  parameters: Parameters,
  secret: string,
  settings: Settings,
): boolean {
  const sent = Buffer.from(parameters.get('Signature') ?? '');
  const form = settings.get(underscores) as Underscores;
  return hosts.some((host) => {
    const wanted = Buffer.from(computeSignature({ method, host, path }, parameters, secret, form));
    return sent.length === wanted.length && timingSafeEqual(sent, wanted);
  });
}
