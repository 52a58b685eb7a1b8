import type { Logger } from 'pino';
import { LbgraphError, upstreamError, type ErrorCode, type UpstreamCallDetails } from '../errors.js';
import type { AccountHealthRecorder } from './account-health.js';
import { charge, overBudget, payerOf } from './charge.js';
import { reasonOf, stopped, toFault, toRefusal } from './failure.js';
import { isDeeperThan, maxAnswerDepth } from './json-depth.js';
import { createPolicies, FailedAttemptError } from './policies.js';
import type { Readers } from './reader.js';
import { scrubbed, secretsOf } from './scrub.js';
import type { Transport } from './transport.js';
import { createVendorClock } from './vendor-clock.js';
import type { Answer, Credentials, Repeat, Signing, WireRequest, WireResponse } from './wire.js';

export { UpstreamRefusal } from './failure.js';

/** One call, ready to be signed: who asks knows how to write the request and how to read the answer. */
export interface OutgoingCall {
  readonly action: string;
  readonly region: string | null;
  /** Asked for each attempt: a repeat is signed afresh. */
  readonly toRequest: (signing: Signing) => WireRequest;
  readonly toAnswer: (response: WireResponse) => Answer;
  /** Who waits for it: each attempt is charged to one of them. */
  readonly readers: Readers;
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
   * Makes a call, up to three times where a repeat may help.
   * @throws {UpstreamRefusal} the vendor refused, or its answer cannot be used
   * @throws {LbgraphError} UPSTREAM_TIMEOUT, UPSTREAM_UNAVAILABLE, REQUEST_TIMEOUT when `signal` fired or nobody waits for it,
   *   UPSTREAM_BUDGET_EXCEEDED when nobody who waits for it may be charged with another attempt
   */
  readonly call: (call: OutgoingCall, signal: AbortSignal) => Promise<CallAnswer>;
}

/** One attempt that was sent and has ended, for metrics. */
export interface SentCall {
  readonly region: string | null;
  readonly action: string;
  readonly code: 'OK' | ErrorCode;
  readonly ms: number;
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
  /** From 0 up to 1, for nonces and the waits before repeats. */
  readonly random: () => number;
  readonly log: Logger;
  readonly onCall?: (call: SentCall) => void;
}

/** What the attempts of one call have in common. */
interface Course {
  /**
   * What the call has learnt of the vendor's clock, which it does once. It counts before what other calls have learnt meanwhile: of
   * a vendor whose machines differ, the answer to this call is the best word.
   */
  offsetMs: number | null;
  /** When the last attempt was asked for, in epoch milliseconds: from then on it waits for its turn. */
  askedAt: number;
  attempts: number;
}

/** Read actions of every vendor begin so; whatever else a plan may hold, nothing else is sent. */
const readAction = /^(Describe|Get)[A-Z][A-Za-z0-9]*$/;

/** What any vendor's signed 32-bit number holds. */
const maxNonce = 2_147_483_647;

export function createUpstreamClient(deps: UpstreamClientDeps): UpstreamClient {
  const policies = createPolicies(deps);
  const clock = createVendorClock(deps.now);

  const attempt = async (call: OutgoingCall, signal: AbortSignal, own: Course): Promise<CallAnswer> => {
    const about = details(deps, call);
    if (signal.aborted) throw new FailedAttemptError(stopped(about), 'never');
    const payer = payerOf(call.readers);
    if (payer.type === 'nobody') throw new FailedAttemptError(stopped(about), 'never');
    if (payer.type === 'overBudget') throw new FailedAttemptError(overBudget(about, payer), 'never');
    const asOf = deps.now();
    const request = call.toRequest({
      credentials: deps.credentials,
      nowMs: asOf + (own.offsetMs ?? clock.offsetMs()),
      nonce: 1 + Math.floor(deps.random() * maxNonce),
    });
    const secrets = () => secretsOf(deps.credentials, request);
    deps.health.sent(asOf);
    const { region, action } = call;
    const { account, provider } = deps;
    const waited = { sentAt: asOf, waitMs: asOf - own.askedAt, attempt: own.attempts };
    const ended = charge(payer.reader, call.readers, { account, provider, region, action, ...waited });
    const tell = (code: SentCall['code'], rows: number | null, requestId: string | null = null) => {
      const ms = deps.now() - asOf;
      const vendorRequestId = requestId === null ? null : scrubbed(requestId, secrets());
      ended({ code, rows, vendorRequestId, durationMs: ms });
      deps.onCall?.({ region, action, code, ms });
    };
    const fail = (error: LbgraphError, repeat: Repeat): FailedAttemptError => {
      tell(error.code, null, error.details.vendorRequestId);
      if (error.code !== 'REQUEST_TIMEOUT') deps.health.failed(error.code, error.message, asOf);
      deps.log.warn(
        { ...error.details, code: error.code, cause: reasonOf(error.cause), ms: deps.now() - asOf },
        'upstream call failed',
      );
      return new FailedAttemptError(error, repeat, error.details.retryAfterMs ?? null);
    };

    const response = await policies
      .timed((inner) => deps.transport.send(request, inner), signal)
      .catch((cause: unknown) => {
        if (signal.aborted) throw fail(stopped(about), 'never');
        const { code, message, retryable, repeat } = toFault(cause);
        throw fail(upstreamError(code, message, about, { retryable }, { cause }), repeat);
      });
    // Only of an answer that may hold rows are values kept.
    if (response.status === 200 && isDeeperThan(response.body, maxAnswerDepth)) {
      const message = 'The vendor sent an answer that is nested too deeply.';
      const tooDeep = upstreamError('UPSTREAM_INVALID_RESPONSE', message, about, { retryable: false });
      throw fail(tooDeep, 'never');
    }
    const answer = call.toAnswer(response);
    if (!answer.ok) {
      const { failure } = answer;
      const refusal = toRefusal(failure, about, secrets(), asOf);
      // That what was named does not exist is an answer like any other.
      if (refusal.notFound) {
        tell('OK', 0, refusal.details.vendorRequestId);
        deps.health.answered();
        throw new FailedAttemptError(refusal, 'never');
      }
      if (failure.repeat !== 'signed-again') throw fail(refusal, failure.repeat);
      const learnt = own.offsetMs === null ? clock.learn(response) : null;
      own.offsetMs = learnt;
      if (learnt !== null) deps.log.warn({ ...about, offsetMs: learnt }, 'the vendor’s clock differs');
      throw fail(refusal, learnt === null ? 'never' : 'signed-again');
    }
    tell('OK', answer.rows.length, answer.vendorRequestId);
    deps.health.answered();
    deps.log.debug({ ...about, rows: answer.rows.length, ms: deps.now() - asOf }, 'upstream call');
    return { ...answer, asOf };
  };

  return {
    call: async (call, signal) => {
      if (!readAction.test(call.action)) {
        throw new LbgraphError(
          'INTERNAL_SERVER_ERROR',
          'Only read actions are ever sent.',
          details(deps, call),
        );
      }
      const own: Course = { offsetMs: null, askedAt: 0, attempts: 0 };
      try {
        return await policies.repeated(
          () => {
            own.askedAt = deps.now();
            own.attempts++;
            return policies.inTurn(() => attempt(call, signal, own));
          },
          signal,
          () => stopped(details(deps, call)),
        );
      } catch (error) {
        throw error instanceof FailedAttemptError ? error.failure : error;
      }
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
