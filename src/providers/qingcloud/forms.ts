import { LbgraphError } from '../../errors.js';
import { idsOf } from '../id-lists.js';
import { fromNarrowed, narrowedBy } from '../narrow.js';
import type { Form } from '../provider.js';
import {
  backendsSegment,
  decodeBackendAmong,
  decodeBackendById,
  decodeBackendOfListener,
  decodeBackendOfLoadBalancer,
  toBackendRef,
} from './backend.js';
import { inlinedBackends, ofListeners, ofLoadBalancers } from './expectations.js';
import { decodeInstance, decodeRouter, instanceRef, instancesSegment, routerRef } from './instance.js';
import { decodeListenerById, decodeListenerOf, listenersSegment } from './listener.js';
import { decodeLoadBalancer, loadBalancerRef, loadBalancersSegment } from './load-balancer.js';
import { scans } from './scans.js';
import { paging, verbose } from './list-pages.js';
import { idParameters, isGone, maxIds, toListenerIds } from './wire.js';

/** An id list for the wire, never empty: the vendor reads an absent filter as "everything". */
function ids(values: readonly string[]): readonly string[] {
  if (values.length === 0 || values.includes('')) {
    throw new LbgraphError('INTERNAL_SERVER_ERROR', 'A look-up by id must name at least one id, none empty.');
  }
  return [...new Set(values)];
}

/** The single value that a filter by parent takes. */
function single(values: readonly string[]): string {
  const [value, ...others] = ids(values);
  if (value === undefined || others.length > 0) {
    throw new LbgraphError('INTERNAL_SERVER_ERROR', 'A filter by parent takes exactly one id.');
  }
  return value;
}

/**
 * The rows of a root list, whose subject is what it is narrowed to: of ids, only those. That `status.n` holds beside ids is inferred,
 * so what it leaves out is dropped here too.
 */
function listed(decode: Form['decode'], idParameter: string): Form['decode'] {
  return (row, { subjects: [narrowed], ...context }) => {
    if (narrowed !== undefined && isGone(row)) return 'foreign';
    return decode(row, { ...context, subjects: idsOf(narrowed, idParameter) });
  };
}

/** Every call that is ever made. Documentation: yunify/qingcloud-docs, development_docs/api/command_list. */
export const forms = {
  /** "DescribeLoadBalancers": 100 rows a page. Without `status.n` deleted ones would be listed too. */
  loadBalancers: {
    action: 'DescribeLoadBalancers',
    expect: ofLoadBalancers,
    paging,
    maxSubjects: 1,
    // A status that is filtered by stands in the place of all of them.
    params: ([narrowed]) => ({
      status: ['pending', 'active', 'stopped', 'suspended'],
      verbose,
      ...fromNarrowed(narrowed),
    }),
    decode: listed(decodeLoadBalancer, idParameters.loadBalancers),
    yields: {
      type: 'rows',
      segment: (narrowed, source) => narrowedBy(loadBalancersSegment(source), narrowed),
    },
  },
  /** "DescribeLoadBalancers" by `loadbalancers.n`: 100 rows a page; deleted ones are found, as DELETED. */
  loadBalancersById: {
    action: 'DescribeLoadBalancers',
    expect: ofLoadBalancers,
    paging,
    maxSubjects: maxIds,
    params: (subjects) => ({ loadbalancers: ids(subjects), verbose }),
    decode: decodeLoadBalancer,
    yields: { type: 'records', ref: loadBalancerRef },
  },
  /** "DescribeLoadBalancerListeners" by `loadbalancer`, which takes one id. A load balancer has at most 50 listeners. */
  listenersOf: {
    action: 'DescribeLoadBalancerListeners',
    expect: ofListeners,
    inference: inlinedBackends,
    paging,
    maxSubjects: 1,
    params: (subjects) => ({ loadbalancer: single(subjects), verbose }),
    decode: decodeListenerOf,
    yields: { type: 'children', segments: (subject, source) => [listenersSegment(source, subject)] },
  },
  /** "DescribeLoadBalancerListeners" by `loadbalancer_listeners.n`: 100 rows a page, the backends of each inside. */
  listenersById: {
    action: 'DescribeLoadBalancerListeners',
    expect: ofListeners,
    inference: inlinedBackends,
    paging,
    maxSubjects: maxIds,
    params: (subjects) => ({
      loadbalancer_listeners: ids(subjects.map((subject) => toListenerIds(subject).listenerId)),
      verbose,
    }),
    decode: decodeListenerById,
    yields: {
      type: 'records',
      ref: (subject, source) => {
        const { loadBalancerId, listenerId } = toListenerIds(subject);
        return { kind: 'listener', source, loadBalancerId, vendorId: listenerId };
      },
    },
  },
  /**
   * "DescribeLoadBalancerBackends" by `loadbalancer_listener`, which takes one id: 100 rows a page; a listener has at
   * most 100 backends. In this action `verbose` 1 is documented as a value, its effect is not. Level 2, said to add
   * `private_ip`, is undocumented and never sent.
   */
  backendsOf: {
    action: 'DescribeLoadBalancerBackends',
    paging,
    maxSubjects: 1,
    params: (subjects) => {
      const { loadBalancerId, listenerId, narrowed } = toListenerIds(single(subjects));
      return {
        loadbalancer: single([loadBalancerId]),
        loadbalancer_listener: single([listenerId]),
        verbose,
        ...fromNarrowed(narrowed),
      };
    },
    decode: decodeBackendOfListener,
    yields: {
      type: 'rows',
      segment: (subject, source) => {
        const { loadBalancerId, listenerId, narrowed } = toListenerIds(subject ?? '');
        return narrowedBy(backendsSegment(source, loadBalancerId, listenerId), narrowed);
      },
    },
  },
  /**
   * "DescribeLoadBalancerBackends" by `loadbalancer_backends.n` alone: every row names its listener, so the lists of many that are
   * narrowed to the same ids come together.
   */
  backendsAmong: {
    action: 'DescribeLoadBalancerBackends',
    paging,
    maxSubjects: 10_000,
    group: (subject) => toListenerIds(subject).narrowed ?? '',
    params: ([subject = '']) => ({ verbose, ...fromNarrowed(toListenerIds(subject).narrowed) }),
    decode: decodeBackendAmong,
    yields: {
      type: 'children',
      segments: (subject, source) => {
        const { loadBalancerId, listenerId, narrowed } = toListenerIds(subject);
        return [narrowedBy(backendsSegment(source, loadBalancerId, listenerId), narrowed)];
      },
    },
  },
  /** "DescribeLoadBalancerBackends" by `loadbalancer`, which takes one id: 100 rows a page, at most 200 in all. */
  backendsOfLoadBalancer: {
    action: 'DescribeLoadBalancerBackends',
    paging,
    maxSubjects: 1,
    params: (subjects) => ({ loadbalancer: single(subjects), verbose }),
    decode: decodeBackendOfLoadBalancer,
    yields: {
      type: 'scope',
      scope: (subject) => ({ list: 'backends', segment: '', loadBalancerId: subject }),
    },
  },
  ...scans,
  /** "DescribeLoadBalancerBackends" by `loadbalancer_backends.n`: 100 rows a page. */
  backendsById: {
    action: 'DescribeLoadBalancerBackends',
    paging,
    maxSubjects: maxIds,
    params: (subjects, source) => ({
      loadbalancer_backends: ids(subjects.map((subject) => toBackendRef(subject, source).vendorId)),
      verbose,
    }),
    decode: decodeBackendById,
    yields: {
      type: 'records',
      ref: (subject, source) => ({ kind: 'backend', ...toBackendRef(subject, source) }),
    },
  },
  /** "DescribeInstances": 100 rows a page. Without `status.n` terminated ones would be listed too. */
  instances: {
    action: 'DescribeInstances',
    paging,
    maxSubjects: 1,
    params: ([narrowed]) => ({
      status: ['pending', 'running', 'stopped', 'suspended'],
      verbose,
      ...fromNarrowed(narrowed),
    }),
    decode: listed(decodeInstance, idParameters.instances),
    yields: { type: 'rows', segment: (narrowed, source) => narrowedBy(instancesSegment(source), narrowed) },
  },
  /** "DescribeInstances" by `instances.n`: 100 rows a page; terminated ones are found, as TERMINATED. */
  instancesById: {
    action: 'DescribeInstances',
    paging,
    maxSubjects: maxIds,
    params: (subjects) => ({ instances: ids(subjects), verbose }),
    decode: decodeInstance,
    yields: { type: 'records', ref: instanceRef },
    elsewhere: 'clusterInstancesById',
  },
  /** The same with `is_cluster_node`, which is 0 unless sent: nodes of AppCenter applications, which no list shows. */
  clusterInstancesById: {
    action: 'DescribeInstances',
    paging,
    maxSubjects: maxIds,
    params: (subjects) => ({ instances: ids(subjects), is_cluster_node: 1, verbose }),
    decode: decodeInstance,
    yields: { type: 'records', ref: instanceRef },
  },
  /**
   * "DescribeRouters" by `routers.n`: 100 rows a page. By its page an unknown id is an error, whose code it does not give; a batch
   * that is refused as not found is taken apart.
   */
  routersById: {
    action: 'DescribeRouters',
    paging,
    maxSubjects: maxIds,
    params: (subjects) => ({ routers: ids(subjects), verbose: 0 }),
    decode: decodeRouter,
    yields: { type: 'records', ref: routerRef },
  },
} as const satisfies Readonly<Record<string, Form>>;
