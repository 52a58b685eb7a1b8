import { bulkhead, TaskCancelledError, timeout, TimeoutStrategy } from 'cockatiel';
import type { Logger } from 'pino';
import {
  LbgraphError,
  upstreamError,
  type ErrorCode,
  type ErrorDetails,
  type UpstreamCallDetails,
} from '../errors.js';
import type { AccountHealthRecorder } from './account-health.js';
import { AnswerTooLargeError, type Transport } from './transport.js';
import type { Answer, Credentials, Signing, VendorFailure, WireRequest, WireResponse } from './wire.js';

/** One call, ready to be signed: who asks knows how to write the request and how to read the answer. */
export interface OutgoingCall {
  readonly action: string;
  readonly region: string | null;
  readonly toRequest: (signing: Signing) => WireRequest;
  readonly toAnswer: (response: WireResponse) => Answer;
}

/** What a successful call brought. */
export interface CallAnswer {
  readonly rows: readonly unknown[];
  readonly total: number | null;
  /** When the request was sent, in epoch milliseconds. */
  readonly asOf: number;
}

/** Calls one account's vendor. */
export interface UpstreamClient {
  /**
   * @throws {UpstreamRefusal} the vendor refused, or its answer cannot be used
   * @throws {LbgraphError} UPSTREAM_TIMEOUT, UPSTREAM_UNAVAILABLE, REQUEST_TIMEOUT when `signal` fired
   */
  readonly call: (call: OutgoingCall, signal: AbortSignal) => Promise<CallAnswer>;
}

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

export interface UpstreamClientDeps {
  readonly account: string;
  readonly provider: string;
  readonly credentials: Credentials;
  readonly transport: Transport;
  readonly health: AccountHealthRecorder;
  readonly maxConcurrentCalls: number;
  /** One attempt's time, from the moment it is sent. */
  readonly upstreamTimeoutMs: number;
  readonly now: () => number;
  readonly log: Logger;
  /** Told once of each attempt that was sent, when it has ended. */
  readonly onCall?: (call: {
    readonly region: string | null;
    readonly action: string;
    readonly code: 'OK' | ErrorCode;
    readonly ms: number;
  }) => void;
}

/** Read actions of every vendor begin so; whatever else a plan may hold, nothing else is sent. */
const readAction = /^(Describe|Get)[A-Z][A-Za-z0-9]*$/;

export function createUpstreamClient(deps: UpstreamClientDeps): UpstreamClient {
  const limiter = bulkhead(deps.maxConcurrentCalls, Number.POSITIVE_INFINITY);
  const perAttempt = timeout(deps.upstreamTimeoutMs, TimeoutStrategy.Aggressive);

  const attempt = async (call: OutgoingCall, signal: AbortSignal): Promise<CallAnswer> => {
    if (signal.aborted) throw stopped(details(deps, call));
    const asOf = deps.now();
    const request = call.toRequest({ credentials: deps.credentials, nowMs: asOf });
    deps.health.sent(asOf);
    const response = await perAttempt
      .execute(({ signal: inner }) => deps.transport.send(request, inner), signal)
      .catch((cause: unknown) => {
        throw failed(toError(cause, signal, details(deps, call)), call, asOf);
      });
    const answer = call.toAnswer(response);
    if (!answer.ok) {
      const refusal = toRefusal(
        answer.failure,
        details(deps, call),
        secretsOf(deps.credentials, request),
        asOf,
      );
      // That what was named does not exist is an answer like any other.
      if (!refusal.notFound) throw failed(refusal, call, asOf);
      deps.health.answered();
      tell(call, 'OK', asOf);
      throw refusal;
    }
    deps.health.answered();
    tell(call, 'OK', asOf);
    deps.log.debug(
      { ...details(deps, call), rows: answer.rows.length, ms: deps.now() - asOf },
      'upstream call',
    );
    return { ...answer, asOf };
  };

  const tell = ({ region, action }: OutgoingCall, code: 'OK' | ErrorCode, asOf: number): void =>
    deps.onCall?.({ region, action, code, ms: deps.now() - asOf });

  /** Takes a failure down, and gives it back to be thrown. */
  const failed = (error: LbgraphError, call: OutgoingCall, asOf: number): LbgraphError => {
    tell(call, error.code, asOf);
    if (error.code !== 'REQUEST_TIMEOUT') deps.health.failed(error.code, error.message, asOf);
    const { code, details: about, cause } = error;
    deps.log.warn({ ...about, code, cause: reasonOf(cause), ms: deps.now() - asOf }, 'upstream call failed');
    return error;
  };

  return {
    call: (call, signal) => {
      if (!readAction.test(call.action)) {
        throw new LbgraphError(
          'INTERNAL_SERVER_ERROR',
          'Only read actions are ever sent.',
          details(deps, call),
        );
      }
      // The limiter gets no signal: an aborted entry in its queue would leave those behind it waiting.
      return limiter.execute(() => attempt(call, signal));
    },
  };
}

function details(deps: UpstreamClientDeps, call: OutgoingCall): UpstreamCallDetails {
  return {
    account: deps.account,
    provider: deps.provider,
    region: call.region,
    action: call.action,
  };
}

/** Why a socket failed, for the operator: its code, such as ECONNREFUSED, says most. */
function reasonOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}

function toRefusal(
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

/** What must not be repeated of a call: its keys, and every signature-like text of the request, as written and as sent. */
function secretsOf({ id, key, token }: Credentials, { path, headers }: WireRequest): readonly string[] {
  const sent = [path, ...Object.values(headers)].flatMap((text) => text.match(signatureLike) ?? []);
  const secrets = [id, key, token ?? '', ...sent].filter((secret) => secret !== '');
  const spellings = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), decoded(secret)]);
  // The longest first: a part that is replaced would hide the rest from being found.
  return [...new Set(spellings)].sort((a, b) => b.length - a.length);
}

/** A run of 24 characters or more as base64 and hexadecimal texts have it, percent-encoded or not; = only at its end. */
const signatureLike = /[A-Za-z0-9+/_%-]{24,}={0,2}/g;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A vendor's words, bounded, and without what must not be repeated. */
function scrubbed(text: string, secrets: readonly string[]): string {
  let words = text;
  for (const secret of secrets) words = words.replaceAll(secret, '***');
  // Control characters would let a vendor's text forge log lines.
  words = words.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return words.length > 300 ? `${words.slice(0, 300)}…` : words;
}

const causes: Partial<Record<ErrorCode, string>> = {
  UPSTREAM_INVALID_RESPONSE: 'The vendor sent an answer that cannot be read.',
  UPSTREAM_UNAVAILABLE: 'The vendor is not available.',
  UPSTREAM_RATE_LIMITED: 'The vendor refuses more calls for now.',
};

function toError(cause: unknown, signal: AbortSignal, about: UpstreamCallDetails): LbgraphError {
  if (cause instanceof LbgraphError) return cause;
  if (signal.aborted) return stopped(about);
  const [code, message, retryable] = fault(cause);
  return upstreamError(code, message, about, { retryable }, { cause });
}

/** What went wrong below HTTP. */
function fault(cause: unknown): readonly [ErrorCode, string, boolean] {
  if (cause instanceof TaskCancelledError)
    return ['UPSTREAM_TIMEOUT', 'The vendor did not answer in time.', true];
  if (cause instanceof AnswerTooLargeError) {
    return ['UPSTREAM_INVALID_RESPONSE', 'The vendor sent an answer that is too large.', false];
  }
  return ['UPSTREAM_UNAVAILABLE', 'The connection to the vendor failed.', true];
}

function stopped(about: UpstreamCallDetails): LbgraphError {
  return upstreamError('REQUEST_TIMEOUT', 'The request ended before the vendor answered.', about, {
    retryable: true,
  });
}
