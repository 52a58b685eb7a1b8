const ALGORITHM = 'TC3-HMAC-SHA256';
const FORM = new RegExp(
  `^${ALGORITHM} +Credential=([^/,\\s]+)/(\\d{4}-\\d{2}-\\d{2})/([a-z0-9-]+)/tc3_request *, *` +
    'SignedHeaders=([a-z0-9-]+(?:;[a-z0-9-]+)*) *, *Signature=([0-9a-f]{64})$',
);

/** What the header Authorization of a 3.0 call says. */
export interface Authorization {
  readonly secretId: string;
  /** `YYYY-MM-DD`, UTC. */
  readonly date: string;
  readonly service: string;
  /** In lower case, in the order in which they are signed. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Null if the text has not the documented form. */
export function readAuthorization(text: string | undefined): Authorization | null {
  const [, secretId, date, service, headers, signature] = FORM.exec(text ?? '') ?? [];
  if (!secretId || !date || !service || !headers || !signature) return null;
  return { secretId, date, service, signedHeaders: headers.split(';'), signature };
}

export function isOfAlgorithm(text: string | undefined): boolean {
  return text?.startsWith(ALGORITHM) === true;
}
