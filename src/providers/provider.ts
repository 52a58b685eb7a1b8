import type { z } from 'zod';
import type { InstanceKind } from '../model/instance.js';
import type { ListName, ListRef, Segment } from '../model/list.js';
import type { LoadBalancer } from '../model/load-balancer.js';
import type { Item } from '../model/record.js';
import type { Source } from '../model/source.js';
import type { Answer, Signing, WireRequest, WireResponse } from '../upstream/wire.js';
import type { Call, Form } from './form.js';
import type { Demand, PlannedAsk, View } from './planning.js';
import type { Pushdown, ReverseLookUp } from './pushdown.js';

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
  /** What one call brings of several parents at once: the core then asks for all that it may need together. */
  readonly batched: Batched;
  /**
   * Whether health comes with the lists of backends at no further call, where it is asked for with them: then whoever reads all of them
   * and shows health of some asks for it at once. Absent: a call tells it, of what it is shown of.
   */
  readonly checksAlong?: boolean;
  /** How its own list calls take each field of a filter. */
  readonly filters: Pushdown;
  /** Its own look-up of what sends traffic to something. Absent: it has none that is documented as complete. */
  readonly reverse?: ReverseLookUp;
  /**
   * The list of all backends of a source, where calls about nothing in particular bring it: of load balancers that are gone, too. Absent:
   * there is no such list.
   */
  readonly everything?: (source: Source) => Segment;
  /** The most rows that such a list has under one parent, where the vendor documents it. */
  readonly mostRows?: Readonly<Partial<Record<ListName, number>>>;
  /**
   * An item of which nothing is known but where it stands, with what its place tells: for plans that are made before any row is seen.
   * Of what it may be, it is what takes the fewest calls, or the most.
   */
  readonly imagine?: (item: Item, segment: string, takes: 'fewest' | 'most') => Item;
  /** Whether one call lists all that is reached through a load balancer. Absent: there is no such call. */
  readonly listsReached?: (loadBalancer: LoadBalancer) => boolean;
  /** Whether the machines behind a load balancer are told in fewer calls than its backends, as `members`. Absent: never. */
  readonly listsMembers?: (loadBalancer: LoadBalancer) => boolean;
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

/**
 * How far apart the parents may stand of which one call brings lists, health, or records by their ids: under one load balancer, or anywhere
 * in the source. What is not named is asked parent by parent.
 */
export type Batched = Readonly<Partial<Record<ListName | 'health' | 'records', 'loadBalancer' | 'source'>>>;

export type {
  Answer,
  Credentials,
  Repeat,
  Signing,
  VendorFailure,
  WireRequest,
  WireResponse,
} from '../upstream/wire.js';

export type { FilterTake, FilterTakes, Params, Pushdown, ReverseLookUp } from './pushdown.js';

export type { Ask, Demand, PlannedAsk, RowsDemand, View } from './planning.js';

export type { Expectation } from './expectation.js';

export type { Call, DecodeContext, Dropped, Form, Harvest, Paging, Yield } from './form.js';
