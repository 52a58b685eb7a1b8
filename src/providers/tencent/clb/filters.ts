import type { InstanceStatus } from '../../../model/instance.js';
import { nothingTaken } from '../../narrow.js';
import type { Pushdown } from '../../provider.js';
import { addressesAs, idsAs, nameAs, oneAs } from '../filter-values.js';
import { maxInstances, maxLoadBalancers } from './forms.js';

const computed = 'computed';

/** By `status`, where one number alone stands for it. */
const numbers: Readonly<Partial<Record<InstanceStatus, string>>> = {
  FAILED: '1',
  RUNNING: '2',
  PENDING: '3',
  STOPPED: '4',
  REBOOTING: '7',
  STARTING: '8',
  STOPPING: '9',
};

/**
 * What "DescribeLoadBalancers" and CVM's "DescribeInstances" take themselves; of several fields the first that is listed here, the
 * one that leaves the least. Ids are taken in an older form, too, in which rows do not show them: so what comes is compared again.
 */
export const filters: Pushdown = {
  loadBalancers: {
    vendorId: { takes: 'superset', params: idsAs('loadBalancerIds', maxLoadBalancers) },
    address: { takes: 'exact', params: addressesAs('loadBalancerVips') },
    name: { takes: 'superset', params: nameAs('loadBalancerName') },
    // In API 2.0 "all" is 2, in 3.0 it is -1; 0 and 1 mean the same in both.
    hasNoBackends: { takes: 'exact', params: (wanted) => ({ withRs: wanted ? 0 : 1 }) },
    // Public is 2, and in older pages 1 as well, of which a call takes one.
    scheme: { takes: 'exact', params: oneAs('loadBalancerType', { PRIVATE: '3' }) },
    nameContains: computed,
    status: computed,
    tag: computed,
    hasUnhealthyBackends: computed,
  },
  // These calls are about one load balancer, and bring all that it has.
  listeners: nothingTaken.listeners,
  backends: nothingTaken.backends,
  instances: {
    vendorId: { takes: 'superset', params: idsAs('instanceIds', maxInstances) },
    // "Private or public": of which interfaces is not told, while a row shows those of one.
    address: { takes: 'superset', params: addressesAs('lanIps') },
    name: { takes: 'superset', params: nameAs('searchWord') },
    status: { takes: 'exact', params: oneAs('status', numbers) },
    kind: { takes: 'exact', keeps: (_, wanted) => wanted.includes('VIRTUAL_MACHINE') },
    nameContains: computed,
  },
  // No page tells how parameters combine.
  combines: false,
};
