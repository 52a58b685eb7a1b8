import type { z } from 'zod';
import type { InstanceKind } from '../model/instance.js';
import type { LoadBalancer } from '../model/load-balancer.js';
import type { ListName, ListRef, Scope, Segment } from '../model/list.js';
import type { Item, ItemRef, RecordRef, VendorRecord } from '../model/record.js';
import type { Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import type { Window } from '../model/window.js';
import type { Answer, Signing, WireRequest, WireResponse } from '../upstream/wire.js';
import type { Expectation } from './expectation.js';
import type { Params, Pushdown, ReverseLookUp } from './pushdown.js';

/** The one driver interface: everything that differs between vendors, as data and pure functions. */
export interface ProviderDefinition {
  /** The value of the schema's enum `Provider`. */
  readonly id: string;
  /** The dialects that may be configured. */
  readonly apis: readonly string[];
  /** The vendor's sites, where it has several. */
  readonly sites?: readonly string[];
  readonly hasRegions: boolean;
  /** How a region's name is written, where the vendor has a rule; `otherwise` tells what to do. */
  readonly regionName?: {
    readonly pattern: RegExp;
    readonly otherwise: string;
    /** Of several names of one region the one that is used everywhere; without it every region has one name. */
    readonly canonical?: (name: string) => string;
  };
  /** Whether everything in the region `other` is in `region` too: then an account must not list both. */
  readonly contains?: (region: string, other: string) => boolean;
  /** Whether the vendor has temporary keys, which come with a token that its signer puts into the request; unless told it has not. */
  readonly hasTemporaryKeys?: boolean;
  /** The provider's own options in the configuration, each with a default. */
  readonly options: z.ZodType;
  /** The quota that the vendor documents for one user; null when it documents none. */
  readonly quota: { readonly calls: number; readonly windowMs: number } | null;
  /** How many calls to one account may run at once. */
  readonly maxConcurrentCalls: number;
  /** `options` has passed the schema above. */
  readonly create: (account: { api: string; site: string | null; options: unknown }) => Provider;
}

/** One account's view of its vendor. Pure: no clock, no socket, no randomness of its own. */
export interface Provider {
  /** The kinds of machine that the account may have, each asked for when a machine's kind is not known. */
  readonly instanceKinds: readonly InstanceKind[];
  /** Whether the vendor has a health check to ask. Without one, health is UNKNOWN at no cost. */
  readonly hasHealth: boolean;
  /** Lists of which one call brings many at once: the core then asks for all that it may need together. */
  readonly batchedLists: ReadonlySet<ListName>;
  /** How its own list calls take each field of a filter. */
  readonly filters: Pushdown;
  /** Its own look-up of what sends traffic to something. Absent: it has none that is documented as complete. */
  readonly reverse?: ReverseLookUp;
  /** The most rows that such a list has under one parent, where the vendor documents it. */
  readonly mostRows?: Readonly<Partial<Record<ListName, number>>>;
  /**
   * An item of which nothing is known but where it stands, with what its place tells: for plans that are made before any row is seen.
   * Of what it may be, it is what takes the fewest calls, or the most.
   */
  readonly imagine?: (item: Item, segment: string, takes: 'fewest' | 'most') => Item;
  /** Whether one call lists all that is reached through a load balancer. Absent: there is no such call. */
  readonly listsReached?: (loadBalancer: LoadBalancer) => boolean;
  /** The segments of a list in their order. None: the vendor has no such thing, and the list is empty. */
  readonly segments: (list: ListRef) => readonly string[];
  /** Every upstream call that can be made. A plan names forms; nothing else is ever sent. */
  readonly forms: Readonly<Record<string, Form>>;
  /**
   * Which forms to ask for all demands of one level in one source, in the fewest calls. Called again with what
   * is still missing once the asks are answered, so that it may ask one page first and decide on its total.
   */
  readonly plan: (demands: readonly Demand[], view: View) => readonly PlannedAsk[];
  /** A signed request for one call. `nowMs` is the vendor's time as far as known. */
  readonly toRequest: (call: Call, signing: Signing) => WireRequest;
  /** What an answer means: success is what the vendor's body says. Never throws. */
  readonly toAnswer: (call: Call, response: WireResponse) => Answer;
}

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
      /** So many rows on the near side of the window are welcome where they cost no further page. */
      readonly lead?: number;
      /** Whether only what was read for the very request will do: the core's affair, no plan depends on it. */
      readonly isOwn?: boolean;
    }
  | { readonly type: 'count'; readonly segment: Segment }
  | { readonly type: 'record'; readonly ref: RecordRef; readonly selection: Selection };

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
      /** The one list of all its rows, where that is a list of its own. */
      readonly reached?: (subject: string, source: Source) => Segment;
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

export type {
  Answer,
  Credentials,
  Repeat,
  Signing,
  VendorFailure,
  WireRequest,
  WireResponse,
} from '../upstream/wire.js';

export type { Expectation } from './expectation.js';
export type { FilterTake, FilterTakes, Params, Pushdown, ReverseLookUp } from './pushdown.js';
