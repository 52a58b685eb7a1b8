import type { Segment } from '../../../model/list.js';
import type { Source } from '../../../model/source.js';
import { idsOf } from '../../id-lists.js';
import { fromNarrowed, narrowedBy } from '../../narrow.js';
import type { DecodeContext, Form, Harvest } from '../../provider.js';
import {
  listOfBackend,
  readBackendListSubject,
  readBackendSubject,
  toBackend,
  toBackendListSubject,
  toBackendSubject,
} from './backend.js';
import { toInstance } from './instance.js';
import { readListenerSubject, toListener, toListenerSubject } from './listener.js';
import { embeddedIsWhole, withEmbedded } from './expectations.js';
import { toEmbedded, toLoadBalancer } from './load-balancer.js';
import { paging, type ZenlayerForm } from '../form.js';
import { maxIds, toIdList } from '../ids.js';
import { onlyNamed, toHarvest } from '../rows.js';
import type { ZenlayerService } from '../signer.js';
import { idParameters, kindOfType, type InstanceType } from './wire.js';

export type FormName = keyof ReturnType<typeof createForms>;

const bmc: ZenlayerService = { name: 'bmc', version: '2026-02-01' };
const vm: ZenlayerService = { name: 'vm', version: '2026-04-01' };

/** `embedded`: the instance types whose embedded backends are trusted; null to leave what load balancers embed unread. */
export function createForms(embedded: readonly InstanceType[] | null) {
  return {
    ...loadBalancerForms(embedded),
    ...listenerForms(),
    ...backendForms(),
    bmInstances: instances('BM', bmc),
    bmInstancesById: instancesById('BM', bmc),
    vmInstances: instances('VM', vm),
    vmInstancesById: instancesById('VM', vm),
  };
}

/** "DescribeLoadBalancers": no maximum of `loadBalancerIds` is stated, and no order. */
function loadBalancerForms(
  embedded: readonly InstanceType[] | null,
): Record<'loadBalancers' | 'loadBalancersById', ZenlayerForm> {
  const call = {
    ...{ service: bmc, action: 'DescribeLoadBalancers', paging, maxSubjects: maxIds },
    ...(embedded === null ? {} : { expect: withEmbedded, inference: embeddedIsWhole }),
  };
  const decode = (row: unknown, context: DecodeContext): Harvest | 'malformed' => {
    const item = toLoadBalancer(row, context);
    if (item === 'malformed') return item;
    return { item, ...(embedded === null ? {} : toEmbedded(row, item, embedded)) };
  };
  return {
    loadBalancers: {
      ...call,
      maxSubjects: 1,
      params: ([narrowed]) => fromNarrowed(narrowed),
      decode: onlyNamed(decode, ([narrowed]) => idsOf(narrowed, idParameters.loadBalancers)),
      yields: {
        type: 'rows',
        segment: (narrowed, source) =>
          narrowedBy({ of: { list: 'loadBalancers', source }, segment: '' }, narrowed),
      },
    },
    loadBalancersById: {
      ...call,
      params: (subjects) => ({ loadBalancerIds: toIdList(subjects) }),
      decode: onlyAsked(decode),
      yields: { type: 'records', ref: (vendorId, source) => ({ kind: 'loadBalancer', source, vendorId }) },
    },
  };
}

/**
 * "DescribeListeners": at most 100 `loadBalancerIds`, which the older text requires, so they are always sent; at most 100
 * `listenerIds`. Each row names its load balancer.
 */
function listenerForms(): Record<'listenersOf' | 'listenersById', ZenlayerForm> {
  const call = { service: bmc, action: 'DescribeListeners', paging, maxSubjects: maxIds };
  const segment = (loadBalancerId: string, source: Source): Segment => ({
    of: { list: 'listeners', source, loadBalancerId },
    segment: '',
  });
  return {
    listenersOf: {
      ...call,
      params: (subjects) => ({ loadBalancerIds: toIdList(subjects) }),
      decode: (row, context) => {
        const item = toListener(row, context);
        if (item === 'malformed') return item;
        const { loadBalancerId } = item;
        const isAsked = context.subjects.includes(loadBalancerId);
        return isAsked ? { item, parent: segment(loadBalancerId, context.source) } : 'foreign';
      },
      yields: { type: 'children', segments: (subject, source) => [segment(subject, source)] },
    },
    listenersById: {
      ...call,
      params: (subjects) => {
        const refs = subjects.map(readListenerSubject);
        return {
          listenerIds: toIdList(refs.map(({ vendorId }) => vendorId)),
          loadBalancerIds: toIdList(refs.map(({ loadBalancerId }) => loadBalancerId)),
        };
      },
      decode: onlyAsked((row, context) => toHarvest(toListener(row, context))),
      yields: {
        type: 'records',
        ref: (subject, source) => ({ kind: 'listener', source, ...readListenerSubject(subject) }),
      },
    },
  };
}

/**
 * "DescribeBackends": exactly one `listenerId`, with `backendIds` too, for which no maximum is stated; `instanceType` is BM
 * unless told otherwise, hence always told. A row does not name its load balancer, so the subject does.
 */
function backendForms(): Record<'backendsOf' | 'backendsById', ZenlayerForm> {
  const call = { service: bmc, action: 'DescribeBackends', paging };
  return {
    backendsOf: {
      ...call,
      maxSubjects: 1,
      params: ([subject = '']) => {
        const { listenerId, type, narrowed } = readBackendListSubject(subject);
        return { listenerId, instanceType: type, ...fromNarrowed(narrowed) };
      },
      decode: onlyNamed(
        (row, { subjects: [subject = ''], ...context }) =>
          toHarvest(toBackend(row, readBackendListSubject(subject), context)),
        ([subject = '']) => idsOf(readBackendListSubject(subject).narrowed, idParameters.backends),
      ),
      yields: {
        type: 'rows',
        segment: (subject, source) => {
          const { loadBalancerId, listenerId, type, narrowed } = readBackendListSubject(subject ?? '');
          const of = { list: 'backends', source, loadBalancerId, listenerId, ruleId: null } as const;
          return narrowedBy({ of, segment: type }, narrowed);
        },
      },
    },
    backendsById: {
      ...call,
      maxSubjects: maxIds,
      group: (subject) => toBackendListSubject(listOfBackend(readBackendSubject(subject))),
      params: (subjects) => {
        const [subject = ''] = subjects;
        const { listenerId, type } = listOfBackend(readBackendSubject(subject));
        const ids = subjects.map((each) => readBackendSubject(each).vendorId);
        return { listenerId, instanceType: type, backendIds: toIdList(ids) };
      },
      decode: onlyAsked((row, context) => {
        const [subject = ''] = context.subjects;
        return toHarvest(toBackend(row, listOfBackend(readBackendSubject(subject)), context));
      }),
      yields: {
        type: 'records',
        ref: (subject, source) => ({ kind: 'backend', source, ...readBackendSubject(subject) }),
      },
    },
  };
}

/** "DescribeInstances" of bmc and of vm: all that the key may see. */
function instances(type: InstanceType, service: ZenlayerService): ZenlayerForm {
  return {
    service,
    action: 'DescribeInstances',
    paging,
    maxSubjects: 1,
    params: ([narrowed]) => fromNarrowed(narrowed),
    decode: onlyNamed(instanceDecoder(type), ([narrowed]) => idsOf(narrowed, idParameters.instances)),
    yields: {
      type: 'rows',
      segment: (narrowed, source) =>
        narrowedBy({ of: { list: 'instances', source }, segment: type }, narrowed),
    },
  };
}

/** "DescribeInstances" with at most 100 `instanceIds`. Only 20 rows come unless `pageSize` says more. */
function instancesById(type: InstanceType, service: ZenlayerService): ZenlayerForm {
  return {
    service,
    action: 'DescribeInstances',
    paging,
    maxSubjects: maxIds,
    params: (subjects) => ({ instanceIds: toIdList(subjects) }),
    decode: onlyAsked(instanceDecoder(type)),
    yields: {
      type: 'records',
      ref: (vendorId, source) => ({ kind: 'instance', source, instanceKind: kindOfType[type], vendorId }),
    },
  };
}

function instanceDecoder(type: InstanceType): Form['decode'] {
  return (row, context) => toHarvest(toInstance(row, type, context));
}

/** For look-ups by id: a record that answers none of the call's subjects is foreign, or has changed since it was named. */
function onlyAsked(decode: Form['decode']): Form['decode'] {
  return (row, context) => {
    const harvest = decode(row, context);
    if (typeof harvest === 'string') return harvest;
    const { item } = harvest;
    if (context.subjects.includes(toSubject(item))) return harvest;
    const id = JSON.stringify('vendorId' in item ? item.vendorId : null);
    return context.subjects.some((subject) => subject.includes(id)) ? 'changed' : 'foreign';
  };
}

function toSubject(item: Harvest['item']): string {
  if (item.kind === 'listener') return toListenerSubject(item);
  if (item.kind === 'backend') return toBackendSubject(item);
  return item.kind === 'health' ? item.of : item.vendorId;
}
