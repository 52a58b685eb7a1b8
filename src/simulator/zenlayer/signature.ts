import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const ALGORITHM = 'ZC2-HMAC-SHA256';

export interface Authorization {
  readonly keyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** What a signature covers: neither action, version nor path. */
export interface SignedContent {
  /** Name and value in the order of the request's own list. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  /** Unix seconds, as sent. */
  readonly timestamp: string;
}

/** Null if the header is not in the required form. */
export function parseAuthorization(header: string | undefined): Authorization | null {
  const form =
    /^ZC2-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;
  const [, keyId, names, signature] = form.exec(header ?? '') ?? [];
  if (keyId === undefined || names === undefined || signature === undefined) return null;
  return { keyId, signature, signedHeaders: names.split(';') };
}

/** Six parts; the path is always `/` and the query empty, whatever was requested. */
export function toCanonicalRequest({ headers, body }: SignedContent): string {
  const lines = headers.map(([name, value]) => `${name.toLowerCase()}:${value.trim()}\n`).join('');
  const names = headers.map(([name]) => name.toLowerCase()).join(';');
  return ['POST', '/', '', lines, names, sha256(body)].join('\n');
}

/** Lower-case hex; the key is the secret as it is, without derivation. */
export function computeSignature(content: SignedContent, secret: string): string {
  const canonicalHash = sha256(Buffer.from(toCanonicalRequest(content)));
  const toSign = [ALGORITHM, content.timestamp, canonicalHash].join('\n');
  return createHmac('sha256', secret).update(toSign).digest('hex');
}

export interface ReceivedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly timestamp: string;
}

/**
 * Whether the secret made the signature, over the Host header as received or over the vendor's own name
 * (a client that reaches the simulator under another name), each with and without the port, and over header
 * values as sent or in lower case (documentation and SDKs differ).
 */
export function isSignedBy(
  { headers, body, timestamp }: ReceivedRequest,
  { signedHeaders, signature }: Authorization,
  secret: string,
  vendorHost: string,
): boolean {
  const received = headers['host'] ?? '';
  const port = /:(\d+)$/.exec(received)?.[1];
  const hosts = new Set([
    received,
    received.replace(/:\d+$/, ''),
    vendorHost,
    `${vendorHost}:${port ?? '443'}`,
  ]);
  const candidates = [...hosts].flatMap((host) => {
    const values = signedHeaders.map((name): [string, string] => [
      name,
      name === 'host' ? host : (headers[name] ?? ''),
    ]);
    return [values, values.map(([name, value]): [string, string] => [name, value.toLowerCase()])];
  });
  return candidates.some((values) =>
    isEqual(computeSignature({ headers: values, body, timestamp }, secret), signature),
  );
}

function isEqual(expected: string, sent: string): boolean {
  const wanted = Buffer.from(expected);
  const given = Buffer.from(sent);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
