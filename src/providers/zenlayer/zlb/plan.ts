import { groupBy } from '../../../model/group-by.js';
import { segmentKey } from '../../../model/list.js';
import type { RecordRef } from '../../../model/record.js';
import { planPages } from '../../paging.js';
import type { Ask, Demand, PlannedAsk, View } from '../../provider.js';
import { paging } from '../form.js';
import type { forms } from './forms.js';

type FormName = keyof typeof forms;
type ListDemand = Exclude<Demand, { type: 'record' }>;

const healthFields = ['health', 'vendorHealth', 'healthAsOf'];

/**
 * The fewest calls for one level of the account. Below a load balancer everything is asked load balancer by load balancer: one call for
 * its listeners, and one for all its backends, which brings their health too where that is selected of any of them.
 */
export function plan(demands: readonly Demand[], view: View): readonly PlannedAsk[] {
  const checked = new Set(demands.filter(selectsHealth).map(loadBalancerOf));
  const lists = demands.filter((demand) => demand.type !== 'record').filter(isPaged);
  return [
    ...[...groupBy(lists, ({ segment }) => segmentKey(segment)).values()].flatMap((group) =>
      pages(group, view),
    ),
    ...demands.flatMap((demand) => {
      const ask = askFor(demand, checked.has(loadBalancerOf(demand)));
      return ask === null ? [] : [{ demand, ask }];
    }),
  ];
}

function isPaged({ segment: { of } }: ListDemand): boolean {
  return of.list === 'loadBalancers' || of.list === 'instances';
}

/** Pages of one list of the account, whole or narrowed; for its total the smallest one, unless rows are on their way. */
function pages(group: readonly ListDemand[], view: View): readonly PlannedAsk[] {
  const segment = group[0]?.segment;
  if (segment === undefined) return [];
  const form: FormName = segment.of.list === 'instances' ? 'instances' : 'loadBalancers';
  return planPages({ form, subject: segment.narrowed ?? null, paging }, group, view.total(segment));
}

function selectsHealth(demand: Demand): boolean {
  return demand.type !== 'count' && healthFields.some((field) => demand.selection.fields.has(field));
}

/** The load balancer that something stands under; null for what stands under none. */
function loadBalancerOf(demand: Demand): string | null {
  const place = demand.type === 'record' ? demand.ref : demand.segment.of;
  return 'loadBalancerId' in place ? place.loadBalancerId : null;
}

/** Null: it is read by pages, or this vendor cannot have it, and so it is missing. */
function askFor(demand: Demand, isChecked: boolean): Ask | null {
  if (demand.type === 'record') return lookUp(demand.ref, isChecked);
  const { of } = demand.segment;
  switch (of.list) {
    case 'listeners':
      return subject('listenersOf', of.loadBalancerId);
    case 'backends':
    case 'reached':
      return backends(of.loadBalancerId, isChecked);
    case 'loadBalancers':
    case 'instances':
    case 'rules':
    case 'members':
    case 'bindings':
      return null;
  }
}

/** By its id, or among all that its load balancer has. There are no rules, routers or bare metal, and no backend has an id. */
function lookUp(ref: RecordRef, isChecked: boolean): Ask | null {
  switch (ref.kind) {
    case 'loadBalancer':
      return subject('loadBalancersById', ref.vendorId);
    case 'listener':
      return subject('listenersOf', ref.loadBalancerId);
    case 'backend':
      return ref.listenerId !== null && ref.ruleId === null && ref.vendorId === null
        ? backends(ref.loadBalancerId, isChecked)
        : null;
    case 'instance':
      return ref.instanceKind === 'VIRTUAL_MACHINE' ? subject('instancesById', ref.vendorId) : null;
    case 'rule':
    case 'router':
      return null;
  }
}

function subject(form: FormName, id: string): Ask {
  return { type: 'subjects', form, subject: id };
}

function backends(loadBalancerId: string, isChecked: boolean): Ask {
  const form: FormName = isChecked ? 'checkedBackendsOf' : 'backendsOf';
  return { type: 'scope', form, subject: loadBalancerId, maxCalls: Number.POSITIVE_INFINITY };
}
