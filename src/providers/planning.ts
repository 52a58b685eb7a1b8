import type { Scope, Segment } from '../model/list.js';
import type { Item, ItemRef, RecordRef } from '../model/record.js';
import type { Selection } from '../model/selection.js';
import type { Window } from '../model/window.js';

/** Rows of a segment that are demanded. */
export type RowsDemand = Extract<Demand, { type: 'rows' }>;

/** What is missing: rows of a segment, its total alone, or one record. */
export type Demand =
  | {
      readonly type: 'rows';
      readonly segment: Segment;
      readonly window: Window;
      readonly selection: Selection;
      /** Whether rows in front of the window are of more use than those behind it, where a page has room. */
      readonly isBackward?: boolean;
      /** So many rows from where the window begins may be needed in the end, once it is known how long other lists are. */
      readonly most?: number;
      /** So many rows on the near side of the window are welcome where they cost no further page. */
      readonly lead?: number;
      /** Whether only what was read for the very request will do: the core's affair, no plan depends on it. */
      readonly isOwn?: boolean;
      /** Whether what is read next of it goes into no call about another load balancer: the core's affair, too. */
      readonly isAlone?: boolean;
    }
  | { readonly type: 'count'; readonly segment: Segment }
  | {
      readonly type: 'record';
      readonly ref: RecordRef;
      readonly selection: Selection;
      /** Whether something was asked for it before and did not bring it: then it comes as a companion of others no more. */
      readonly isRepeated?: boolean;
    };

/** What a planner may know: at hand or remembered, never asked for. */
export interface View {
  /** The remembered total of a segment, null when none is known. */
  readonly total: (segment: Segment) => number | null;
  /** The remembered number of rows in a whole scope, null when none is known. */
  readonly scopeTotal: (scope: Scope) => number | null;
  /** What rows have taught about this account: see `Harvest.facts`. */
  readonly fact: (name: string) => boolean | null;
  /** The newest record under a reference, however old, for what never changes of it; null when none is known. */
  readonly record: (ref: ItemRef) => Item | null;
  /** The items of a segment that is at hand as a whole, and fresh enough for whoever asks; else null. */
  readonly items: (segment: Segment) => readonly Item[] | null;
}

/** One part of a plan, and the demand that it serves. An ask that serves several demands is named once for each. */
export interface PlannedAsk {
  readonly demand: Demand;
  readonly ask: Ask;
  /** Whether what is demanded only comes with what others demand: should that fail, it is planned once more, without them. */
  readonly isCompanion?: boolean;
}

/**
 * `page`: one page of one segment: one call. `subjects`: this subject, together with others of the same form, `maxSubjects` to a
 * call; every page is read. `scope`: every page of a whole scope is read; when the first page shows that it takes
 * more than `maxCalls` calls in all, the rest is left unread and the total remembered.
 */
export type Ask =
  | { readonly type: 'page'; readonly form: string; readonly subject: string | null; readonly page: Window }
  | { readonly type: 'subjects'; readonly form: string; readonly subject: string }
  | {
      readonly type: 'scope';
      readonly form: string;
      readonly subject: string | null;
      readonly maxCalls: number;
    };
