import type { TagFilter } from '../../../model/filter.js';
import type { InstanceStatus } from '../../../model/instance.js';
import { takeIds } from '../../id-lists.js';
import type { FilterTake, Params, Pushdown } from '../../provider.js';
import { idParameters, maxIds, typeOfKind, type InstanceType } from './wire.js';

/** What names are made of by "CreateListener": nothing that a search may read as a pattern. */
const plainName = /^[A-Za-z0-9.-]{1,64}$/;

/** `InstanceInfo` of bmc: schema values to which one documented value comes, and no other. */
const bareMetalStatuses: Partial<Record<InstanceStatus, string>> = {
  RUNNING: 'RUNNING',
  STARTING: 'BOOTING',
  STOPPING: 'STOPPING',
  STOPPED: 'STOPPED',
};

/** A parameter that takes one value: null for several, and for one that it does not take. */
function oneOf<W>(toParams: (only: W) => Params | null) {
  return (wanted: readonly W[]): Params | null => {
    const [only, ...others] = new Set(wanted);
    return only === undefined || others.length > 0 ? null : toParams(only);
  };
}

/** One plain name, for a search that is fuzzy, or may be, in ways that are not documented: it finds at least what has that name. */
function searchedAs(parameter: string): FilterTake<readonly string[]> {
  return {
    takes: 'superset',
    params: oneOf((name: string) => (plainName.test(name) ? { [parameter]: name } : null)),
  };
}

/** Each of 1 to 128 characters. Whether upper and lower case differ is not documented. */
const tag: FilterTake<readonly TagFilter[]> = {
  takes: 'superset',
  params: oneOf(({ key, value }: TagFilter) => {
    const hasLength = (text: string) => text.length >= 1 && text.length <= 128;
    if (!hasLength(key)) return null;
    if (value === null || value === undefined) return { tagKeys: [key] };
    return hasLength(value) ? { tags: [{ key, value }] } : null;
  }),
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
      tag,
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
