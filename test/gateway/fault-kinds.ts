import type { ActionUnderTest } from './fault-actions.js';

/** What the contract says of each way in which a vendor's answer may be wrong. */

/** What a kind may do to an answer; all else must be as if nothing had happened. */
export type Outcome =
  /** The call failed: what needs it is null or a failed source, under this code. */
  | { readonly type: 'failed'; readonly code: string }
  /** A row has UNKNOWN in place of a value that nobody knows, with the vendor's own word beside it. */
  | { readonly type: 'unknown' }
  /** A row lacks a value. */
  | { readonly type: 'absent' }
  /** A list may lack rows or hold some that are not its own, and says so; a look-up that cannot tell says that. */
  | ({ readonly type: 'inexact' } & ChangedRows & {
        /** Fields that may be so without a word: what they lack no total counts. */
        readonly hiddenAt?: readonly string[];
      })
  /** The same where nothing in the vendor's answer shows it: then no total may be told. */
  | ({ readonly type: 'silent' } & ChangedRows & {
        /** Fields where that may be; all unless told. */
        readonly at?: readonly string[];
      })
  /** The answer is the truth. */
  | { readonly type: 'none' };

interface ChangedRows {
  readonly losesRows: boolean;
  readonly addsRows: boolean;
}

const failed = (code: string): Outcome => ({ type: 'failed', code });
const inexact = (rows: Partial<ChangedRows>): Outcome => ({
  type: 'inexact',
  losesRows: false,
  addsRows: false,
  ...rows,
});

/** The kinds of the simulator's contract with what the schema's contract makes of them. */
export const outcomes: Readonly<Record<string, Outcome>> = {
  latency: { type: 'none' },
  http500: failed('UPSTREAM_UNAVAILABLE'),
  http429: failed('UPSTREAM_RATE_LIMITED'),
  'vendor-throttle': failed('UPSTREAM_RATE_LIMITED'),
  'vendor-internal': failed('UPSTREAM_UNAVAILABLE'),
  auth: failed('UPSTREAM_UNAUTHENTICATED'),
  clock: { type: 'none' },
  hang: failed('UPSTREAM_TIMEOUT'),
  reset: failed('UPSTREAM_UNAVAILABLE'),
  truncate: failed('UPSTREAM_UNAVAILABLE'),
  garbage: failed('UPSTREAM_INVALID_RESPONSE'),
  'empty-body': failed('UPSTREAM_INVALID_RESPONSE'),
  html: failed('UPSTREAM_INVALID_RESPONSE'),
  'wrong-type': inexact({ losesRows: true }),
  'unknown-enum': { type: 'unknown' },
  'missing-field': { type: 'absent' },
  'total-mismatch': inexact({}),
  'short-page': inexact({ losesRows: true }),
  'duplicate-row': { type: 'none' },
  'foreign-row': { type: 'none' },
};

/** A vendor's clock that jumps back and forth is learnt once only: such a call may be refused. */
export const flappingClock: Outcome = failed('UPSTREAM_UNAUTHENTICATED');

/**
 * What a kind may do to one action's answers: what only a total or the name of a parent would show stays hidden where the vendor tells
 * neither. A foreign row is none of a list's own; where a total is told it shows that there is one too many.
 */
export function outcomeOf(kind: string, target: ActionUnderTest): Outcome {
  const { noun, tellsTotal, uncounted = [], namesParent, unnamedAt } = target;
  const outcome = outcomes[kind];
  if (outcome === undefined) throw new Error(`the contract has no kind ${kind}`);
  const hidden = (rows: Partial<ChangedRows>): Outcome => ({
    ...{ losesRows: false, addsRows: false, ...rows },
    type: tellsTotal === false ? 'silent' : 'inexact',
  });
  if (kind === 'short-page') {
    const short = hidden({ losesRows: true });
    return short.type === 'inexact' ? { ...short, hiddenAt: uncounted } : short;
  }
  if (kind === 'total-mismatch' && tellsTotal === false) return { type: 'none' };
  if (kind === 'foreign-row' && unnamedAt !== undefined)
    return { type: 'silent', losesRows: false, addsRows: true, at: unnamedAt };
  if (kind === 'foreign-row' && namesParent === false)
    // Of nothing that a list holds a row of the health check tells nothing, unless it cannot be read.
    return noun === 'health' ? inexact({}) : hidden({ addsRows: true });
  return outcome;
}

/** Whether rows may be lost, or added, at a place; `silently`: without a word. */
export function changes(
  outcome: Outcome,
  what: 'losesRows' | 'addsRows',
  place: string,
  silently: boolean,
): boolean {
  if (outcome.type === 'silent') return outcome[what] && (outcome.at?.includes(place) ?? true);
  if (outcome.type !== 'inexact') return false;
  return outcome[what] && (!silently || outcome.hiddenAt?.includes(place) === true);
}

/** What the simulator puts in place of an enumerated value. */
export const unknownValue = 'a-value-nobody-knows';

/** A fault as it is set on one account. */
export interface Strike {
  readonly account: string;
  readonly target: ActionUnderTest;
  readonly outcome: Outcome;
}
