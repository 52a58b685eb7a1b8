import { LbgraphError } from '../../../../errors.js';
import type { Answer } from '../../../provider.js';
import type { AnswerShape } from '../../envelope.js';
import { layBindingsFlat, type BindingNames } from '../binding.js';

/** What is known of an action besides its parameters. */
export interface ActionShape extends AnswerShape {
  /** Which of the account's products answers it. */
  readonly host: string;
  /** Whether it takes `offset` and `limit`. */
  readonly isPaged: boolean;
  /** Where its rows hold those that are meant. */
  readonly layFlat?: (answer: Extract<Answer, { ok: true }>) => Answer;
}

const loadBalancing = 'bmlb.api.qcloud.com';
const machines = 'bm.api.qcloud.com';

const bindingNames: BindingNames = {
  network: 'unVpcId',
  l4: 'L4ListenerSet',
  l7: 'L7ListenerSet',
  domains: 'ruleSet',
  locations: 'locations',
  bound: 'rsList',
  boundPort: 'rsPort',
  of: (name) => name,
};

/**
 * Every action that is ever called. No row of any of them names what it stands under: a row of another parent cannot be told
 * apart, and so is only ever believed because of what was asked. A total that comes shows that rows are missing; the lists
 * without pages tell one in the vendor's examples alone, backends none at all, and there nothing shows it.
 */
export const actions = {
  DescribeBmLoadBalancers: {
    host: loadBalancing,
    rows: ['loadBalancerSet'],
    total: ['totalCount'],
    isPaged: true,
  },
  DescribeBmVportInfo: {
    host: loadBalancing,
    rows: ['listenerSet'],
    total: ['totalCount'],
    isPaged: false,
  },
  DescribeBmListeners: {
    host: loadBalancing,
    rows: ['listenerSet'],
    total: ['totalCount'],
    isPaged: false,
  },
  DescribeBmForwardListenerInfo: {
    host: loadBalancing,
    rows: ['listenerSet'],
    total: ['totalCount'],
    isPaged: false,
  },
  DescribeBmL4ListenerBackends: { host: loadBalancing, rows: ['data'], total: null, isPaged: false },
  DescribeBmBindInfo: {
    host: loadBalancing,
    rows: ['loadBalancerSet'],
    total: ['totalCount'],
    isPaged: false,
    layFlat: (answer) => layBindingsFlat(answer, bindingNames),
  },
  DescribeDevice: {
    host: machines,
    rows: ['data', 'deviceList'],
    total: ['data', 'totalNum'],
    isPaged: true,
  },
  DescribeDeviceTrash: {
    host: machines,
    rows: ['data', 'deviceList'],
    total: ['data', 'totalNum'],
    isPaged: true,
  },
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
