import { LbgraphError } from '../../../errors.js';
import type { Segment } from '../../../model/list.js';
import type { Source } from '../../../model/source.js';
import { fromNarrowed } from '../../narrow.js';
import type { Expectation, Form, Paging } from '../../provider.js';
import {
  backendsSegment,
  decodeApplicationBackend,
  decodeBound,
  decodeMember,
  membersSegment,
  reachedSegment,
} from './backend.js';
import { readBoundSubject } from './bound-subject.js';
import type { Dialect } from './dialect.js';
import { decodeApplicationHealth, decodeClassicHealth } from './health.js';
import { instanceRef, instancesSegment } from './instance.js';
import {
  decodeApplicationListener,
  decodeClassicListener,
  listenersSegment,
  untoldByBackends as untoldOfListener,
} from './listener.js';
import { decodeLoadBalancer, loadBalancerRef, loadBalancersSegment } from './load-balancer.js';
import { untoldByBackends as untoldOfRule } from './rule.js';

/** `offset` counts rows. 100 is the most where a page tells a maximum; none is documented for load balancers, where API 3.0 has 100. */
export const paging: Paging = { style: 'offset', max: 100 };

/** Calls without pages. */
export const unpaged: Paging = { style: 'offset', max: 1_000_000_000 };

/** How many load balancers a call may name is not documented; in API 3.0 it is 20. */
export const maxLoadBalancers = 20;
export const maxInstances = 100;
/** "At most 30". */
const maxCheckedLoadBalancers = 30;

/** An id list for the wire, never empty: the vendor reads an absent filter as "everything". */
export function ids(values: readonly string[]): readonly string[] {
  if (values.length === 0 || values.includes('')) {
    throw new LbgraphError('INTERNAL_SERVER_ERROR', 'A look-up by id must name at least one id, none empty.');
  }
  return [...new Set(values)];
}

/** The single value that a filter by parent takes. */
export function single(values: readonly string[]): string {
  const [value, ...others] = ids(values);
  if (value === undefined || others.length > 0) {
    throw new LbgraphError('INTERNAL_SERVER_ERROR', 'A filter by parent takes exactly one id.');
  }
  return value;
}

function throughListeners(subject: string, source: Source): readonly Segment[] {
  const { loadBalancerId, listeners } = readBoundSubject(subject);
  return listeners.map(({ listenerId }) => backendsSegment(source, loadBalancerId, listenerId, null));
}

/** Rules come inside, or are shown to be none. */
function withRules(): Expectation {
  return { inside: () => ({ rules: {} }) };
}

/** Health comes by calls of its own. */
function withoutHealth(): Expectation {
  return { lacks: ['health'] };
}

/** With little of the listeners and rules at which something is bound. */
function withPlaces(): Expectation {
  return { ...withoutHealth(), above: { listener: untoldOfListener, rule: untoldOfRule } };
}

export type FormName = keyof ReturnType<typeof createForms>;

/** Every call that is ever made in a dialect. What the comments name are the actions of API 2.0. */
export function createForms({
  actions,
  parameters,
  listed,
  rows,
  decodeInstance,
  cutAt,
  classicPaging,
}: Dialect) {
  const bound = {
    action: actions.bound,
    paging: classicPaging,
    maxSubjects: 1,
    expect: withoutHealth,
    // A machine is bound at the load balancer: it is reached through every listener.
    sharesRows: true,
    params: (subjects) => ({
      [parameters.loadBalancerId]: single([readBoundSubject(single(subjects)).loadBalancerId]),
    }),
    decode: (row, context) => decodeBound(rows, row, context),
  } satisfies Omit<Form, 'yields'>;

  return {
    /** "DescribeLoadBalancers". A subject is what the list is narrowed to. */
    loadBalancers: {
      action: actions.loadBalancers,
      paging,
      maxSubjects: 1,
      params: ([narrowed]) => ({ ...listed, ...fromNarrowed(narrowed) }),
      decode: (row, context) => decodeLoadBalancer(rows, row, { ...context, subjects: [] }),
      yields: { type: 'rows', segment: (narrowed, source) => loadBalancersSegment(source, narrowed) },
    },
    /** "DescribeLoadBalancers" by `loadBalancerIds.n`. */
    loadBalancersById: {
      action: actions.loadBalancers,
      paging,
      maxSubjects: maxLoadBalancers,
      params: (subjects) => ({ ...listed, [parameters.loadBalancerIds]: ids(subjects) }),
      decode: (row, context) => decodeLoadBalancer(rows, row, context),
      yields: { type: 'records', ref: loadBalancerRef },
    },
    /**
     * "DescribeLoadBalancerListeners", of one classic load balancer. Pages are not documented, and prose says that 20 come by default;
     * the vendor's own client sends `offset` and `limit`, and the total shows what is missing.
     */
    classicListenersOf: {
      action: actions.classicListeners,
      expect: withRules,
      paging: classicPaging,
      maxSubjects: 1,
      params: (subjects) => ({ [parameters.loadBalancerId]: single(subjects) }),
      decode: (row, context) => decodeClassicListener(rows, row, context),
      yields: { type: 'children', segments: (subject, source) => [listenersSegment(source, subject)] },
    },
    /**
     * "DescribeForwardLBListeners", of one application load balancer, rules inside. No pages and no total; by its prose 20 come by
     * default: whether that cuts longer lists is not documented.
     */
    applicationListenersOf: {
      action: actions.applicationListeners,
      expect: withRules,
      paging: unpaged,
      maxSubjects: 1,
      params: (subjects) => ({ [parameters.loadBalancerId]: single(subjects) }),
      decode: (row, context) => decodeApplicationListener(rows, row, context, single(context.subjects)),
      yields: { type: 'children', segments: (subject, source) => [listenersSegment(source, subject)] },
      ...(cutAt === undefined ? {} : { cutAt }),
    },
    /**
     * "DescribeLoadBalancerBackends", of one classic load balancer: 100 rows a page in the old edition; newer ones list neither
     * `offset` nor `limit`, and send everything.
     */
    boundOf: {
      ...bound,
      // Of the listeners that it was asked for, not of all: another one may be there by now, and it has the same machines.
      yields: {
        type: 'children',
        segments: (subject, source) => [
          backendsSegment(source, readBoundSubject(subject).loadBalancerId, null, null),
          ...throughListeners(subject, source),
        ],
      },
    },
    /** The same without its listeners: which machines are bound, wherever. */
    membersOf: {
      ...bound,
      decode: (row, context) => decodeMember(rows, row, context, single(context.subjects)),
      params: (subjects) => ({ [parameters.loadBalancerId]: single(subjects) }),
      yields: { type: 'children', segments: (subject, source) => [membersSegment(source, subject)] },
    },
    /** The same where not all listeners could be read: it tells nothing of what is bound at the load balancer itself. */
    boundThrough: { ...bound, yields: { type: 'children', segments: throughListeners } },
    /**
     * "DescribeForwardLBBackends", of one application load balancer: of all its listeners and rules, with little of each. No pages, no
     * total. Whether it names those at which nothing is bound is not documented: so it is no list of them.
     */
    applicationBackendsOf: {
      action: actions.applicationBackends,
      expect: withPlaces,
      paging: unpaged,
      maxSubjects: 1,
      params: (subjects) => ({ [parameters.loadBalancerId]: single(subjects) }),
      decode: (row, context) => decodeApplicationBackend(rows, row, context),
      yields: {
        type: 'scope',
        scope: (subject) => ({ list: 'backends', segment: '', loadBalancerId: subject }),
        reached: (subject, source) => reachedSegment(source, subject ?? ''),
      },
    },
    /** "DescribeLBHealthStatus", of one classic load balancer; old editions misspell its parameter. No pages, no total. */
    classicHealthOf: {
      action: actions.classicHealth,
      paging: unpaged,
      maxSubjects: 1,
      params: (subjects) => ({ [parameters.loadBalancerId]: single(subjects) }),
      decode: (row, context) => decodeClassicHealth(rows, row, context),
      yields: { type: 'health', loadBalancerId: (subject) => subject },
    },
    /** "DescribeForwardLBHealthStatus", of at most 30 application load balancers. No pages, no total. */
    applicationHealthOf: {
      action: actions.applicationHealth,
      paging: unpaged,
      maxSubjects: maxCheckedLoadBalancers,
      params: (subjects) => ({ [parameters.loadBalancerIds]: ids(subjects) }),
      decode: (row, context) => decodeApplicationHealth(rows, row, context),
      yields: { type: 'health', loadBalancerId: (subject) => subject },
    },
    /** CVM's "DescribeInstances", classic dialect: 100 rows a page; 100 calls a minute. A subject is what the list is narrowed to. */
    instances: {
      action: actions.instances,
      paging,
      maxSubjects: 1,
      params: ([narrowed]) => fromNarrowed(narrowed),
      decode: (row, context) => decodeInstance(row, { ...context, subjects: [] }),
      yields: { type: 'rows', segment: (narrowed, source) => instancesSegment(source, narrowed) },
    },
    /** CVM's "DescribeInstances" by `instanceIds.n`: 20 rows come without a limit, however many ids are named. */
    instancesById: {
      action: actions.instances,
      paging,
      maxSubjects: maxInstances,
      params: (subjects) => ({ [parameters.instanceIds]: ids(subjects) }),
      decode: decodeInstance,
      yields: { type: 'records', ref: instanceRef },
    },
  } satisfies Readonly<Record<string, Form>>;
}
