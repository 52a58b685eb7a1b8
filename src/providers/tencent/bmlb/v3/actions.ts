import { LbgraphError } from '../../../../errors.js';
import type { Answer } from '../../../provider.js';
import type { AnswerShape } from '../../envelope.js';
import { layBindingsFlat, type BindingNames } from '../binding.js';

/** What is known of an action besides its parameters. Names of its answer are those inside `Response`. */
export interface ActionShape extends AnswerShape {
  /** Which of the account's products answers it. */
  readonly service: keyof typeof versions;
  /** Whether it takes `Offset` and `Limit`. */
  readonly isPaged: boolean;
  /** Where its rows hold those that are meant. */
  readonly layFlat?: (answer: Extract<Answer, { ok: true }>) => Answer;
}

/** By the name of a service in its host. */
export const versions = { bmlb: '2018-06-25', bm: '2018-04-23' } as const;

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

const below = { service: 'bmlb', total: null, isPaged: false } as const;
const paged = { total: ['TotalCount'], isPaged: true } as const;

/**
 * Every action that is ever called. No row of any of them names what it stands under: a row of another parent cannot be told
 * apart, and so is only ever believed because of what was asked. Only lists with pages tell a total; of the others nothing shows that
 * rows are missing.
 */
export const actions = {
  DescribeLoadBalancers: { ...paged, service: 'bmlb', rows: ['LoadBalancerSet'] },
  DescribeLoadBalancerPortInfo: { ...below, rows: ['ListenerSet'] },
  DescribeL4Listeners: { ...below, rows: ['ListenerSet'] },
  DescribeL7ListenerInfo: { ...below, rows: ['ListenerSet'] },
  DescribeL4Backends: { ...below, rows: ['BackendSet'] },
  DescribeDevicesBindInfo: {
    ...below,
    rows: ['LoadBalancerSet'],
    layFlat: (answer) => layBindingsFlat(answer, bindingNames),
  },
  DescribeDevices: { ...paged, service: 'bm', rows: ['DeviceInfoSet'] },
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
