import type { InstanceStatus } from '../../../model/instance.js';
import { takeIds } from '../../id-lists.js';
import type { FilterTake, Pushdown } from '../../provider.js';
import { oneOf, searchedAs, tagUpTo } from '../filter-values.js';
import { maxIds } from '../ids.js';
import { idParameters, typeOfKind, type InstanceType } from './wire.js';

/** `InstanceInfo` of bmc: schema values to which one documented value comes, and no other. */
const bareMetalStatuses: Partial<Record<InstanceStatus, string>> = {
  RUNNING: 'RUNNING',
  STARTING: 'BOOTING',
  STOPPING: 'STOPPING',
  STOPPED: 'STOPPED',
};

/** "Exact, unless the value ends with `*`." */
const bareMetalName: FilterTake<readonly string[]> = {
  takes: 'exact',
  params: oneOf((name: string) => (name === '' || name.endsWith('*') ? null : { instanceName: name })),
};

const bareMetalStatus: FilterTake<readonly InstanceStatus[]> = {
  takes: 'exact',
  params: oneOf((status: InstanceStatus) => {
    const instanceStatus = bareMetalStatuses[status];
    return instanceStatus === undefined ? null : { instanceStatus };
  }),
};

/** Whether a machine, by its key, is of a type. */
function isOfType(key: string, segment: string): boolean {
  return Object.entries(typeOfKind).some(
    ([kind, type]) => type === segment && key.startsWith(JSON.stringify(['instance', kind]).slice(0, -1)),
  );
}

/**
 * "DescribeLoadBalancers", "DescribeBackends", and "DescribeInstances" of bmc and vm. A filter is one for the machines of all
 * `instanceTypes`, and of vm no parameter but the ids is documented.
 */
export function createFilters(instanceTypes: readonly InstanceType[]): Pushdown {
  const isBareMetal = !instanceTypes.includes('VM');
  return {
    loadBalancers: {
      vendorId: takeIds(idParameters.loadBalancers, maxIds),
      name: searchedAs('loadBalancerName'),
      nameContains: 'computed',
      status: 'computed',
      scheme: 'computed',
      address: 'computed',
      tag: tagUpTo(128),
      // Nothing tells health.
      hasUnhealthyBackends: { takes: 'exact', keeps: (_segment, wanted) => !wanted },
      hasNoBackends: 'computed',
    },
    listeners: { protocol: 'computed', port: 'computed', status: 'computed' },
    backends: {
      // Each type's machines are told by a call of their own.
      instance: {
        takes: 'superset',
        keeps: (segment, wanted) => wanted.some((key) => isOfType(key, segment)),
      },
      targetId: 'computed',
      targetKind: 'computed',
      // Rows carry none, and what they send traffic to is always a machine.
      address: { takes: 'exact', keeps: () => false },
      port: 'computed',
      vendorId: takeIds(idParameters.backends, maxIds),
      name: searchedAs('backendName'),
      nameContains: 'computed',
      health: { takes: 'exact', keeps: (_segment, wanted) => wanted.includes('UNKNOWN') },
      weightZero: 'computed',
    },
    instances: {
      vendorId: takeIds(idParameters.instances, maxIds),
      name: isBareMetal ? bareMetalName : 'computed',
      nameContains: 'computed',
      status: isBareMetal ? bareMetalStatus : 'computed',
      kind: {
        takes: 'exact',
        keeps: (segment, wanted) => wanted.some((kind) => typeOfKind[kind] === segment),
      },
      // Private and public ones are asked for apart.
      address: 'computed',
    },
    // That filters combine with "and" is presumed.
    combines: false,
  };
}
