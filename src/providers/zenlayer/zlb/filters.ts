import type { InstanceStatus } from '../../../model/instance.js';
import { takeIds } from '../../id-lists.js';
import { nothingTaken } from '../../narrow.js';
import type { FilterTake, Pushdown } from '../../provider.js';
import { oneOf, searchedAs, tagUpTo } from '../filter-values.js';
import { maxIds } from '../ids.js';
import { idParameters } from './wire.js';

/** Schema values to which one documented value comes, and no other. */
const instanceStatuses: Partial<Record<InstanceStatus, string>> = {
  RUNNING: 'RUNNING',
  STARTING: 'BOOTING',
  STOPPING: 'STOPPING',
  STOPPED: 'STOPPED',
  REBOOTING: 'REBOOT',
  MAINTENANCE: 'IMAGING',
  FAILED: 'CREATE_FAILED',
};

/** The English page has it, the Chinese one has not: what ignores it leaves everything. */
const instanceStatus: FilterTake<readonly InstanceStatus[]> = {
  takes: 'superset',
  params: oneOf((wanted: InstanceStatus) => {
    const status = instanceStatuses[wanted];
    return status === undefined ? null : { status };
  }),
};

/** Nothing tells it of any backend, so none has it. */
const onNone = { takes: 'exact', keeps: () => false } as const;

/**
 * "DescribeLoadBalancers", and "DescribeInstances" of elastic compute. Whether their `ipv4Address` and `ipv6Address` mean private or
 * public ones is not told: addresses are compared here. Calls about one load balancer bring all that it has.
 */
export const filters: Pushdown = {
  loadBalancers: {
    ...nothingTaken.loadBalancers,
    vendorId: takeIds(idParameters.loadBalancers, maxIds),
    // Fuzzy only with a `*` at its end, it is told; whether upper and lower case count is not.
    name: searchedAs('loadBalancerName'),
    tag: tagUpTo(64),
  },
  listeners: {
    ...nothingTaken.listeners,
    status: { takes: 'exact', keeps: (_segment, wanted) => wanted.includes('UNKNOWN') },
  },
  backends: { ...nothingTaken.backends, vendorId: onNone, name: onNone, nameContains: onNone },
  instances: {
    ...nothingTaken.instances,
    vendorId: takeIds(idParameters.instances, maxIds),
    name: searchedAs('name'),
    status: instanceStatus,
    kind: { takes: 'exact', keeps: (_segment, wanted) => wanted.includes('VIRTUAL_MACHINE') },
  },
  // That filters combine with "and" is presumed.
  combines: false,
};
