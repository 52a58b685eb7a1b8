import type { Credentials, WireRequest } from './wire.js';

/** What must not be repeated of a call: its keys, and every signature-like text of the request, as written and as sent. */
export function secretsOf(
  { id, key, token }: Credentials,
  { path, headers, body }: WireRequest,
): readonly string[] {
  const sent = [path, ...Object.values(headers)].flatMap((text) => text.match(signatureLike) ?? []);
  const inForm = signatureField.exec(body ?? '')?.[1] ?? '';
  const secrets = [id, key, token ?? '', inForm, ...sent].filter((secret) => secret !== '');
  const spellings = secrets
    .flatMap((secret) => [secret, decoded(secret)])
    .flatMap((secret) => [secret, encodeURIComponent(secret), inSmallDigits(encodeURIComponent(secret))]);
  // The longest first: a part that is replaced would hide the rest from being found.
  return [...new Set(spellings)].sort((a, b) => b.length - a.length);
}

/** A vendor's words, bounded, and without what must not be repeated. */
export function scrubbed(text: string, secrets: readonly string[]): string {
  let words = text;
  for (const secret of secrets) words = words.replaceAll(secret, '***');
  // Control characters would let a vendor's text forge log lines.
  words = words.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return words.length > 300 ? `${words.slice(0, 300)}…` : words;
}

/** A run of 24 characters or more as base64 and hexadecimal texts have it, percent-encoded or not; = only at its end. */
const signatureLike = /[A-Za-z0-9+/_%-]{24,}={0,2}/g;

/** Only this of a body: the rest of it are ids that a vendor's words should keep. */
const signatureField = /(?:^|&)signature=([^&]+)/i;

/** Percent-encoding may have small hexadecimal digits as well. */
function inSmallDigits(encoded: string): string {
  return encoded.replace(/%../g, (code) => code.toLowerCase());
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
