import type { Scope, Segment } from '../model/list.js';
import type { Item, ItemRef, RecordRef, VendorRecord } from '../model/record.js';
import type { Source } from '../model/source.js';
import type { Window } from '../model/window.js';
import type { Expectation } from './expectation.js';
import type { View } from './planning.js';
import type { Params } from './pushdown.js';

/**
 * How a call is paged. `number`: pages are aligned, offset a multiple of limit. `max` of a call without pages: above all that it
 * brings. A vendor that sends everything where a page was asked for is not asked for the next one.
 */
export interface Paging {
  readonly style: 'offset' | 'number';
  readonly max: number;
  /** The smallest page that may be asked for; 1 unless told. */
  readonly min?: number;
}

/** One way of asking a vendor, as data. A subject is an id in the provider's own spelling, opaque to the core. */
export interface Form {
  /** The vendor's action: read actions only, `Describe…` or `Get…`. Its documentation's title and limits stand beside the form. */
  readonly action: string;
  readonly paging: Paging;
  /** How many subjects one call takes. */
  readonly maxSubjects: number;
  /** Only subjects with the same group go into one call. Absent: all may. */
  readonly group?: (subject: string) => string;
  /** The call's parameters in the vendor's names, without paging. */
  readonly params: (subjects: readonly string[], source: Source) => Params;
  /** What one row of the answer brings, or why it is dropped. */
  readonly decode: (row: unknown, context: DecodeContext) => Harvest | Dropped;
  /** What the answer is, once read. */
  readonly yields: Yield;
  /** What its rows tell as a rule, by what was learnt: for plans that are made before any row is seen. Absent: all but what stands below. */
  readonly expect?: (fact: View['fact']) => Expectation;
  /** Where it yields children: whether every row stands in all of the lists, so that they are no more rows than one of them has. */
  readonly sharesRows?: boolean;
  /**
   * Where it yields rows: whether an answer may tell no total that can be relied on. The list then ends with the first page that is not
   * full, up to which it is read. Absent: a full page without a total is of no use.
   */
  readonly mayLackTotal?: boolean;
  /** What is taken for granted where its answer is relied on, though no document says so: a sentence. */
  readonly inference?: string;
  /**
   * Where it yields records: the form to look in for those of its subjects that it did not find, before they count as missing.
   * That form may name another one, never one that led to it.
   */
  readonly elsewhere?: string;
  /**
   * Where it yields children: an answer of exactly so many rows may have been cut off there without a word. The same is then asked
   * in parts by another form, none of which is taken for whole if it brings as many rows again.
   */
  readonly cutAt?: {
    readonly rows: number;
    readonly form: string;
    readonly parts: (subject: string) => readonly string[];
  };
}

/**
 * `rows`: the rows of one segment, by position. `children`: whole segments: those of each subject, found by the row's
 * `parent`; one of which a row tells in its `lists` is as told there. `records`: the record of each subject; one that no row brings is missing. `scope`: all segments of a scope.
 * `health`: the health of all backends of each subject's load balancer; one of which no row tells is UNKNOWN.
 */
export type Yield =
  | { readonly type: 'rows'; readonly segment: (subject: string | null, source: Source) => Segment }
  | { readonly type: 'children'; readonly segments: (subject: string, source: Source) => readonly Segment[] }
  | { readonly type: 'health'; readonly loadBalancerId: (subject: string) => string }
  | { readonly type: 'records'; readonly ref: (subject: string, source: Source) => RecordRef }
  | {
      readonly type: 'scope';
      readonly scope: (subject: string | null) => Scope;
      /** The one list of all backends that its rows are or hold, where that is a list of its own. */
      readonly reached?: (subject: string | null, source: Source) => Segment;
    };

/**
 * Why a row is dropped. `malformed`: it cannot be read; `foreign`: it was not asked for; `changed`: it has an id that was
 * asked for, and is not what the reference names: it has another parent, target or port.
 */
export type Dropped = 'malformed' | 'foreign' | 'changed';

export interface DecodeContext {
  readonly source: Source;
  readonly asOf: number;
  readonly subjects: readonly string[];
}

/** What one row brings. */
export interface Harvest {
  /** A router comes by look-ups only: it is in no list. Health stands here where a call brings nothing else. */
  readonly item: VendorRecord;
  /** Which segment the item belongs to: needed where `yields` is `children` or `scope`. */
  readonly parent?: Segment;
  /** Further items that the same row stands for, such as one machine seen through several listeners. */
  readonly also?: readonly { readonly item: Item; readonly parent: Segment }[];
  /** Further records that came inside or with the row: inlined children, a backend's health. */
  readonly records?: readonly VendorRecord[];
  /** Whole lists that came inside the row or that it shows to be empty, in their order; their records stand in `records`. */
  readonly lists?: readonly {
    readonly segment: Segment;
    readonly items: readonly ItemRef[];
    readonly exact: boolean;
  }[];
  /** What the row teaches about the account, for the planner. */
  readonly facts?: Readonly<Record<string, boolean>>;
}

/** One upstream call: a form with its subjects and a page. `page.offset` counts rows. */
export interface Call {
  readonly form: Form;
  readonly source: Source;
  readonly subjects: readonly string[];
  readonly page: Window;
}
