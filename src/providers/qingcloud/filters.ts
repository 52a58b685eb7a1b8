import type { InstanceStatus } from '../../model/instance.js';
import type { LoadBalancerStatus } from '../../model/load-balancer.js';
import { takeIds } from '../id-lists.js';
import type { FilterTake, Pushdown } from '../provider.js';
import { idParameters, maxIds } from './wire.js';

/** A schema value each, and no other value of the vendor comes to it. */
const loadBalancerStatuses: Partial<Record<LoadBalancerStatus, string>> = {
  CREATING: 'pending',
  ACTIVE: 'active',
  STOPPED: 'stopped',
  SUSPENDED: 'suspended',
};

/**
 * `transition_status` comes before `status`: of the machines that match some are going through something and filtered out here, and
 * any other status than these may come of that alone.
 */
const instanceStatuses: Partial<Record<InstanceStatus, string>> = {
  RUNNING: 'running',
  STOPPED: 'stopped',
};

/** Null unless the vendor has a value for each. */
function statusList<S extends string>(values: Partial<Record<S, string>>) {
  return (wanted: readonly S[]) => {
    const status = [...new Set(wanted)].flatMap((each) => values[each] ?? []).sort();
    return status.length === new Set(wanted).size ? { status } : null;
  };
}

const loadBalancerStatus: FilterTake<readonly LoadBalancerStatus[]> = {
  takes: 'exact',
  params: statusList(loadBalancerStatuses),
};

const instanceStatus: FilterTake<readonly InstanceStatus[]> = {
  takes: 'superset',
  params: statusList(instanceStatuses),
};

/**
 * "DescribeLoadBalancers", "DescribeLoadBalancerBackends" and "DescribeInstances". What `search_word` finds is documented as "id or
 * name" and no further, and `tags.n` takes tags' own ids, so names and tags are left to the gateway. That an id of another zone is not
 * found is an assumption.
 */
export const filters: Pushdown = {
  loadBalancers: {
    vendorId: takeIds(idParameters.loadBalancers, maxIds),
    name: 'computed',
    nameContains: 'computed',
    status: loadBalancerStatus,
    scheme: 'computed',
    address: 'computed',
    tag: 'computed',
    hasUnhealthyBackends: 'computed',
    hasNoBackends: 'computed',
  },
  listeners: { protocol: 'computed', port: 'computed', status: 'computed' },
  backends: {
    // No call filters by `resource_id`.
    instance: 'computed',
    targetId: 'computed',
    targetKind: 'computed',
    address: 'computed',
    port: 'computed',
    vendorId: takeIds(idParameters.backends, maxIds),
    name: 'computed',
    nameContains: 'computed',
    health: 'computed',
    weightZero: 'computed',
  },
  instances: {
    vendorId: takeIds(idParameters.instances, maxIds),
    name: 'computed',
    nameContains: 'computed',
    status: instanceStatus,
    kind: { takes: 'exact', keeps: (_segment, wanted) => wanted.includes('VIRTUAL_MACHINE') },
    address: 'computed',
  },
  // That filters combine with "and" is inferred.
  combines: false,
};
