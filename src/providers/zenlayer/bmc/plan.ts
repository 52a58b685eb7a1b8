import { segmentKey, type Segment } from '../../../model/list.js';
import type { RecordRef } from '../../../model/record.js';
import { planPages } from '../../paging.js';
import type { Ask, Demand, PlannedAsk, Provider, View } from '../../provider.js';
import { toBackendListSubject, toBackendSubject } from './backend.js';
import { paging } from '../form.js';
import type { FormName } from './forms.js';
import { toListenerSubject } from './listener.js';
import { embedsNothing } from './load-balancer.js';
import { instanceType, typeOfKind, type InstanceType } from './wire.js';

type ListDemand = Exclude<Demand, { type: 'record' }>;

interface Place {
  readonly form: FormName;
  readonly subject: string | null;
}

const instancesForm: Readonly<Record<InstanceType, FormName>> = { BM: 'bmInstances', VM: 'vmInstances' };
const instancesByIdForm: Readonly<Record<InstanceType, FormName>> = {
  BM: 'bmInstancesById',
  VM: 'vmInstancesById',
};

/**
 * There is little to choose: each level has one way of asking. Listeners are asked for many load balancers together, records
 * for many ids together; backends cost one call for each listener and instance type; all else is pages. Where what load balancers
 * embed is trusted, their rows, many together, tell all that stands below them.
 */
export function createPlan(isTrusted: boolean): Provider['plan'] {
  return (demands, view) => planLevel(demands, view, isTrusted && view.fact(embedsNothing) !== true);
}

function planLevel(demands: readonly Demand[], view: View, isEmbedded: boolean): readonly PlannedAsk[] {
  const planned: PlannedAsk[] = [];
  const paged = new Map<string, { readonly segment: Segment; readonly demands: ListDemand[] }>();
  for (const demand of demands) {
    const batched = (isEmbedded ? toEmbeddingAsk(demand) : null) ?? toBatchedAsk(demand);
    if (batched !== null) planned.push({ demand, ask: batched });
    else if (demand.type !== 'record') {
      const { segment } = demand;
      const together = paged.get(segmentKey(segment)) ?? { segment, demands: [] };
      together.demands.push(demand);
      paged.set(segmentKey(segment), together);
    }
  }
  for (const { segment, demands: together } of paged.values()) {
    const place = placeOfPages(segment);
    if (place !== null) planned.push(...planPages({ ...place, paging }, together, view.total(segment)));
  }
  return planned;
}

/** What stands below a load balancer comes with its row; a list that is narrowed does not. */
function toEmbeddingAsk(demand: Demand): Ask | null {
  if (demand.type === 'record') {
    const { ref } = demand;
    const isEmbedded = ref.kind === 'listener' || ref.kind === 'backend';
    // What no call can tell is not looked for here either.
    return isEmbedded && placeOfRecord(ref) !== null ? embedding(ref) : null;
  }
  const { of, narrowed } = demand.segment;
  const isEmbedded = of.list === 'listeners' || (of.list === 'backends' && of.listenerId !== null);
  return isEmbedded && narrowed === undefined ? embedding(of) : null;
}

function embedding({ loadBalancerId }: { readonly loadBalancerId: string }): Ask {
  return { type: 'subjects', form: 'loadBalancersById', subject: loadBalancerId };
}

/** Null: the demand is answered by pages. */
function toBatchedAsk(demand: Demand): Ask | null {
  if (demand.type === 'record') {
    const place = placeOfRecord(demand.ref);
    return place === null ? null : { type: 'subjects', ...place };
  }
  const { of } = demand.segment;
  return of.list === 'listeners'
    ? { type: 'subjects', form: 'listenersOf', subject: of.loadBalancerId }
    : null;
}

/** Null: there are no rules, no routers, and no backends but those of listeners: no id of another can have come from here. */
function placeOfRecord(ref: RecordRef): { readonly form: FormName; readonly subject: string } | null {
  switch (ref.kind) {
    case 'loadBalancer':
      return { form: 'loadBalancersById', subject: ref.vendorId };
    case 'listener':
      return { form: 'listenersById', subject: toListenerSubject(ref) };
    case 'backend':
      return ref.ruleId === null && ref.listenerId !== null
        ? { form: 'backendsById', subject: toBackendSubject(ref) }
        : null;
    case 'instance':
      return { form: instancesByIdForm[typeOfKind[ref.instanceKind]], subject: ref.vendorId };
    case 'rule':
    case 'router':
      return null;
  }
}

/** Null: not a list that is read by pages. */
function placeOfPages({ of, segment, narrowed }: Segment): Place | null {
  switch (of.list) {
    case 'loadBalancers':
      return { form: 'loadBalancers', subject: narrowed ?? null };
    case 'instances':
      return { form: instancesForm[instanceType.parse(segment)], subject: narrowed ?? null };
    case 'backends': {
      const { loadBalancerId, listenerId } = of;
      if (listenerId === null) return null;
      const type = instanceType.parse(segment);
      return {
        form: 'backendsOf',
        subject: toBackendListSubject({ loadBalancerId, listenerId, type, narrowed }),
      };
    }
    case 'listeners':
    case 'rules':
    case 'reached':
    case 'members':
    case 'bindings':
      return null;
  }
}
