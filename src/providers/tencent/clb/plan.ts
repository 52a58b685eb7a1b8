import { groupBy } from '../../../model/group-by.js';
import { segmentKey, type ListRef, type Segment } from '../../../model/list.js';
import { itemKey, type Item, type RecordRef } from '../../../model/record.js';
import type { Selection } from '../../../model/selection.js';
import { fromNarrowed } from '../../narrow.js';
import { planPages } from '../../paging.js';
import type { Ask, Demand, Paging, PlannedAsk, Provider, View } from '../../provider.js';
import { toBoundSubject } from './bound-subject.js';
import type { Dialect } from './dialect.js';
import { paging, type FormName } from './forms.js';
import { listenersSegment, toBoundThrough } from './listener.js';
import { kindOf } from './load-balancer.js';

type BackendsOf = Extract<ListRef, { list: 'backends' | 'reached' }>;

const healthFields = ['health', 'vendorHealth', 'healthAsOf'];

/**
 * The fewest calls for one level of one source. Below a load balancer everything is asked load balancer by load balancer, whatever
 * part of it is wanted; which calls these are, its kind decides: where that is not known, it is asked first.
 */
export function createPlan({
  parameters,
  machineId,
}: Pick<Dialect, 'parameters' | 'machineId'>): Provider['plan'] {
  return (demands, view) => [
    ...(['loadBalancers', 'instances'] as const).flatMap((list) => pages(list, demands, view, parameters)),
    ...demands
      .filter((demand) => !isNoMachine(demand, machineId))
      .flatMap((demand) => asksFor(demand, view).map((ask) => ({ demand, ask }))),
  ];
}

function isNoMachine(demand: Demand, machineId: RegExp | null): boolean {
  if (demand.type !== 'record' || demand.ref.kind !== 'instance') return false;
  return machineId?.test(demand.ref.vendorId) === false;
}

/** Pages of a list of the whole source, whole or narrowed; for its total the smallest one, unless rows are on their way. */
function pages(
  form: 'loadBalancers' | 'instances',
  demands: readonly Demand[],
  view: View,
  parameters: Dialect['parameters'],
): readonly PlannedAsk[] {
  const wanted = demands
    .filter((demand) => demand.type !== 'record')
    .filter(({ segment }) => segment.of.list === form);
  const bySegment = groupBy(wanted, ({ segment }) => segmentKey(segment));
  return [...bySegment.values()].flatMap((group) => {
    const segment = group[0]?.segment;
    if (segment === undefined) return [];
    const list = { form, subject: segment.narrowed ?? null, paging: pagingOf(segment, parameters) };
    return planPages(list, group, view.total(segment));
  });
}

/** The total of machines by their ids may be that of all: only a page that has room for each of them shows how many there are. */
function pagingOf({ narrowed }: Segment, { instanceIds }: Dialect['parameters']): Paging {
  return instanceIds in fromNarrowed(narrowed) ? { ...paging, min: paging.max } : paging;
}

/** What is asked by its id, or by the load balancer that it stands under. */
function asksFor(demand: Demand, view: View): readonly Ask[] {
  if (demand.type === 'record') return lookUp(demand.ref, demand.selection, view);
  const { of } = demand.segment;
  switch (of.list) {
    case 'loadBalancers':
    case 'instances':
    case 'bindings':
      return [];
    case 'members':
      return [subjects('membersOf', of.loadBalancerId)];
    case 'listeners':
    case 'rules':
      return listeners(of, view);
    case 'backends':
    case 'reached':
      return backends(of, demand.type === 'rows' ? demand.selection : null, view);
  }
}

type Below = Pick<BackendsOf, 'source' | 'loadBalancerId'>;

/** By the kind of the load balancer; where it is not known, that is asked. */
function byKind(
  { source, loadBalancerId }: Below,
  view: View,
  asks: Readonly<Record<'classic' | 'application' | 'either', () => readonly Ask[]>>,
): readonly Ask[] {
  const kind = kindOf(view.record({ kind: 'loadBalancer', source, vendorId: loadBalancerId }));
  return kind === null ? [subjects('loadBalancersById', loadBalancerId)] : asks[kind]();
}

/** A call brings all listeners of a load balancer with their rules. */
function listeners(below: Below, view: View): readonly Ask[] {
  const { loadBalancerId } = below;
  const application = () => [subjects('applicationListenersOf', loadBalancerId)];
  return byKind(below, view, {
    classic: () => [subjects('classicListenersOf', loadBalancerId)],
    application,
    either: application,
  });
}

/** A call brings all backends of a load balancer, and another one all their health. */
function backends(
  of: BackendsOf,
  selection: Selection | null,
  view: View,
  holds: (items: readonly Item[]) => boolean = () => true,
): readonly Ask[] {
  const { source, loadBalancerId } = of;
  const selectsHealth = selection !== null && healthFields.some((field) => selection.fields.has(field));
  // Both at once, since waiting for the one would take a round more; unless the last time there was nothing to check.
  const wantsHealth = selectsHealth && view.total({ of, segment: '' }) !== 0;
  // What is at hand lacks health only.
  const items = view.items({ of, segment: '' });
  const isAtHand = items !== null && holds(items);
  const withHealth = (form: FormName, ask: Ask): readonly Ask[] => [
    ...(isAtHand ? [] : [ask]),
    ...(wantsHealth ? [subjects(form, loadBalancerId)] : []),
  ];
  const classic = () => {
    if (of.list === 'reached') return [];
    const segment = listenersSegment(source, loadBalancerId);
    const known = view.items(segment) ?? [];
    const through = known.flatMap((item) => (item.kind === 'listener' ? [toBoundThrough(item)] : []));
    const isSeen = through.some(({ listenerId }) => listenerId === of.listenerId);
    // Where not all of them could be read, of the others nothing is known, nor whether something is bound at itself.
    const isWhole = view.items(segment)?.length === view.total(segment);
    if (!isWhole && !isSeen) return listeners(of, view);
    const subject = toBoundSubject(loadBalancerId, through);
    return withHealth('classicHealthOf', subjects(isWhole ? 'boundOf' : 'boundThrough', subject));
  };
  return byKind(of, view, {
    application: () => withHealth('applicationHealthOf', scope('applicationBackendsOf', loadBalancerId)),
    classic,
    either: classic,
  });
}

/** A record by its id, or among all that its load balancer has. What this vendor cannot have is served by no call: it is missing. */
function lookUp(ref: RecordRef, selection: Selection, view: View): readonly Ask[] {
  switch (ref.kind) {
    case 'loadBalancer':
      return [subjects('loadBalancersById', ref.vendorId)];
    case 'listener':
    case 'rule':
      return listeners(ref, view);
    case 'backend': {
      const { source, loadBalancerId, listenerId, ruleId, vendorId } = ref;
      if (vendorId !== null || (listenerId === null && ruleId !== null)) return [];
      const of = { list: 'backends', source, loadBalancerId, listenerId, ruleId } as const;
      const isNamed = (item: Item) => itemKey(item) === itemKey(ref);
      return backends(of, selection, view, (items) => items.some(isNamed));
    }
    case 'instance':
      return ref.instanceKind === 'VIRTUAL_MACHINE' ? [subjects('instancesById', ref.vendorId)] : [];
    case 'router':
      return [];
  }
}

function subjects(form: FormName, subject: string): Ask {
  return { type: 'subjects', form, subject };
}

function scope(form: FormName, subject: string): Ask {
  return { type: 'scope', form, subject, maxCalls: Number.POSITIVE_INFINITY };
}
