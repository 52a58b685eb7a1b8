import type { ErrorCode } from '../../errors.js';
import type { Repeat } from '../provider.js';

/** What a range of the vendor's codes means, both ends included. */
export interface FailureClass {
  readonly from: number;
  readonly to: number;
  readonly code: ErrorCode;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** Never unless told. */
  readonly repeat?: Repeat;
  readonly notFound?: true;
}

const unreadable: FailureClass = {
  from: 0,
  to: 0,
  code: 'UPSTREAM_INVALID_RESPONSE',
  retryable: true,
  repeat: 'soon',
};

/**
 * "Error codes" (development_docs/api/error_code): `ret_code` in an answer of HTTP 200. The first range that holds a
 * code counts.
 */
export const retCodes: readonly FailureClass[] = [
  // Malformed request; no such action or bad value: our bug.
  { from: 1100, to: 1101, code: 'UPSTREAM_REJECTED', retryable: false },
  // Unknown key, wrong signature.
  { from: 1200, to: 1200, code: 'UPSTREAM_UNAUTHENTICATED', retryable: false },
  // time_stamp over 60 s old: signed afresh, with the vendor's time, it may pass.
  { from: 1300, to: 1300, code: 'UPSTREAM_UNAUTHENTICATED', retryable: true, repeat: 'signed-again' },
  // Not the owner, no permission.
  { from: 1400, to: 1400, code: 'UPSTREAM_FORBIDDEN', retryable: false },
  // Session expired.
  { from: 2000, to: 2000, code: 'UPSTREAM_UNAUTHENTICATED', retryable: false },
  // No such resource.
  { from: 2100, to: 2100, code: 'UPSTREAM_REJECTED', retryable: false, notFound: true },
  // Lease, balance: the account's standing forbids it.
  { from: 2200, to: 2400, code: 'UPSTREAM_FORBIDDEN', retryable: false },
  // Quota, the one of API calls included; documented as 2000 in 3600 s and as renewed daily: no repeat in a moment helps.
  { from: 2500, to: 2500, code: 'UPSTREAM_RATE_LIMITED', retryable: true },
  // Licence.
  { from: 4000, to: 4005, code: 'UPSTREAM_FORBIDDEN', retryable: false },
  // Internal error; busy; being updated.
  { from: 5000, to: 5000, code: 'UPSTREAM_UNAVAILABLE', retryable: true, repeat: 'soon' },
  { from: 5100, to: 5100, code: 'UPSTREAM_UNAVAILABLE', retryable: true, repeat: 'soon' },
  { from: 5300, to: 5300, code: 'UPSTREAM_UNAVAILABLE', retryable: true, repeat: 'soon' },
  // From 5000 on the vendor is at fault, below it the caller; for none of the rest is a repeat advised.
  { from: 5000, to: Infinity, code: 'UPSTREAM_UNAVAILABLE', retryable: false },
  { from: -Infinity, to: 4999, code: 'UPSTREAM_REJECTED', retryable: false },
];

/** HTTP statuses other than 200. The vendor documents none: they come from what stands in front of it. */
export const httpStatuses: readonly FailureClass[] = [
  // A redirect, which is never followed.
  { from: 300, to: 399, code: 'UPSTREAM_INVALID_RESPONSE', retryable: false },
  { from: 401, to: 401, code: 'UPSTREAM_UNAUTHENTICATED', retryable: false },
  { from: 403, to: 403, code: 'UPSTREAM_FORBIDDEN', retryable: false },
  { from: 408, to: 408, code: 'UPSTREAM_UNAVAILABLE', retryable: true, repeat: 'soon' },
  { from: 429, to: 429, code: 'UPSTREAM_RATE_LIMITED', retryable: true, repeat: 'later' },
  { from: 400, to: 499, code: 'UPSTREAM_REJECTED', retryable: false },
  { from: 500, to: 599, code: 'UPSTREAM_UNAVAILABLE', retryable: true, repeat: 'soon' },
];

/** The meaning of a code; one that no range holds makes the answer unreadable. */
export function classify(table: readonly FailureClass[], code: number): FailureClass {
  return table.find(({ from, to }) => from <= code && code <= to) ?? unreadable;
}
