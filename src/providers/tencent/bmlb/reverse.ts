import type { ReverseLookUp } from '../../provider.js';
import type { Dialect } from './dialect.js';
import { bindingsSegment, toBoundSubject } from './places.js';

/**
 * "DescribeBmBindInfo" or "DescribeDevicesBindInfo", in the machine's network, by its id. Not by addresses: of those it takes virtual
 * machines' alone, and a machine that is bound though it is listed nowhere any more would be found by none.
 */
export function createReverse({ networkOfInstance }: Pick<Dialect, 'networkOfInstance'>): ReverseLookUp {
  return {
    ofInstances: (instances) => {
      const segments = instances.flatMap(({ source, vendorId, vendorFields }) => {
        const network = vendorFields[networkOfInstance];
        return typeof network === 'string' && network !== ''
          ? [bindingsSegment(source, toBoundSubject({ network, target: vendorId }))]
          : [];
      });
      return segments.length === instances.length ? segments : null;
    },
    ofAddresses: () => null,
  };
}
