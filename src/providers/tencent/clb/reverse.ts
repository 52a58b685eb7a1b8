import type { Segment } from '../../../model/list.js';
import type { Source } from '../../../model/source.js';
import { toNarrowed } from '../../narrow.js';
import type { ReverseLookUp } from '../../provider.js';
import { isIpv4 } from '../filter-values.js';
import { loadBalancersSegment } from './load-balancer.js';

function behind(source: Source, parameter: string, addresses: readonly string[]): Segment {
  return loadBalancersSegment(source, toNarrowed({ [parameter]: addresses }));
}

/**
 * "DescribeLoadBalancers" by `backendLanIps.n` and `backendWanIps.n`, of both kinds of load balancers. It tells neither where behind
 * them nor in which network: another machine may have the same private address. Old pages do not have the former, and what is ignored
 * leaves everything, which is compared all the same. A call of its own, "DescribeLoadBalancersByInstances", was withdrawn.
 */
export const reverse: ReverseLookUp = {
  ofInstance: ({ source, privateAddresses }) =>
    privateAddresses.length > 0 && privateAddresses.every(isIpv4)
      ? [behind(source, 'backendLanIps', privateAddresses)]
      : null,
  // Addresses are compared as texts over there: those of IPv6 have several spellings.
  ofAddress: (address, source) =>
    isIpv4(address)
      ? [behind(source, 'backendLanIps', [address]), behind(source, 'backendWanIps', [address])]
      : null,
};
