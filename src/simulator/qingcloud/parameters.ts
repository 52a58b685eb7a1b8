import type { WireRequest } from '../vendor.js';
import type { Parameters } from './signature.js';

/** Query for GET, form body for POST; decoded. */
export function readParameters({ method, query, body }: WireRequest): Parameters {
  return new Map(new URLSearchParams(method === 'POST' ? body.toString('utf8') : query));
}

/** The values of `name.1`, `name.2`, … in the order of their numbers; any whole number is taken for one. */
export function readList(parameters: Parameters, name: string): string[] {
  const pattern = new RegExp(`^${name}\\.(\\d+)$`);
  return [...parameters]
    .flatMap(([key, value]): [number, string][] => {
      const match = pattern.exec(key);
      return match ? [[Number(match[1]), value]] : [];
    })
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
}

/** The number, `fallback` if absent, or null if it is not a whole number. */
export function readInteger(parameters: Parameters, name: string, fallback: number): number | null {
  const text = parameters.get(name);
  if (text === undefined || text === '') return fallback;
  return /^-?\d+$/.test(text) ? Number(text) : null;
}

const SINGLE: readonly string[] = [
  'version',
  'zone',
  'offset',
  'limit',
  'verbose',
  'owner',
  'search_word',
  'loadbalancer',
  'loadbalancer_listener',
  'vxnet',
  'instance_class',
  'vcpus_current',
  'memory_current',
  'os_disk_size',
  'exclude_reserved',
  'dedicated_host_group_id',
  'dedicated_host_id',
  'is_cluster_node',
  'sort_key',
  'reverse',
];
const LISTS: readonly string[] = [
  'loadbalancers',
  'loadbalancer_listeners',
  'loadbalancer_backends',
  'loadbalancer_policies',
  'instances',
  'routers',
  'zones',
  'status',
  'tags',
  'image_id',
  'instance_type',
];

const isDocumented = (name: string): boolean =>
  SINGLE.includes(name) || LISTS.includes(name.replace(/\.\d+$/, ''));

/** What a log may show of a call: documented parameters, but none of those that say who calls and prove it. */
export function loggableParameters(parameters: Parameters): Record<string, string> {
  return Object.fromEntries([...parameters].filter(([name]) => isDocumented(name)));
}

/** The values of all others but the action, as sent and with the `+` that an unescaped signature loses. */
export function unloggableValues(parameters: Parameters): string[] {
  return [...parameters]
    .filter(([name]) => !isDocumented(name) && name !== 'action')
    .flatMap(([, value]) => [value, value.replaceAll(' ', '+')]);
}
