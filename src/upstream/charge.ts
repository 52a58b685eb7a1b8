import { upstreamError, type LbgraphError, type UpstreamCallDetails } from '../errors.js';
import type { Attempt, AttemptEnd } from './call-tally.js';
import type { Reader, Readers } from './reader.js';

/** Who is charged with the next attempt of a call: the first who waits for it and has budget left. */
export type Payer =
  | { readonly type: 'payer'; readonly reader: Reader }
  /** Nobody waits for it any more. */
  | { readonly type: 'nobody' }
  /** It would exceed the budget of all who wait for it. */
  | { readonly type: 'overBudget'; readonly limit: number; readonly actual: number };

export function payerOf(readers: Readers): Payer {
  const open = readers().filter(({ calls }) => !calls.isClosed());
  const reader = open.find(({ calls }) => calls.made() < calls.limit);
  if (reader !== undefined) return { type: 'payer', reader };
  const [first] = open;
  if (first === undefined) return { type: 'nobody' };
  return { type: 'overBudget', limit: first.calls.limit, actual: first.calls.made() + 1 };
}

/** What would be over the budget if so many more calls were made for those who wait; null where they have room for all. */
export function lackingFor(
  readers: Readers,
  more: number,
): { readonly limit: number; readonly actual: number } | null {
  const open = readers().map(({ calls }) => calls);
  const room = open.reduce((sum, { limit, made }) => sum + Math.max(0, limit - made()), 0);
  const [first] = open;
  return first === undefined || more <= room ? null : { limit: first.limit, actual: first.made() + more };
}

/** Charges an attempt that is being sent. At its end, all others who wait for it have shared it. */
export function charge(payer: Reader, readers: Readers, attempt: Attempt): (end: AttemptEnd) => void {
  const tell = payer.calls.charge(attempt);
  return (end) => {
    tell(end);
    for (const reader of readers()) if (reader !== payer) reader.calls.share(attempt);
  };
}

/** @param actual the calls that the request would have come to */
export function overBudget(
  about: UpstreamCallDetails,
  { limit, actual }: { readonly limit: number; readonly actual: number },
): LbgraphError {
  const message =
    `With what is asked here, the query would come to ${actual} upstream calls; limits.upstreamBudget allows ${limit}. ` +
    'Ask for less at once or for smaller pages (explain tells beforehand what a query takes), or have the limit raised.';
  return upstreamError('UPSTREAM_BUDGET_EXCEEDED', message, about, { retryable: false, limit, actual });
}
