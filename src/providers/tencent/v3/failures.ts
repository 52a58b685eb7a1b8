import {
  busy,
  failed,
  failing,
  forbidden,
  missing,
  outOfTime,
  rateLimited,
  rejected,
  unauthenticated,
  type FailureClass,
} from '../failures.js';

/** What a code means, or all codes that go on behind a dot. */
export type Meanings = Readonly<Record<string, FailureClass>>;

/** "Common error codes" of API 3.0, the same for every product. */
const commonCodes: Meanings = {
  // Keys, tokens, signatures, a second factor.
  AuthFailure: unauthenticated,
  'AuthFailure.SignatureExpire': outOfTime,
  'AuthFailure.UnauthorizedOperation': forbidden,
  UnauthorizedOperation: forbidden,
  IpInBlacklist: forbidden,
  IpNotInWhitelist: forbidden,
  RequestLimitExceeded: rateLimited,
  LimitExceeded: rejected,
  InternalError: failing,
  // For the time being.
  ServiceUnavailable: busy,
  // The operation failed; no repeat is advised.
  FailedOperation: failed,
  // Another operation is under way on what is asked for.
  ResourceInUse: busy,
  ResourceNotFound: missing,
  // A parameter is wrong: our bug.
  InvalidParameter: rejected,
  InvalidParameterValue: rejected,
  MissingParameter: rejected,
  UnsupportedOperation: rejected,
  InvalidAction: rejected,
  ActionOffline: rejected,
  NoSuchVersion: rejected,
};

/**
 * What a refusal means, by the longest part of its code that is known: a product's own codes go on behind the common ones. Of a code
 * that nobody knows it is taken that no repeat helps.
 */
export function toFailure(code: string, ownCodes: Meanings = {}): FailureClass {
  const table = { ...commonCodes, ...ownCodes };
  const parts = code.split('.');
  for (let length = parts.length; length > 0; length--) {
    const known = parts.slice(0, length).join('.');
    if (Object.hasOwn(table, known)) return table[known] ?? rejected;
  }
  return rejected;
}
