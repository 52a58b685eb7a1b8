import { nothingTaken } from '../../narrow.js';
import type { Pushdown } from '../../provider.js';
import { addressesAs, idsAs, nameAs, oneAs } from '../filter-values.js';
import type { Dialect } from './dialect.js';
import { maxInstanceIds, maxLoadBalancerIds } from './forms.js';

const computed = 'computed';

/** Addresses that mean something else in every network. */
const inside = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;

const isInside = (address: string): boolean => inside.test(address);

/**
 * What "DescribeBmLoadBalancers" and "DescribeDevice", in API 3.0 "DescribeLoadBalancers" and "DescribeDevices", take themselves; of several fields the first that is listed here, the one that
 * leaves the least.
 */
export function createFilters({ parameters }: Pick<Dialect, 'parameters'>): Pushdown {
  return {
    loadBalancers: {
      vendorId: { takes: 'exact', params: idsAs(parameters.loadBalancerIds, maxLoadBalancerIds) },
      // Of "public VIPs": what it makes of the others is not told.
      address: {
        takes: 'exact',
        params: addressesAs(parameters.loadBalancerVips, (address) => !isInside(address)),
      },
      name: { takes: 'superset', params: nameAs(parameters.loadBalancerName) },
      // While one is being created, its row may not tell its type.
      scheme: {
        takes: 'superset',
        params: oneAs(parameters.loadBalancerType, { PUBLIC: 'open', PRIVATE: 'internal' }),
      },
      nameContains: computed,
      status: computed,
      tag: computed,
      hasUnhealthyBackends: computed,
      hasNoBackends: computed,
    },
    // These calls are about one load balancer, and bring all that it has.
    listeners: nothingTaken.listeners,
    // The list of backends of layer 4 takes pairs of target and port, which are two fields.
    backends: nothingTaken.backends,
    instances: {
      vendorId: { takes: 'exact', params: idsAs(parameters.instanceIds, maxInstanceIds) },
      // `wanIps` is for elastic addresses, of which none is private; a private address of another range would not be found by it.
      address: { takes: 'superset', params: addressesAs(parameters.lanIps, isInside) },
      name: { takes: 'superset', params: nameAs(parameters.alias) },
      kind: { takes: 'exact', keeps: (_, wanted) => wanted.includes('BARE_METAL') },
      nameContains: computed,
      status: computed,
    },
    // No page tells how parameters combine.
    combines: false,
  };
}
