import type { Form } from '../provider.js';
import { decodeAnyBackend, everySegment } from './backend.js';
import { inlinedBackends, ofBackendsInside } from './expectations.js';
import { paging, verbose } from './list-pages.js';
import { decodeAnyListener } from './listener.js';

/** Calls about nothing in particular: all that a zone has. */
export const scans = {
  /** "DescribeLoadBalancerBackends" without a filter: everything in the zone, 100 rows a page. */
  allBackends: {
    action: 'DescribeLoadBalancerBackends',
    paging,
    maxSubjects: 1,
    params: () => ({ verbose }),
    decode: decodeAnyBackend,
    yields: {
      type: 'scope',
      scope: () => ({ list: 'backends', segment: '', loadBalancerId: null }),
      reached: (_subject, source) => everySegment(source),
    },
  },
  /**
   * "DescribeLoadBalancerListeners" without a filter: all of the zone with their backends, 100 rows a page. Whether those of deleted
   * load balancers linger is not documented: what stands behind one that is gone is left out by whoever reads it.
   */
  allListeners: {
    action: 'DescribeLoadBalancerListeners',
    expect: ofBackendsInside,
    inference: inlinedBackends,
    paging,
    maxSubjects: 1,
    params: () => ({ verbose }),
    decode: decodeAnyListener,
    yields: {
      type: 'scope',
      scope: () => ({ list: 'listeners', segment: '', loadBalancerId: null }),
      reached: (_subject, source) => everySegment(source),
    },
  },
} as const satisfies Readonly<Record<string, Form>>;
