import type { Segment } from '../../../model/list.js';
import type { Item } from '../../../model/record.js';
import type { Source } from '../../../model/source.js';
import { fromNarrowed } from '../../narrow.js';
import type { DecodeContext, Expectation, Form, Paging, Params } from '../../provider.js';
import { decodeL4Backend } from './backend.js';
import { decodeBinding, untold as untoldOfBinding } from './binding.js';
import type { Dialect, FormName } from './dialect.js';
import { decodeInstance } from './instance.js';
import {
  decodeL4Listener,
  decodeL7Listener,
  decodePort,
  layerOf,
  untoldByBindings as untoldOfListener,
  untoldByPorts,
} from './listener.js';
import { decodeLoadBalancer } from './load-balancer.js';
import {
  bindingsSegment,
  layers,
  listenersSegment,
  placeSegment,
  readBoundSubject,
  readSubject,
  type Layer,
} from './places.js';
import { untoldByBindings as untoldOfRule } from './rule.js';
import { toId, toIdList } from './wire.js';

/** No page states a maximum; sister calls of the same product allow 100. */
const paging: Paging = { style: 'offset', max: 100 };

/** Of a page of one row, a total of one may be that of the page: so never less than a full one. */
const wholePages: Paging = { ...paging, min: paging.max };

/** What knows no pages sends everything at once; "DescribeBmL4ListenerBackends" has at most 255 rows, the others 50 or so. */
const unpaged: Paging = { style: 'offset', max: 1_000_000_000 };

/** As many load balancers as a page of the vendor's own size holds: no maximum of ids is documented. */
export const maxLoadBalancerIds = 20;

/** As many machines as a page holds; newer versions of the call document this maximum. */
export const maxInstanceIds = 100;

/** As many machines and addresses as go into other calls: no maximum is documented. */
const maxBoundTargets = 100;

/** What is asked for is the same in both dialects; the names are the dialect's. */
export type Forms = Readonly<Record<FormName, Form>> & { readonly trashById?: Form };

/** Of layer 4 there are no rules, of layer 7 no backends but those of rules. */
function byPorts(): Expectation {
  return { lacks: untoldByPorts, inside: (item) => shownEmpty(item) };
}

function ofLayer4(): Expectation {
  return { inside: () => ({ rules: {} }) };
}

function ofLayer7(): Expectation {
  const backends = {};
  return { inside: () => ({ backends, rules: { inside: () => ({ backends }) } }) };
}

function byBindings(): Expectation {
  return { lacks: untoldOfBinding, above: { listener: untoldOfListener, rule: untoldOfRule } };
}

function shownEmpty(item: Item): ReturnType<NonNullable<Expectation['inside']>> {
  const layer = item.kind === 'listener' ? layerOf(item) : null;
  return layer === null ? {} : layer === 'l4' ? { rules: {} } : { backends: {} };
}

/**
 * Every call that is ever made, each named as in API 2.0; the dialect tells what its own is called. Documentation:
 * tencentyun/qcloud-documents, api/计算与网络/黑石物理服务器; cloud.tencent.com, document/api/1027 and document/api/386.
 */
export function createForms(dialect: Dialect): Forms {
  const { actions, parameters, rows, trash, mayCountPages } = dialect;
  return {
    /** "DescribeBmLoadBalancers": pages in an order that does not change while they are read. */
    loadBalancers: {
      ...listOf('loadBalancers', dialect.inOrder),
      action: actions.loadBalancers,
      decode: (row, context) => decodeLoadBalancer(rows, row, namedAs(parameters.loadBalancerIds, context)),
    },
    /** "DescribeBmLoadBalancers" by `loadBalancerIds.n`; an unknown one is left out. */
    loadBalancersById: {
      action: actions.loadBalancersById,
      paging,
      maxSubjects: maxLoadBalancerIds,
      params: (subjects) => ({ [parameters.loadBalancerIds]: toIdList(subjects) }),
      decode: (row, context) => decodeLoadBalancer(rows, row, context),
      yields: { type: 'records', ref: (vendorId, source) => ({ kind: 'loadBalancer', source, vendorId }) },
    },
    /** "DescribeBmVportInfo": the listeners of both layers of one load balancer, with little of each. */
    portsOf: {
      ...ofLoadBalancer(dialect, layers),
      action: actions.portsOf,
      decode: (row, context) => decodePort(rows, row, context),
      expect: byPorts,
    },
    /** "DescribeBmListeners": those of layer 4 of one load balancer, without backends. */
    l4ListenersOf: {
      ...ofLoadBalancer(dialect, ['l4']),
      action: actions.l4ListenersOf,
      decode: (row, context) => decodeL4Listener(rows, row, context),
      expect: ofLayer4,
    },
    /**
     * "DescribeBmForwardListenerInfo": those of layer 7 of one load balancer, with the backends of their rules, which cost a call
     * for each rule otherwise.
     */
    l7ListenersOf: {
      ...ofLoadBalancer(dialect, ['l7'], dialect.withBackends),
      action: actions.l7ListenersOf,
      decode: (row, context) => decodeL7Listener(rows, row, context),
      expect: ofLayer7,
    },
    /**
     * "DescribeBmL4ListenerBackends": one listener a call, with health. What it answers for a listener that does not exist is not
     * documented.
     */
    l4BackendsOf: {
      action: actions.l4BackendsOf,
      paging: unpaged,
      maxSubjects: 1,
      params: ([subject = '']) => {
        const { loadBalancerId, places } = readSubject(subject);
        return {
          [parameters.loadBalancerId]: toId(loadBalancerId),
          [parameters.listenerId]: toId(places[0]?.listenerId ?? null),
        };
      },
      decode: (row, context) => decodeL4Backend(rows, row, context),
      yields: { type: 'children', segments: placeSegments },
    },
    /**
     * "DescribeBmBindInfo": where machines and addresses of one network are bound, with little of listeners and rules, and neither
     * weight nor health. What it answers without a network is not documented, and of what it does not know it tells nothing.
     */
    bindingsOf: {
      action: actions.bindingsOf,
      paging: unpaged,
      maxSubjects: maxBoundTargets,
      group: (subject) => readBoundSubject(subject).network,
      params: (subjects) => {
        const bound = subjects.map(readBoundSubject);
        return {
          [parameters.network]: toId(bound[0]?.network ?? null),
          [parameters.instanceIds]: toIdList(bound.map(({ target }) => target)),
        };
      },
      decode: decodeBinding,
      expect: byBindings,
      yields: { type: 'children', segments: (subject, source) => [bindingsSegment(source, subject)] },
    },
    /** "DescribeDevice": the machines of the region. */
    instances: {
      ...listOf('instances', {}),
      action: actions.instances,
      decode: (row, context) => decodeInstance(rows, row, namedAs(parameters.instanceIds, context)),
      ...(mayCountPages ? { paging: wholePages, mayLackTotal: true } : {}),
    },
    /** "DescribeDevice" by `instanceIds.n`; 20 rows unless `limit` says more. Returned machines are not found by it. */
    instancesById: {
      ...instancesById(actions.instancesById, dialect),
      ...(trash === null ? {} : { elsewhere: 'trashById' }),
    },
    /** "DescribeDeviceTrash" by `instanceIds.n`: the recycle bin. */
    ...(trash === null ? {} : { trashById: instancesById(trash, dialect) }),
  };
}

/** A list of the whole region by pages. A subject is what it is narrowed to. */
function listOf(list: 'loadBalancers' | 'instances', params: Params) {
  return {
    paging,
    maxSubjects: 1,
    params: ([narrowed]: readonly string[]) => ({ ...params, ...fromNarrowed(narrowed) }),
    yields: {
      type: 'rows',
      segment: (narrowed: string | null, source: Source): Segment => ({
        of: { list, source },
        segment: '',
        ...(narrowed === null ? {} : { narrowed }),
      }),
    },
  } as const;
}

/** With the ids that a list is narrowed to as those that were asked for. */
function namedAs(parameter: string, { subjects: [narrowed], ...context }: DecodeContext): DecodeContext {
  const ids = fromNarrowed(narrowed)[parameter];
  return { ...context, subjects: Array.isArray(ids) ? ids.map(String) : [] };
}

function placeSegments(subject: string, source: Source): readonly Segment[] {
  const { loadBalancerId, places } = readSubject(subject);
  return places.map((place) => placeSegment(source, loadBalancerId, place));
}

/** The subject may name places below the listeners, of which it is then told as well. */
function ofLoadBalancer({ parameters }: Dialect, ofLayers: readonly Layer[], more: Params = {}) {
  return {
    paging: unpaged,
    maxSubjects: 1,
    params: ([subject = '']: readonly string[]) => ({
      [parameters.loadBalancerId]: toId(readSubject(subject).loadBalancerId),
      ...more,
    }),
    yields: {
      type: 'children',
      segments: (subject: string, source: Source) => {
        const { loadBalancerId } = readSubject(subject);
        const own = ofLayers.map((layer) => listenersSegment(source, loadBalancerId, layer));
        return [...own, ...placeSegments(subject, source)];
      },
    },
  } as const;
}

function instancesById(action: string, { parameters, rows }: Dialect): Form {
  return {
    action,
    paging,
    maxSubjects: maxInstanceIds,
    params: (subjects) => ({ [parameters.instanceIds]: toIdList(subjects) }),
    decode: (row, context) => decodeInstance(rows, row, context),
    yields: {
      type: 'records',
      ref: (vendorId, source) => ({ kind: 'instance', source, instanceKind: 'BARE_METAL', vendorId }),
    },
  };
}
