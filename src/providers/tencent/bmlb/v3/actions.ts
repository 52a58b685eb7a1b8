import { LbgraphError } from '../../../../errors.js';
import type { Answer } from '../../../provider.js';
import { layBindingsFlat, type BindingNames } from '../binding.js';

/** A product of the vendor, as requests name it. */
interface Product {
  readonly service: string;
  readonly version: string;
  readonly host: string;
}

/** What is known of an action besides its parameters. */
export interface ActionShape extends Product {
  /** Where its answer holds the rows. */
  readonly rows: string;
  /** Null when the action tells none. */
  readonly total: string | null;
  /** Whether it takes `Offset` and `Limit`. */
  readonly isPaged: boolean;
  /** Where its rows hold those that are meant. */
  readonly layFlat?: (answer: Extract<Answer, { ok: true }>) => Answer;
}

const loadBalancing = { service: 'bmlb', version: '2018-06-25', host: 'bmlb.tencentcloudapi.com' } as const;
const machines = { service: 'bm', version: '2018-04-23', host: 'bm.tencentcloudapi.com' } as const;

const bindingNames: BindingNames = {
  network: 'VpcId',
  l4: 'L4ListenerSet',
  l7: 'L7ListenerSet',
  domains: 'RuleSet',
  locations: 'LocationSet',
  bound: 'BackendSet',
  boundPort: 'Port',
  of: (name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
};

/**
 * Every action that is ever called. No row of any of them names what it stands under: a row of another parent cannot be told
 * apart, and so is only ever believed because of what was asked. Only lists with pages tell a total; where there is none, nothing shows
 * that rows are missing.
 */
export const actions = {
  DescribeLoadBalancers: {
    ...loadBalancing,
    rows: 'LoadBalancerSet',
    total: 'TotalCount',
    isPaged: true,
  },
  DescribeLoadBalancerPortInfo: { ...loadBalancing, rows: 'ListenerSet', total: null, isPaged: false },
  DescribeL4Listeners: { ...loadBalancing, rows: 'ListenerSet', total: null, isPaged: false },
  DescribeL7ListenerInfo: { ...loadBalancing, rows: 'ListenerSet', total: null, isPaged: false },
  DescribeL4Backends: { ...loadBalancing, rows: 'BackendSet', total: null, isPaged: false },
  DescribeDevicesBindInfo: {
    ...loadBalancing,
    rows: 'LoadBalancerSet',
    total: null,
    isPaged: false,
    layFlat: (answer) => layBindingsFlat(answer, bindingNames),
  },
  DescribeDevices: { ...machines, rows: 'DeviceInfoSet', total: 'TotalCount', isPaged: true },
} as const satisfies Readonly<Record<string, ActionShape>>;

export type ActionName = keyof typeof actions;

/** Calls are only made of this provider's own forms; another one is a mistake of ours. */
export function shapeOf(action: string): ActionShape {
  if (isActionName(action)) return actions[action];
  throw new LbgraphError('INTERNAL_SERVER_ERROR', 'A call was made of a form of another provider.');
}

function isActionName(action: string): action is ActionName {
  return Object.hasOwn(actions, action);
}
