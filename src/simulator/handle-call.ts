import { setTimeout as sleep } from 'node:timers/promises';
import type { CallLog } from './call-log.js';
import { alterBody } from './fault-kinds.js';
import type { Faults, Strike } from './faults.js';
import { hideSecrets } from './hide-secrets.js';
import type { Outcome } from './http-server.js';
import type { Admit } from './rate-limit.js';
import type { Settings } from './settings.js';
import type {
  Answer,
  CallContext,
  CallIdentity,
  PageReply,
  Vendor,
  VendorTwin,
  WireRequest,
} from './vendor.js';

/** A vendor as it runs: its definition and its accounts. */
export interface RunningVendor {
  readonly vendor: Vendor;
  readonly twin: VendorTwin;
}

export interface CallDependencies {
  readonly log: CallLog;
  readonly faults: Faults;
  readonly settings: Settings;
  readonly admit: Admit;
  /** Key ids and keys of all accounts. */
  readonly secrets: readonly string[];
  readonly clock: () => number;
  readonly latencyMs: number;
}

const CLOCK_AHEAD_MS = 600_000;
const DELAY_MS = 1000;

/** One vendor call from arrival to outcome: logged, delayed, struck by faults, answered. */
export async function handleCall(
  { vendor, twin }: RunningVendor,
  request: WireRequest,
  left: AbortSignal,
  dependencies: CallDependencies,
): Promise<Outcome> {
  const { log, faults, settings, clock, latencyMs } = dependencies;
  const arrived = clock();
  const identity = twin.identify(request);
  const shown = shownOf(identity, dependencies.secrets);
  const entry = log.begin({
    account: identity.account,
    provider: vendor.provider,
    ...shown,
    at: new Date(arrived).toISOString(),
  });
  const strikes = faults.strike(vendor.provider, identity);
  await delay(latencyMs + delayOf(strikes), left);
  if (left.aborted) return { kind: 'hang' };

  const strike = strikes.find(({ effect }) => effect.stage !== 'delay');
  const now = arrived + (strike?.effect.stage === 'clock' ? (strike.fault.ms ?? CLOCK_AHEAD_MS) : 0);
  const answer = answerUnder(strike, vendor, settings, request, () =>
    twin.answer(request, {
      now,
      settings,
      admit: () => dependencies.admit(vendor.provider, identity.account ?? '', now),
    } satisfies CallContext),
  );
  const dated = { ...answer, headers: { ...answer.headers, date: new Date(now).toUTCString() } };
  if (strike?.effect.stage === 'connection') {
    const { end } = strike.effect;
    return end === 'cut' ? { kind: 'cut', answer: dated } : { kind: end };
  }
  entry.status = answer.status;
  entry.code = answer.code;
  entry.rows = answer.rows;
  return { kind: 'answer', answer: dated };
}

function shownOf(
  { region, action, params, secrets = [] }: CallIdentity,
  known: readonly string[],
): Pick<CallIdentity, 'region' | 'action' | 'params'> {
  const all = [...known, ...secrets];
  return hideSecrets({ region, action, params }, all) as Pick<CallIdentity, 'region' | 'action' | 'params'>;
}

function delayOf(strikes: readonly Strike[]): number {
  return strikes
    .filter(({ effect }) => effect.stage === 'delay')
    .reduce((total, { fault }) => total + (fault.ms ?? DELAY_MS), 0);
}

async function delay(ms: number, left: AbortSignal): Promise<void> {
  if (ms <= 0) return;
  await sleep(ms, undefined, { signal: left }).catch(() => undefined);
}

function answerUnder(
  strike: Strike | undefined,
  vendor: Vendor,
  settings: Settings,
  request: WireRequest,
  ask: () => PageReply | Answer,
): Answer {
  const effect = strike?.effect;
  if (effect?.stage === 'failure') return vendor.failures[effect.failure](settings, request);
  const reply = ask();
  if (reply.kind === 'answer') return effect?.stage === 'body' ? alterBody(reply, effect) : reply;
  const { rows, total } = effect?.stage === 'rows' && strike ? effect.alter(reply, strike.random) : reply;
  const answer: Answer = {
    kind: 'answer',
    status: 200,
    headers: reply.headers ?? { 'content-type': 'application/json' },
    body: JSON.stringify(reply.wrap(rows, total)),
    code: reply.code,
    rows: rows.length,
  };
  return effect?.stage === 'body' ? alterBody(answer, effect) : answer;
}
