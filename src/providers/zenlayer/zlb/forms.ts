import { idsOf } from '../../id-lists.js';
import { fromNarrowed } from '../../narrow.js';
import type { DecodeContext, Dropped, Expectation, Harvest, Paging } from '../../provider.js';
import { paging, type ZenlayerForm } from '../form.js';
import { maxIds, toId, toIdList } from '../ids.js';
import { onlyNamed, toHarvest } from '../rows.js';
import type { ZenlayerService } from '../signer.js';
import { decodeBackend, decodeCheckedBackend, reachedSegment } from './backend.js';
import { instancesSegment, toInstance } from './instance.js';
import { listenersSegment, toListener, untoldByBackends } from './listener.js';
import { loadBalancersSegment, toLoadBalancer } from './load-balancer.js';
import { idParameters } from './wire.js';

const zlb: ZenlayerService = { name: 'zlb', version: '2025-04-01' };
const zec: ZenlayerService = { name: 'zec', version: '2025-09-01' };

/** Calls without pages. */
const unpaged: Paging = { style: 'offset', max: 1_000_000_000 };

/** The one load balancer that a call is about. */
function only(subjects: readonly string[]): string {
  return toId(subjects[0] ?? null);
}

/** A listener's name, protocol and ports stand in the rows of its backends. */
const withListeners: Expectation = { above: { listener: untoldByBackends } };

/** "DescribeLoadBalancers": at most 100 `loadBalancerIds`, and no order is told. */
const loadBalancers = {
  service: zlb,
  action: 'DescribeLoadBalancers',
  paging,
} as const;

function decodeLoadBalancer(row: unknown, context: DecodeContext): Harvest | Dropped {
  return toHarvest(toLoadBalancer(row, context));
}

/** "DescribeInstances" of elastic compute: at most 100 `instanceIds`; only 20 rows come unless `pageSize` says more. */
const instances = { service: zec, action: 'DescribeInstances', paging } as const;

function decodeInstance(row: unknown, context: DecodeContext): Harvest | Dropped {
  return toHarvest(toInstance(row, context));
}

/** Of all listeners of one load balancer, since a call about one of them is no less. No pages, no total. */
const backends: Omit<ZenlayerForm, 'action' | 'expect' | 'decode'> = {
  service: zlb,
  paging: unpaged,
  unpaged: 'backends',
  maxSubjects: 1,
  params: (subjects) => ({ loadBalancerId: only(subjects) }),
  yields: {
    type: 'scope',
    scope: (subject) => ({ list: 'backends', segment: '', loadBalancerId: subject }),
    reached: (subject, source) => reachedSegment(source, subject ?? ''),
  },
};

/** Every call that is ever made. */
export const forms = {
  /** A subject is what the list is narrowed to. */
  loadBalancers: {
    ...loadBalancers,
    maxSubjects: 1,
    params: ([narrowed]) => fromNarrowed(narrowed),
    decode: onlyNamed(decodeLoadBalancer, ([narrowed]) => idsOf(narrowed, idParameters.loadBalancers)),
    yields: { type: 'rows', segment: (narrowed, source) => loadBalancersSegment(source, narrowed) },
  },
  loadBalancersById: {
    ...loadBalancers,
    maxSubjects: maxIds,
    params: (subjects) => ({ loadBalancerIds: toIdList(subjects) }),
    decode: onlyNamed(decodeLoadBalancer, (subjects) => subjects),
    yields: { type: 'records', ref: (vendorId, source) => ({ kind: 'loadBalancer', source, vendorId }) },
  },
  /** "DescribeListeners" of one load balancer, which no row names. No pages, no total. */
  listenersOf: {
    service: zlb,
    action: 'DescribeListeners',
    paging: unpaged,
    unpaged: 'listeners',
    maxSubjects: 1,
    params: (subjects) => ({ loadBalancerId: only(subjects) }),
    decode: (row, context) => {
      const loadBalancerId = only(context.subjects);
      const item = toListener(row, context, loadBalancerId);
      return item === 'malformed' ? item : { item, parent: listenersSegment(context.source, loadBalancerId) };
    },
    yields: { type: 'children', segments: (subject, source) => [listenersSegment(source, subject)] },
  },
  /** "DescribeBackends". */
  backendsOf: {
    ...backends,
    action: 'DescribeBackends',
    expect: () => ({ ...withListeners, lacks: ['health'] }),
    decode: (row, context) => decodeBackend(row, context, only(context.subjects)),
  },
  /** "DescribeBackendHealth", which is told to list every backend, too. */
  checkedBackendsOf: {
    ...backends,
    action: 'DescribeBackendHealth',
    expect: () => withListeners,
    decode: (row, context) => decodeCheckedBackend(row, context, only(context.subjects)),
  },
  /** A subject is what the list is narrowed to. */
  instances: {
    ...instances,
    maxSubjects: 1,
    params: ([narrowed]) => fromNarrowed(narrowed),
    decode: onlyNamed(decodeInstance, ([narrowed]) => idsOf(narrowed, idParameters.instances)),
    yields: { type: 'rows', segment: (narrowed, source) => instancesSegment(source, narrowed) },
  },
  instancesById: {
    ...instances,
    maxSubjects: maxIds,
    params: (subjects) => ({ instanceIds: toIdList(subjects) }),
    decode: onlyNamed(decodeInstance, (subjects) => subjects),
    yields: {
      type: 'records',
      ref: (vendorId, source) => ({
        kind: 'instance',
        source,
        instanceKind: 'VIRTUAL_MACHINE',
        vendorId,
      }),
    },
  },
} as const satisfies Readonly<Record<string, ZenlayerForm>>;
