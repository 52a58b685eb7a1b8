import type { ErrorCode } from '../../errors.js';
import type { Repeat } from '../provider.js';

/** What becomes of a failed call. */
export interface FailureClass {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly repeat: Repeat;
  readonly notFound: boolean;
}

/** What no repeat can mend is not retryable either. `notFound`: the vendor says that what was named does not exist. */
function failure(code: ErrorCode, repeat: Repeat, notFound = false): FailureClass {
  return { code, retryable: repeat !== 'never', repeat, notFound };
}

const rejected = failure('UPSTREAM_REJECTED', 'never');
const missing = failure('UPSTREAM_REJECTED', 'never', true);
const unauthenticated = failure('UPSTREAM_UNAUTHENTICATED', 'never');
const forbidden = failure('UPSTREAM_FORBIDDEN', 'never');
// The vendor's own clients repeat it, too.
const rateLimited = failure('UPSTREAM_RATE_LIMITED', 'later');
const unavailable = failure('UPSTREAM_UNAVAILABLE', 'soon');
const invalidResponse = failure('UPSTREAM_INVALID_RESPONSE', 'soon');

/** "Common error codes" of the Zenlayer Cloud API, where the HTTP status alone would tell another or no story. */
const byCode: Readonly<Record<string, FailureClass>> = {
  REQUEST_LIMIT_EXCEEDED: rateLimited,
  AUTHFAILURE_INVALID_AUTHORIZATION: unauthenticated,
  AUTHFAILURE_SIGNATURE_FAILURE: unauthenticated,
  // Signed again by the right clock, the call may pass.
  AUTHFAILURE_SIGNATURE_EXPIRED: failure('UPSTREAM_UNAUTHENTICATED', 'signed-again'),
  AUTHFAILURE_UNAUTHORIZED_OPERATION: forbidden,
  // A 403 that no permission would mend.
  OPERATION_FAILED_FOR_RECYCLE_RESOURCE: rejected,
  // What a call names by id; a zone, image, model or resource group that is not found is our mistake.
  OPERATION_FAILED_RESOURCE_NOT_FOUND: missing,
  INVALID_INSTANCE_NOT_FOUND: missing,
  INVALID_LB_LISTENER_NOT_FOUND: missing,
  INTERNAL_SERVER_ERROR: unavailable,
  SERVICE_TEMPORARY_UNAVAILABLE: unavailable,
  REQUEST_TIMED_OUT: unavailable,
};

/** For codes that are not listed, and for answers without one. */
const byStatus: Readonly<Record<number, FailureClass>> = {
  401: unauthenticated,
  403: forbidden,
  451: forbidden,
};

/** The class by the first digit of the status; any other status is no failure that the vendor documents. */
const byHundred: Readonly<Record<number, FailureClass>> = {
  // A redirect, which is never followed.
  3: failure('UPSTREAM_INVALID_RESPONSE', 'never'),
  4: rejected,
  5: unavailable,
};

/** What a failure means. A code may carry a suffix behind a dot. A status of 429 is the rate limit whatever the code says. */
export function toFailureClass(status: number, vendorCode: string | number | null): FailureClass {
  const [code = ''] = String(vendorCode ?? '').split('.');
  if (status === 429) return rateLimited;
  if (Object.hasOwn(byCode, code)) return byCode[code] ?? invalidResponse;
  return byStatus[status] ?? byHundred[Math.floor(status / 100)] ?? invalidResponse;
}
