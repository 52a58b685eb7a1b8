import type { Segment } from '../../../model/list.js';
import type { Source } from '../../../model/source.js';
import { toNarrowed } from '../../narrow.js';
import type { ReverseLookUp } from '../../provider.js';
import { isIpv4 } from '../filter-values.js';
import { trash } from './forms.js';
import { bindingsSegment, toBoundSubject } from './places.js';

function bindings(source: Source, network: string, target: string): Segment {
  return bindingsSegment(source, toBoundSubject({ network, target }));
}

/**
 * "DescribeBmBindInfo", network by network: machines by their ids, virtual machines by their addresses. A machine's own address is none
 * that it takes: so the machines that have it are looked for, in use and in the recycle bin. One that is in neither list any more and
 * yet bound, if that can be, is not found by its address.
 */
export const reverse: ReverseLookUp = {
  ofInstance: ({ source, vendorId, vendorFields: { unVpcId } }) =>
    typeof unVpcId === 'string' && unVpcId !== '' ? [bindings(source, unVpcId, vendorId)] : null,
  ofAddress: (address, source, networks) => {
    const known = new Set(networks.filter((network) => network !== null));
    // What stands in a network that is not told cannot be looked up; addresses of IPv6 have several spellings.
    if (networks.includes(null) || !isIpv4(address)) return null;
    if (known.size === 0) return [];
    const narrowed = toNarrowed({ lanIps: [address] });
    const machines = ['', trash].map((segment): Segment => ({
      of: { list: 'instances', source },
      segment,
      narrowed,
    }));
    return [...[...known].map((network) => bindings(source, network, address)), ...machines];
  },
  needsNetworks: true,
};
