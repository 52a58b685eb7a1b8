import type { Segment } from '../../../model/list.js';
import type { Source } from '../../../model/source.js';
import { toNarrowed } from '../../narrow.js';
import type { ReverseLookUp } from '../../provider.js';
import { isIpv4 } from '../filter-values.js';
import type { Dialect } from './dialect.js';
import { loadBalancersSegment } from './load-balancer.js';

/** So many addresses go into one call: no maximum is documented, and of ids it is this. */
const maxAddresses = 20;

function behind(source: Source, parameter: string, addresses: readonly string[]): readonly Segment[] {
  const distinct = [...new Set(addresses)];
  return Array.from({ length: Math.ceil(distinct.length / maxAddresses) }, (_, index) => {
    const some = distinct.slice(index * maxAddresses, (index + 1) * maxAddresses);
    return loadBalancersSegment(source, toNarrowed({ [parameter]: some }));
  });
}

type Names = Pick<Dialect['parameters'], 'privateAddresses' | 'publicAddresses'>;

/**
 * "DescribeLoadBalancers" by `backendLanIps.n` and `backendWanIps.n`, in API 3.0 by `BackendPrivateIps`, of both kinds of load balancers. It tells neither where behind
 * them nor in which network: another machine may have the same private address. Old pages do not have the former, and what is ignored
 * leaves everything, which is compared all the same. A call of its own, "DescribeLoadBalancersByInstances", was withdrawn.
 */
export function createReverse({ privateAddresses: lan, publicAddresses: wan }: Names): ReverseLookUp {
  return {
    ofInstances: (instances) => {
      const [first] = instances;
      const isKnown = instances.every(
        ({ privateAddresses }) => privateAddresses.length > 0 && privateAddresses.every(isIpv4),
      );
      if (first === undefined || !isKnown) return null;
      const addresses = instances.flatMap(({ privateAddresses }) => privateAddresses);
      return behind(first.source, lan, addresses);
    },
    // Addresses are compared as texts over there: those of IPv6 have several spellings.
    ofAddresses: (addresses, source) =>
      wan !== null && addresses.every(isIpv4)
        ? [...behind(source, lan, addresses), ...behind(source, wan, addresses)]
        : null,
  };
}
