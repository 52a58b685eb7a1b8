import {
  LbgraphError,
  upstreamError,
  type ErrorCode,
  type ErrorDetails,
  type UpstreamCallDetails,
} from '../errors.js';
import { isTimeout } from './policies.js';
import { scrubbed } from './scrub.js';
import { AnswerTooLargeError } from './transport.js';
import type { Repeat, VendorFailure } from './wire.js';

/** A vendor's failure with its own account of it, so that a look-up can tell missing from failed. */
export class UpstreamRefusal extends LbgraphError {
  readonly notFound: boolean;
  /** When the refused call was sent, in epoch milliseconds. */
  readonly asOf: number;

  constructor(failure: VendorFailure, message: string, details: ErrorDetails, asOf: number) {
    super(failure.code, message, details);
    this.notFound = failure.notFound;
    this.asOf = asOf;
  }
}

/** Why a socket failed, for the operator: its code, such as ECONNREFUSED, says most. */
export function reasonOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}

/** The vendor's failure as the error that a caller sees, without any of the call's secrets. */
export function toRefusal(
  failure: VendorFailure,
  about: UpstreamCallDetails,
  secrets: readonly string[],
  asOf: number,
): UpstreamRefusal {
  const { retryable, retryAfterMs } = failure;
  const vendorCode =
    typeof failure.vendorCode === 'string' ? scrubbed(failure.vendorCode, secrets) : failure.vendorCode;
  const vendorRequestId =
    failure.vendorRequestId === null ? null : scrubbed(failure.vendorRequestId, secrets);
  const said = scrubbed(failure.message, secrets);
  const message = said === '' ? (causes[failure.code] ?? 'The vendor refused the call.') : said;
  const told = { ...about, vendorCode, vendorRequestId, retryable, retryAfterMs };
  return new UpstreamRefusal(failure, message, told, asOf);
}

const causes: Partial<Record<ErrorCode, string>> = {
  UPSTREAM_INVALID_RESPONSE: 'The vendor sent an answer that cannot be read.',
  UPSTREAM_UNAVAILABLE: 'The vendor is not available.',
  UPSTREAM_RATE_LIMITED: 'The vendor refuses more calls for now.',
};

export interface Fault {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly repeat: Repeat;
}

/** What went wrong below HTTP. An attempt that timed out has used up its share of the request's time. */
export function toFault(cause: unknown): Fault {
  if (isTimeout(cause)) {
    const message = 'The vendor did not answer in time.';
    return { code: 'UPSTREAM_TIMEOUT', message, retryable: true, repeat: 'never' };
  }
  if (cause instanceof AnswerTooLargeError) {
    const message = 'The vendor sent an answer that is too large.';
    return { code: 'UPSTREAM_INVALID_RESPONSE', message, retryable: false, repeat: 'never' };
  }
  const message = 'The connection to the vendor failed.';
  return { code: 'UPSTREAM_UNAVAILABLE', message, retryable: true, repeat: 'soon' };
}

/** Nobody waits for the call any more. */
export function stopped(about: UpstreamCallDetails): LbgraphError {
  return upstreamError('REQUEST_TIMEOUT', 'The request ended before the vendor answered.', about, {
    retryable: true,
  });
}
