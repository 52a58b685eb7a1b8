import { toSelection } from '../selection.js';
import { ignoresFilters, pickNamed, type Action, type Query } from './action.js';
import { toBackendRow } from './backend.js';
import { notFound } from './errors.js';
import type { Backend } from './records.js';
import { unknownParent } from './settings.js';

/** DescribeLoadBalancerBackends: by ids, by one load balancer or one listener, or all. */
export const listBackends: Action = {
  set: 'loadbalancer_backend_set',
  traits: {
    id: 'loadbalancer_backend_id',
    parent: ['loadbalancer_listener_id', 'loadbalancer_id'],
    enumerated: 'status',
    optional: 'loadbalancer_backend_name',
  },
  needsZone: true,
  ids: { name: 'loadbalancer_backends', known: (index) => index.backendById },
  select(query) {
    const { parameters, verbose, index, settings } = query;
    const loadBalancerId = parameters.get('loadbalancer');
    const listenerId = parameters.get('loadbalancer_listener');
    if (settings.get(unknownParent) === '2100') {
      const unknown = unknownParentOf(query);
      if (unknown !== undefined) return notFound(unknown);
    }
    const named = pickNamed(parameters, 'loadbalancer_backends', index.backendById);
    const records = (named ?? childrenOf(query)).filter(
      ({ wire }) =>
        ignoresFilters(named, settings) ||
        ((loadBalancerId === undefined || wire.loadBalancerId === loadBalancerId) &&
          (listenerId === undefined || wire.listenerId === listenerId)),
    );
    const narrowed = named !== null || loadBalancerId !== undefined || listenerId !== undefined;
    return toSelection(records, narrowed, (row) => toBackendRow(row, verbose, settings));
  },
};

function unknownParentOf({ parameters, index }: Query): string | undefined {
  const loadBalancerId = parameters.get('loadbalancer');
  const listenerId = parameters.get('loadbalancer_listener');
  if (loadBalancerId !== undefined && !index.loadBalancers.has(loadBalancerId)) return loadBalancerId;
  return listenerId !== undefined && !index.listenerById.has(listenerId) ? listenerId : undefined;
}

/** The shortest list that holds what the parents select. */
function childrenOf({ parameters, index }: Query): readonly Backend[] {
  const listenerId = parameters.get('loadbalancer_listener');
  if (listenerId !== undefined) return index.listenerById.get(listenerId)?.backends ?? [];
  const loadBalancerId = parameters.get('loadbalancer');
  if (loadBalancerId === undefined) return index.backends;
  return index.loadBalancers.get(loadBalancerId)?.listeners.flatMap(({ backends }) => backends) ?? [];
}
