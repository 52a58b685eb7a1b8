import { groupBy } from '../../../model/group-by.js';
import { segmentKey, type ListRef } from '../../../model/list.js';
import type { ItemRef, RecordRef } from '../../../model/record.js';
import type { Selection } from '../../../model/selection.js';
import { planPages } from '../../paging.js';
import type { Demand, PlannedAsk, View } from '../../provider.js';
import type { FormName } from './dialect.js';
import type { Forms } from './forms.js';
import { layerOf, untoldByPorts } from './listener.js';
import { layers, listenersSegment, toSubject, type Layer, type Place } from './places.js';

type ListDemand = Exclude<Demand, { type: 'record' }>;
type PagedForm = 'loadBalancers' | 'instances';
type ListenerForm = 'portsOf' | 'l4ListenersOf' | 'l7ListenersOf';
type ListenerRef = Extract<ItemRef, { kind: 'listener' }>;
type BackendPlace = Extract<Place, { list: 'backends' }>;
type BelowListener = Extract<ListRef, { list: 'rules' }>;

/** Where a demand is answered: by a page, by ids, or by a call about one load balancer. */
type Route =
  | { readonly to: 'pages'; readonly form: PagedForm; readonly demand: ListDemand }
  | { readonly to: 'subject'; readonly form: FormName; readonly subject: string }
  | {
      readonly to: 'loadBalancer';
      readonly form: ListenerForm;
      readonly loadBalancerId: string;
      /** The list below the listeners that the call is to tell of. */
      readonly place: Place | null;
    };

const listOfLayer = { l4: 'l4ListenersOf', l7: 'l7ListenersOf' } as const;

/**
 * The fewest calls for one level of one source. Listeners cost one call a load balancer where both layers' common list tells all
 * that is selected, else one for each layer; that of layer 7 brings rules and their backends. Backends of layer 4 cost one
 * call a listener. Whatever is to be told of one load balancer by the same action goes into one call.
 */
export function plan(
  forms: Pick<Forms, PagedForm>,
  demands: readonly Demand[],
  view: View,
): readonly PlannedAsk[] {
  const rich = richLists(demands);
  const routed = demands.flatMap((demand) => {
    const route = routeOf(demand, view, rich);
    return route === null ? [] : [{ demand, route }];
  });
  return [...groupBy(routed, ({ route }) => callKey(route)).values()].flatMap((group) => {
    const route = group[0]?.route;
    if (route === undefined) return [];
    if (route.to === 'pages') {
      const lists = group.flatMap((one) => (one.route.to === 'pages' ? [one.route.demand] : []));
      const { segment } = route.demand;
      const { paging } = forms[route.form];
      const subject = segment.narrowed ?? null;
      return planPages({ form: route.form, subject, paging }, lists, view.total(segment));
    }
    const places = group.flatMap((one) => (one.route.to === 'loadBalancer' ? (one.route.place ?? []) : []));
    const subject = route.to === 'loadBalancer' ? toSubject(route.loadBalancerId, places) : route.subject;
    return group.map(({ demand }) => ({ demand, ask: { type: 'subjects', form: route.form, subject } }));
  });
}

function callKey(route: Route): string {
  switch (route.to) {
    case 'pages':
      return JSON.stringify([route.form, segmentKey(route.demand.segment)]);
    case 'subject':
      return JSON.stringify([route.form, route.subject]);
    case 'loadBalancer':
      return JSON.stringify([route.form, route.loadBalancerId]);
  }
}

/** The load balancers of whose listeners more is selected than the common list tells. */
function richLists(demands: readonly Demand[]): ReadonlySet<string> {
  return new Set(
    demands.flatMap((demand) =>
      demand.type === 'rows' && demand.segment.of.list === 'listeners' && isRich(demand.selection)
        ? [demand.segment.of.loadBalancerId]
        : [],
    ),
  );
}

/** What is selected below rules and backends comes by calls of their own. */
function isRich({ fields }: Selection): boolean {
  return untoldByPorts.some((field) => fields.has(field));
}

/** Null: no call can serve it. */
function routeOf(demand: Demand, view: View, rich: ReadonlySet<string>): Route | null {
  if (demand.type === 'record') return routeOfRecord(demand.ref, demand.selection, view);
  const { of, segment } = demand.segment;
  switch (of.list) {
    case 'loadBalancers':
    case 'instances':
      return { to: 'pages', form: of.list, demand };
    case 'listeners': {
      const { loadBalancerId } = of;
      const form = rich.has(loadBalancerId) ? listOfLayer[segment === 'l7' ? 'l7' : 'l4'] : 'portsOf';
      return { to: 'loadBalancer', form, loadBalancerId, place: null };
    }
    case 'rules':
      return routeOfRules(of, view);
    case 'backends':
      return of.listenerId === null ? null : routeOfBackends({ ...of, listenerId: of.listenerId }, view);
    case 'reached':
    case 'members':
      return null;
    case 'bindings':
      return { to: 'subject', form: 'bindingsOf', subject: of.subject };
  }
}

/** A listener of which nothing is known may have rules. */
function routeOfRules(of: BelowListener, view: View): Route {
  const { loadBalancerId, listenerId } = of;
  const form = listOfLayer[layerKnown(toListenerRef(of), view) ?? 'l7'];
  return { to: 'loadBalancer', form, loadBalancerId, place: { list: 'rules', listenerId } };
}

/** A listener of which nothing is known may have backends of its own. */
function routeOfBackends(of: Extract<ListRef, { list: 'backends' }> & BackendPlace, view: View): Route {
  const { loadBalancerId, listenerId, ruleId } = of;
  const place: BackendPlace = { list: 'backends', listenerId, ruleId };
  return ruleId !== null || layerKnown(toListenerRef(of), view) === 'l7'
    ? { to: 'loadBalancer', form: 'l7ListenersOf', loadBalancerId, place }
    : { to: 'subject', form: 'l4BackendsOf', subject: toSubject(loadBalancerId, [place]) };
}

/** Null: there are no routers, no virtual machines, and no backends but those of listeners: no id of another can have come from here. */
function routeOfRecord(ref: RecordRef, selection: Selection, view: View): Route | null {
  switch (ref.kind) {
    case 'loadBalancer':
      return { to: 'subject', form: 'loadBalancersById', subject: ref.vendorId };
    case 'listener':
      return routeOfListener(ref, selection, view);
    case 'rule':
      return {
        to: 'loadBalancer',
        form: 'l7ListenersOf',
        loadBalancerId: ref.loadBalancerId,
        place: { list: 'rules', listenerId: ref.listenerId },
      };
    case 'backend': {
      const { source, loadBalancerId, listenerId, ruleId } = ref;
      if (listenerId === null) return null;
      const route = routeOfBackends({ list: 'backends', source, loadBalancerId, listenerId, ruleId }, view);
      // The call about one listener may refuse one that is gone, which tells nothing of its backends: so whether there is one is asked first.
      const listener = toListenerRef({ source, loadBalancerId, listenerId });
      return route.form === 'l4BackendsOf' &&
        !layers.some((layer) => isListed(listener, layer, view) === true)
        ? { to: 'loadBalancer', form: 'portsOf', loadBalancerId, place: null }
        : route;
    }
    case 'instance':
      return ref.instanceKind === 'BARE_METAL'
        ? { to: 'subject', form: 'instancesById', subject: ref.vendorId }
        : null;
    case 'router':
      return null;
  }
}

/**
 * The common list where it tells enough. Else the list of its layer; while that is not known, one after the other, save those
 * that are at hand without it: first what was not read at all, then what was not read whole. Where neither holds it, the common list
 * tells of both in one call.
 */
function routeOfListener(ref: ListenerRef, selection: Selection, view: View): Route {
  const { loadBalancerId } = ref;
  const order: readonly Layer[] = layerKnown(ref, view) === 'l7' ? ['l7', 'l4'] : layers;
  const known = order.map((each) => ({ layer: each, listed: isListed(ref, each, view) }));
  const { layer } =
    known.find(({ listed }) => listed === true) ??
    known.find(({ listed }) => listed === 'unread') ??
    known.find(({ listed }) => listed === 'unsure') ??
    {};
  const form = layer === undefined || !isRich(selection) ? 'portsOf' : listOfLayer[layer];
  return { to: 'loadBalancer', form, loadBalancerId, place: null };
}

/** Whether a layer's list holds a listener. Unsure: not all of the list could be read, and what was does not hold it. */
function isListed(
  { source, loadBalancerId, vendorId }: ListenerRef,
  layer: Layer,
  view: View,
): boolean | 'unread' | 'unsure' {
  const segment = listenersSegment(source, loadBalancerId, layer);
  const items = view.items(segment);
  if (items === null) return 'unread';
  if (items.some((item) => item.kind === 'listener' && item.vendorId === vendorId)) return true;
  return view.total(segment) === items.length ? false : 'unsure';
}

function layerKnown(ref: ListenerRef, view: View): Layer | null {
  const known = view.record(ref);
  return known?.kind === 'listener' ? layerOf(known) : null;
}

function toListenerRef({ source, loadBalancerId, listenerId }: Omit<BelowListener, 'list'>): ListenerRef {
  return { kind: 'listener', source, loadBalancerId, vendorId: listenerId };
}
