import type { Params, Provider } from '../../provider.js';
import type { Rows } from './rows.js';

/** The calls that both dialects have, by what they are for. */
export type FormName =
  | 'loadBalancers'
  | 'loadBalancersById'
  | 'portsOf'
  | 'l4ListenersOf'
  | 'l7ListenersOf'
  | 'l4BackendsOf'
  | 'bindingsOf'
  | 'instances'
  | 'instancesById';

/** What one version of the API calls things. What they are, and how they are asked for, is the same in all. */
export interface Dialect {
  readonly actions: Readonly<Record<FormName, string>>;
  /** The action that looks machines up in the recycle bin; null where there is none. */
  readonly trash: string | null;
  readonly parameters: {
    readonly loadBalancerId: string;
    readonly loadBalancerIds: string;
    readonly loadBalancerVips: string;
    readonly loadBalancerName: string;
    readonly loadBalancerType: string;
    readonly listenerId: string;
    readonly network: string;
    readonly instanceIds: string;
    readonly lanIps: string;
    readonly alias: string;
  };
  /** The oldest load balancers first, an order that does not change while they are read. */
  readonly inOrder: Params;
  /** What makes the list of layer 7 bring backends. */
  readonly withBackends: Params;
  /** The field of machines that tells their network. */
  readonly networkOfInstance: string;
  readonly rows: Rows;
  /** Whether the total in the list of machines may be the number of rows of one page. */
  readonly mayCountPages: boolean;
  readonly toRequest: Provider['toRequest'];
  readonly toAnswer: Provider['toAnswer'];
}
