import { nothingTaken } from '../../narrow.js';
import type { Pushdown } from '../../provider.js';
import { addressesAs, idsAs, nameAs, oneAs } from '../filter-values.js';
import type { Dialect } from './dialect.js';
import { maxInstances, maxLoadBalancers } from './forms.js';

const computed = 'computed';

/**
 * What "DescribeLoadBalancers" and CVM's "DescribeInstances" take themselves; of several fields the first that is listed here, the
 * one that leaves the least. Ids are taken in an older form by API 2.0, too, in which rows do not show them: so what comes is compared
 * again.
 */
export function createFilters({ filters: names }: Pick<Dialect, 'filters'>): Pushdown {
  const { scheme, instanceStatus, instanceAddresses } = names;
  return {
    loadBalancers: {
      vendorId: { takes: 'superset', params: idsAs(names.loadBalancerIds, maxLoadBalancers) },
      address: { takes: 'exact', params: addressesAs(names.loadBalancerVips) },
      name: { takes: 'superset', params: nameAs(names.loadBalancerName) },
      hasNoBackends: { takes: 'exact', params: (wanted) => ({ [names.withTargets]: wanted ? 0 : 1 }) },
      scheme: { takes: 'exact', params: oneAs(scheme.parameter, scheme.words) },
      nameContains: computed,
      status: computed,
      tag: computed,
      hasUnhealthyBackends: computed,
    },
    // These calls are about one load balancer, and bring all that it has.
    listeners: nothingTaken.listeners,
    backends: nothingTaken.backends,
    instances: {
      vendorId: { takes: 'superset', params: idsAs(names.instanceIds, maxInstances) },
      address:
        instanceAddresses === null ? computed : { takes: 'superset', params: addressesAs(instanceAddresses) },
      name: { takes: 'superset', params: nameAs(names.instanceName) },
      status: { takes: 'exact', params: oneAs(instanceStatus.parameter, instanceStatus.words) },
      kind: { takes: 'exact', keeps: (_, wanted) => wanted.includes('VIRTUAL_MACHINE') },
      nameContains: computed,
    },
    // No page tells how parameters combine.
    combines: false,
  };
}
