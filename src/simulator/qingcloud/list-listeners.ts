import { toSelection } from '../selection.js';
import { pickNamed, type Action } from './action.js';
import { notFound } from './errors.js';
import { toListenerRow } from './listener.js';
import { isDeleted } from './records.js';
import { listenersOfDeleted, unknownParent } from './settings.js';

/** DescribeLoadBalancerListeners: by ids, by one load balancer, or all; no status filter. */
export const listListeners: Action = {
  set: 'loadbalancer_listener_set',
  traits: {
    id: 'loadbalancer_listener_id',
    parent: 'loadbalancer_id',
    enumerated: 'balance_mode',
    optional: 'loadbalancer_listener_name',
  },
  needsZone: true,
  ids: { name: 'loadbalancer_listeners', known: (index) => index.listenerById },
  select({ parameters, verbose, index, settings }) {
    const parentId = parameters.get('loadbalancer');
    const parent = parentId === undefined ? undefined : index.loadBalancers.get(parentId);
    if (parentId !== undefined && !parent && settings.get(unknownParent) === '2100')
      return notFound(parentId);
    const lingering = settings.get(listenersOfDeleted) === 'linger';
    const isListed = (loadBalancerId: string): boolean => {
      const owner = index.loadBalancers.get(loadBalancerId);
      return owner !== undefined && (lingering || !isDeleted(owner));
    };
    const named = pickNamed(parameters, 'loadbalancer_listeners', index.listenerById);
    const all = lingering ? index.allListeners : index.liveListeners;
    const ofParent = parentId === undefined ? all : (parent?.listeners ?? []);
    const records = (named ?? ofParent).filter(
      ({ wire }) =>
        (parentId === undefined || wire.loadBalancerId === parentId) && isListed(wire.loadBalancerId),
    );
    return toSelection(records, named !== null || parentId !== undefined, (row) =>
      toListenerRow(row, verbose, settings),
    );
  },
};
