import { LbgraphError } from '../errors.js';

/** RFC 6750: letters, digits and a few marks; the name of the scheme in any case. */
const bearer = /^bearer +([A-Za-z0-9._~+/-]+=*) *$/i;

/**
 * The token of an Authorization header.
 * @throws {LbgraphError} UNAUTHENTICATED when there is none, or it is another scheme's
 */
export function bearerToken(header: string | undefined): string {
  if (header === undefined) throw new LbgraphError('UNAUTHENTICATED', missing);
  const token = bearer.exec(header)?.[1];
  if (token === undefined) throw new LbgraphError('UNAUTHENTICATED', malformed);
  return token;
}

const how = 'Send the header Authorization: Bearer, a space, and your key or token.';
const missing = `Who asks is not known. ${how}`;
const malformed = `The Authorization header cannot be read. ${how}`;
