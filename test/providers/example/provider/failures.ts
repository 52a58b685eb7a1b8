import type { VendorFailure } from '../../../../src/providers/provider.js';

/** What a code means to us; the rest of a failure is in the answer. */
export type Meaning = Pick<VendorFailure, 'code' | 'retryable' | 'repeat' | 'notFound'>;

const rejected = { code: 'UPSTREAM_REJECTED', retryable: false, repeat: 'never', notFound: false } as const;
const unauthenticated = { ...rejected, code: 'UPSTREAM_UNAUTHENTICATED' } as const;

const unavailable: Meaning = { ...rejected, code: 'UPSTREAM_UNAVAILABLE', retryable: true, repeat: 'soon' };
const rateLimited: Meaning = { ...rejected, code: 'UPSTREAM_RATE_LIMITED', retryable: true, repeat: 'later' };

/** Where there is an answer, and not of the documented form. */
export const invalid: Meaning = { ...rejected, code: 'UPSTREAM_INVALID_RESPONSE', retryable: true };

/** Sheet "Refusals". */
const meanings: Readonly<Record<string, Meaning>> = {
  bad_key: unauthenticated,
  bad_signature: unauthenticated,
  stale_time: { ...unauthenticated, retryable: true, repeat: 'signed-again' },
  forbidden: { ...rejected, code: 'UPSTREAM_FORBIDDEN' },
  slow_down: rateLimited,
  no_such_balancer: { ...rejected, notFound: true },
  no_such_listener: { ...rejected, notFound: true },
  internal: unavailable,
};

/** A code that nobody documented is a refusal for good. */
export function meaningOfCode(code: string): Meaning {
  return Object.hasOwn(meanings, code) ? (meanings[code] ?? rejected) : rejected;
}

/** What an HTTP status says by itself; null where the body has to tell. */
export function meaningOfStatus(status: number): Meaning | null {
  if (status === 200) return null;
  if (status === 429) return rateLimited;
  return status >= 500 ? unavailable : invalid;
}
