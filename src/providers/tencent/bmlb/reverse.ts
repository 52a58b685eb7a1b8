import type { ReverseLookUp } from '../../provider.js';
import { bindingsSegment, toBoundSubject } from './places.js';

/**
 * "DescribeBmBindInfo", in the machine's network, by its id. Not by addresses: of those it takes virtual machines' alone, and a machine
 * that is bound though it is listed nowhere any more would be found by none.
 */
export const reverse: ReverseLookUp = {
  ofInstances: (instances) => {
    const segments = instances.flatMap(({ source, vendorId, vendorFields: { unVpcId } }) =>
      typeof unVpcId === 'string' && unVpcId !== ''
        ? [bindingsSegment(source, toBoundSubject({ network: unVpcId, target: vendorId }))]
        : [],
    );
    return segments.length === instances.length ? segments : null;
  },
  ofAddresses: () => null,
};
