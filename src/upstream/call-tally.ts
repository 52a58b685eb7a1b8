import type { ErrorCode } from '../errors.js';

/** An attempt as it is sent. */
export interface Attempt {
  readonly account: string;
  readonly provider: string;
  readonly region: string | null;
  readonly action: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  /** How long it stood in line since it, or its repeat, was asked for. */
  readonly waitMs: number;
  /** From 1; a repeat is another one. */
  readonly attempt: number;
}

/** How an attempt ended. */
export interface AttemptEnd {
  readonly code: 'OK' | ErrorCode;
  /** Null when it failed. */
  readonly rows: number | null;
  /** Null where the vendor gives its answers none. */
  readonly vendorRequestId: string | null;
  readonly durationMs: number;
}

/** An attempt as the trace tells of it; without parameters, and without anything that it was signed with. */
export type TracedCall = Omit<Attempt, 'sentAt'> & AttemptEnd;

/** Calls that were sent for a request, that it only waited for, and that kept answers spared it. */
interface Counts {
  readonly made: number;
  readonly coalesced: number;
  readonly saved: number;
}

export interface UpstreamTrace extends Counts {
  readonly actions: readonly ({ readonly provider: string; readonly action: string } & Counts)[];
  /** Those that were made, in the order of sending. */
  readonly calls: readonly TracedCall[];
}

/** What one request is charged with: each attempt that was sent for it. What is planned for it, and not sent yet, is reserved. */
export interface CallTally {
  /** The most calls that may be charged. */
  readonly limit: number;
  readonly made: () => number;
  /** Calls that are started for it in all sources, and not sent yet. */
  readonly reserved: () => number;
  /** Sets calls aside for what is started in a source; what is charged there uses them up. Gives what sets the rest free. */
  readonly reserve: (source: Pick<Attempt, 'account' | 'region'>, calls: number) => () => void;
  /** Charges an attempt, at the moment it is sent. Gives what is told of its end. */
  readonly charge: (attempt: Attempt) => (end: AttemptEnd) => void;
  /** Counts a call that was waited for and is charged to another request. */
  readonly share: (call: Pick<Attempt, 'provider' | 'action'>) => void;
  /** The request has its answer: nothing may be charged any more. */
  readonly close: () => void;
  readonly isClosed: () => boolean;
  readonly read: () => UpstreamTrace;
}

interface Count {
  readonly provider: string;
  readonly action: string;
  made: number;
  coalesced: number;
  saved: number;
}

/** @param now epoch milliseconds */
export function createCallTally(limit: number, now: () => number): CallTally {
  const counts = new Map<string, Count>();
  const sent: { readonly attempt: Attempt; end: AttemptEnd | null }[] = [];
  const reservations = new Set<{ readonly source: string; left: number }>();
  let closed = false;

  const countOf = ({ provider, action }: Pick<Attempt, 'provider' | 'action'>): Count => {
    const key = JSON.stringify([provider, action]);
    const count = counts.get(key) ?? { provider, action, made: 0, coalesced: 0, saved: 0 };
    counts.set(key, count);
    return count;
  };

  return {
    limit,
    made: () => sent.length,
    reserved: () => sum([...reservations].map(({ left }) => left)),
    reserve: (source, calls) => {
      const reservation = { source: keyOf(source), left: calls };
      reservations.add(reservation);
      return () => reservations.delete(reservation);
    },
    charge: (attempt) => {
      const source = keyOf(attempt);
      const reservation = [...reservations].find((each) => each.source === source && each.left > 0);
      if (reservation !== undefined) reservation.left--;
      countOf(attempt).made++;
      const entry: (typeof sent)[number] = { attempt, end: null };
      sent.push(entry);
      return (end) => {
        entry.end = end;
      };
    },
    share: (call) => {
      countOf(call).coalesced++;
    },
    close: () => {
      closed = true;
    },
    isClosed: () => closed,
    read: () => {
      const actions = [...counts.values()].map((count) => ({ ...count }));
      return {
        made: sum(actions.map(({ made }) => made)),
        coalesced: sum(actions.map(({ coalesced }) => coalesced)),
        saved: sum(actions.map(({ saved }) => saved)),
        actions,
        calls: sent.map(({ attempt: { sentAt, ...attempt }, end }) => ({
          ...attempt,
          ...(end ?? unended(now() - sentAt)),
        })),
      };
    },
  };
}

/** The end of an attempt for a request that has its answer already, while others may still wait. */
function unended(durationMs: number): AttemptEnd {
  return { code: 'REQUEST_TIMEOUT', rows: null, vendorRequestId: null, durationMs };
}

function keyOf({ account, region }: Pick<Attempt, 'account' | 'region'>): string {
  return JSON.stringify([account, region]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
