/** The closed list of `extensions.code`: act on the code, never on the message. */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'CURSOR_LOST'
  | 'NOT_CACHED'
  | 'QUERY_TOO_COMPLEX'
  | 'UPSTREAM_BUDGET_EXCEEDED'
  | 'REQUEST_TIMEOUT'
  | 'OVERLOADED'
  | 'UPSTREAM_UNAUTHENTICATED'
  | 'UPSTREAM_FORBIDDEN'
  | 'UPSTREAM_RATE_LIMITED'
  | 'UPSTREAM_TIMEOUT'
  | 'UPSTREAM_UNAVAILABLE'
  | 'UPSTREAM_INVALID_RESPONSE'
  | 'UPSTREAM_REJECTED'
  | 'INTERNAL_SERVER_ERROR';

/** What an error tells besides its code; all of it may be shown to a client. */
export interface ErrorDetails {
  readonly account?: string;
  readonly provider?: string;
  readonly region?: string | null;
  readonly action?: string | null;
  readonly vendorCode?: string | number | null;
  readonly vendorRequestId?: string | null;
  readonly retryable?: boolean;
  readonly retryAfterMs?: number | null;
  readonly limit?: number;
  readonly actual?: number;
}

/** The one error type: a code, a sentence that helps, and details that a client may see. */
export class LbgraphError extends Error {
  override readonly name = 'LbgraphError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}

/** An input that the caller can mend. */
export function badUserInput(message: string, details: ErrorDetails = {}): LbgraphError {
  return new LbgraphError('BAD_USER_INPUT', message, details);
}

/** A cursor of which neither the item nor anything around it is left where it was. */
export function cursorLost(): LbgraphError {
  const message =
    'The place that this cursor names is gone: neither its item nor those around it are where they were. ' +
    'Go on from a cursor of an earlier page, or read again from the start.';
  return new LbgraphError('CURSOR_LOST', message);
}

/** What was brought was pushed out again before it could be read. */
export function forgotten(): LbgraphError {
  return new LbgraphError(
    'OVERLOADED',
    'The answer does not fit into the memory that is set aside for records. Ask for less at once, or raise cache.maxMemoryMb.',
  );
}

/** A query that asks for more than one may. */
export function queryTooComplex(message: string, details: ErrorDetails = {}): LbgraphError {
  return new LbgraphError('QUERY_TOO_COMPLEX', message, details);
}

/** Which call an upstream error is about. */
export interface UpstreamCallDetails {
  readonly account: string;
  readonly provider: string;
  readonly region: string | null;
  /** Null when no call was made. */
  readonly action: string | null;
}

/** An error of an upstream call: it always carries what the contract promises, null where the vendor told nothing. */
export function upstreamError(
  code: ErrorCode,
  message: string,
  about: UpstreamCallDetails,
  { retryable, ...told }: ErrorDetails & { readonly retryable: boolean },
  options?: { cause?: unknown },
): LbgraphError {
  const untold = { vendorCode: null, vendorRequestId: null, retryAfterMs: null };
  return new LbgraphError(code, message, { ...about, retryable, ...untold, ...told }, options);
}

/** Any thrown value as the one error type; what is not ours becomes an internal error whose text stays in `cause`. */
export function toLbgraphError(error: unknown): LbgraphError {
  return error instanceof LbgraphError
    ? error
    : new LbgraphError(
        'INTERNAL_SERVER_ERROR',
        'Something went wrong inside the gateway.',
        {},
        { cause: error },
      );
}
