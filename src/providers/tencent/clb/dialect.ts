import type { DecodeContext, Dropped, Form, Harvest, Paging, Params, Provider } from '../../provider.js';
import type { Rows } from './rows.js';

/** A parameter that takes one value, and the vendor's word for each of the schema's that it takes. */
interface Choice {
  readonly parameter: string;
  readonly words: Readonly<Record<string, string>>;
}

/** What one version of the API calls things, and how it writes rows. What is asked, and when, is the same in all. */
export interface Dialect {
  readonly actions: {
    readonly loadBalancers: string;
    readonly classicListeners: string;
    readonly applicationListeners: string;
    /** What is bound at a classic load balancer. */
    readonly bound: string;
    readonly applicationBackends: string;
    readonly classicHealth: string;
    readonly applicationHealth: string;
    readonly instances: string;
  };
  readonly parameters: {
    readonly loadBalancerId: string;
    readonly loadBalancerIds: string;
    readonly instanceIds: string;
    /** Addresses of machines, by which their load balancers are asked for. */
    readonly privateAddresses: string;
    /** Null where these two leave out what is bound by its address and is no machine. */
    readonly publicAddresses: string | null;
  };
  /** Load balancers of both kinds, the oldest first, so that new ones come last. */
  readonly listed: Params;
  /** What ids of machines look like, where one that does not spoils the whole call; null where such a one is merely not found. */
  readonly machineId: RegExp | null;
  /** How what is below a classic load balancer is paged, if it is. */
  readonly classicPaging: Paging;
  readonly rows: Rows;
  /** A virtual machine: rows of the two versions of "cvm" have little in common. */
  readonly decodeInstance: (row: unknown, context: DecodeContext) => Harvest | Dropped;
  /** Where the list of listeners of an application load balancer may have been cut. */
  readonly cutAt?: NonNullable<Form['cutAt']>;
  /** Forms that only this version needs. */
  readonly furtherForms?: Readonly<Record<string, Form>>;
  readonly filters: {
    readonly loadBalancerIds: string;
    readonly loadBalancerVips: string;
    readonly loadBalancerName: string;
    readonly withTargets: string;
    readonly scheme: Choice;
    readonly instanceIds: string;
    /** Null where there is none for addresses of every sort. */
    readonly instanceAddresses: string | null;
    readonly instanceName: string;
    readonly instanceStatus: Choice;
  };
  readonly toRequest: Provider['toRequest'];
  readonly toAnswer: Provider['toAnswer'];
}
