import { groupBy } from '../../model/group-by.js';
import { segmentKey, type Segment } from '../../model/list.js';
import type { RecordRef } from '../../model/record.js';
import type { Selection } from '../../model/selection.js';
import type { Window } from '../../model/window.js';
import { idsOf } from '../id-lists.js';
import { countPage, pagesToAsk } from '../paging.js';
import type { Ask, Demand, Paging, PlannedAsk, View } from '../provider.js';
import { backendSubject } from './backend.js';
import { forms } from './forms.js';
import { idParameters, listenerSubject } from './wire.js';

type FormName = keyof typeof forms;
type ListDemand = Exclude<Demand, { type: 'record' }>;

/** A segment with all that is demanded of it. */
interface Wanted<S extends Segment = Segment> {
  readonly segment: S;
  readonly demands: readonly ListDemand[];
}
type SegmentOf<L> = Segment & { readonly of: Extract<Segment['of'], { list: L }> };
type WantedBackends = Wanted<Segment & { readonly of: BackendsOfListener }>;
type BackendsOfListener = SegmentOf<'backends'>['of'] & { readonly listenerId: string };

const pageRows = 100;
const healthFields = ['health', 'vendorHealth', 'healthAsOf'];

const callsFor = (rows: number) => Math.max(1, Math.ceil(rows / pageRows));

/**
 * The fewest calls for one level of one source. Flat lists go by their own pages, records by batches of ids; for the
 * listeners and backends of several parents, forms that bring inlined children are weighed against one call a parent.
 */
export function plan(demands: readonly Demand[], view: View): readonly PlannedAsk[] {
  const lists = demands.filter((demand) => demand.type !== 'record');
  return [
    ...(['loadBalancers', 'instances'] as const).flatMap((list) =>
      wantedOf(lists, list).flatMap(({ segment, demands: own }) =>
        planPages(list, segment.narrowed ?? null, own, view),
      ),
    ),
    ...planListeners(wantedOf(lists, 'listeners'), view),
    ...planBackends(wantedOf(lists, 'backends').filter(isOfListener), view),
    ...demands.flatMap((demand) => (demand.type === 'record' ? planRecord(demand, demand.ref) : [])),
  ];
}

function wantedOf<L extends Segment['of']['list']>(
  lists: readonly ListDemand[],
  list: L,
): readonly Wanted<SegmentOf<L>>[] {
  const isOf = (segment: Segment): segment is SegmentOf<L> => segment.of.list === list;
  const groups = groupBy(lists, ({ segment }) => segmentKey(segment));
  return [...groups.values()].flatMap((group) => {
    const segment = group[0]?.segment;
    return segment !== undefined && isOf(segment) ? [{ segment, demands: group }] : [];
  });
}

/** Nothing else has backends here. */
function isOfListener(wanted: Wanted<SegmentOf<'backends'>>): wanted is WantedBackends {
  return wanted.segment.of.listenerId !== null;
}

/** Pages of one list. A total that is wanted besides rows comes with their first page. */
function planPages(
  form: FormName,
  subject: string | null,
  demands: readonly ListDemand[],
  view: View,
): readonly PlannedAsk[] {
  const { paging } = forms[form];
  const toAsks = (demand: ListDemand): readonly Ask[] => {
    const pages = isOfIds(demand.segment)
      ? [{ offset: 0, limit: paging.max }]
      : pagesOf(demand, paging, view);
    return pages.map((page) => ({
      type: 'page',
      form,
      subject,
      page,
    }));
  };
  const rows = demands.find(({ type }) => type === 'rows');
  return demands.flatMap((demand) =>
    demand.type === 'count' && rows !== undefined
      ? serve([demand], ...toAsks(rows).slice(0, 1))
      : serve([demand], ...toAsks(demand)),
  );
}

function pagesOf(demand: ListDemand, paging: Paging, view: View): readonly Window[] {
  const pages = demand.type === 'rows' ? pagesToAsk(demand, view.total(demand.segment), paging) : [];
  return pages.length > 0 ? pages : [countPage(paging)];
}

/** That a list of ids is paged is inferred: so all of it is asked for, which is never more than a page. */
function isOfIds({ narrowed }: Segment): boolean {
  return Object.values(idParameters).some((name) => idsOf(narrowed, name).length > 0);
}

/**
 * Load balancer by load balancer (each call brings the backends too), or by batches of load balancers, whose rows show
 * their listeners without backends: these then cost a batch for every 100 listeners, so at least as many calls again.
 */
function planListeners(wanted: readonly Wanted<SegmentOf<'listeners'>>[], view: View): readonly PlannedAsk[] {
  const selections = wanted.flatMap(selectionsOf);
  const below = selections.flatMap((listener) => listener.below.get('backends') ?? []);
  const bringsBackends =
    selections.some((listener) => listener.below.has('backends') || listener.below.has('instances')) &&
    inlinesBackends(view, below);
  const batches = callsFor(wanted.length);
  const batchCost = bringsBackends ? 2 * batches : batches;
  const needsOption =
    selections.some(({ fields }) => fields.has('vendorFields')) &&
    view.fact('inlinedListenerOption') === false;
  const batched = view.fact('inlinedListeners') !== false && !needsOption && batchCost < wanted.length;
  const form = batched ? 'loadBalancersById' : 'listenersOf';
  return wanted.flatMap(({ segment, demands }) =>
    serve(demands, subjectAsk(form, segment.of.loadBalancerId)),
  );
}

/**
 * One listener by its own page; several by batches of listeners, where their rows carry what is selected of backends. Lists that
 * are narrowed to the same ids come in one call, whatever they are of.
 */
function planBackends(all: readonly WantedBackends[], view: View): readonly PlannedAsk[] {
  const narrowed = all.filter(({ segment }) => segment.narrowed !== undefined);
  const wanted = all.filter((one) => !narrowed.includes(one));
  const alike = [...groupBy(narrowed, ({ segment }) => segment.narrowed).values()];
  return [...alike.flatMap((lists) => planNarrowed(lists, view)), ...planWholeBackends(wanted, view)];
}

function planNarrowed(lists: readonly WantedBackends[], view: View): readonly PlannedAsk[] {
  if (lists.length === 1) return planEachListener(lists, view);
  return lists.flatMap(({ segment: { of, narrowed }, demands }) =>
    serve(demands, subjectAsk('backendsAmong', listenerSubject(of.loadBalancerId, of.listenerId, narrowed))),
  );
}

function planWholeBackends(wanted: readonly WantedBackends[], view: View): readonly PlannedAsk[] {
  if (wanted.length === 1) return planEachListener(wanted, view);
  const inside = wanted.filter((one) => inlinesBackends(view, selectionsOf(one), one.segment));
  const flat = wanted.filter((one) => !inside.includes(one));
  return [
    ...inside.flatMap(({ segment: { of }, demands }) =>
      serve(demands, subjectAsk('listenersById', listenerSubject(of.loadBalancerId, of.listenerId))),
    ),
    ...planFlatBackends(flat, view),
  ];
}

/**
 * Whether listeners' rows carry the backends with what is selected of them. Health inside them is undocumented, so it
 * counts only once it was seen; where some listeners lack it, one whose backends are known has been read so in vain.
 */
function inlinesBackends(view: View, selections: readonly Selection[], segment?: Segment): boolean {
  if (view.fact('inlinedBackends') === false) return false;
  if (!selections.some(({ fields }) => healthFields.some((field) => fields.has(field)))) return true;
  if (view.fact('inlinedHealth') !== true) return false;
  const readInVain = segment !== undefined && view.total(segment) !== null;
  return !(view.fact('inlinedWithoutHealth') === true && readInVain);
}

/**
 * The flat calls take one parent each: so parent by parent, or a scan of the whole source where that is fewer calls.
 * Without a known total the scan's first page tells it: if it would cost more it is given up, at the price of that page.
 */
function planFlatBackends(wanted: readonly WantedBackends[], view: View): readonly PlannedAsk[] {
  const byLoadBalancer = [...groupBy(wanted, ({ segment }) => segment.of.loadBalancerId)];
  const parents = byLoadBalancer.map(([id, listeners]) => toParentChoice(id, listeners, view));
  const pointCost = parents.reduce((sum, { cost }) => sum + cost, 0);
  const total = view.scopeTotal({ list: 'backends', segment: '', loadBalancerId: null });
  if (pointCost > 1 && (total === null || callsFor(total) < pointCost)) {
    const scan: Ask = { type: 'scope', form: 'allBackends', subject: null, maxCalls: pointCost };
    return wanted.flatMap(({ demands }) => serve(demands, scan));
  }
  return parents.flatMap(({ asks }) => asks);
}

/**
 * The backends of some listeners of one load balancer: a call for each, or all of the load balancer's where that is
 * fewer. More than 100 is the exception and 200 the vendor's limit, so an unknown number counts as one call; should
 * it take more calls than there are listeners, it is given up and they are asked one by one.
 */
function toParentChoice(loadBalancerId: string, listeners: readonly WantedBackends[], view: View) {
  const total = view.scopeTotal({ list: 'backends', segment: '', loadBalancerId });
  const cost = callsFor(total ?? 0);
  if (cost >= listeners.length) return { cost: listeners.length, asks: planEachListener(listeners, view) };
  const form: FormName = 'backendsOfLoadBalancer';
  const ask: Ask = { type: 'scope', form, subject: loadBalancerId, maxCalls: listeners.length };
  return { cost, asks: listeners.flatMap(({ demands }) => serve(demands, ask)) };
}

function planEachListener(wanted: readonly WantedBackends[], view: View): readonly PlannedAsk[] {
  return wanted.flatMap(({ segment: { of, narrowed }, demands }) =>
    planPages('backendsOf', listenerSubject(of.loadBalancerId, of.listenerId, narrowed), demands, view),
  );
}

/** A record by its id. What this vendor cannot have (a rule, bare metal, a backend without an id) is served by no call: it is missing. */
function planRecord(demand: Demand, ref: RecordRef): readonly PlannedAsk[] {
  switch (ref.kind) {
    case 'loadBalancer':
      return serve([demand], subjectAsk('loadBalancersById', ref.vendorId));
    case 'listener':
      return serve([demand], subjectAsk('listenersById', listenerSubject(ref.loadBalancerId, ref.vendorId)));
    case 'backend': {
      const subject = ref.ruleId === null ? backendSubject(ref) : null;
      return subject === null ? [] : serve([demand], subjectAsk('backendsById', subject));
    }
    case 'instance':
      return ref.instanceKind === 'VIRTUAL_MACHINE'
        ? serve([demand], subjectAsk('instancesById', ref.vendorId))
        : [];
    case 'router':
      return serve([demand], subjectAsk('routersById', ref.vendorId));
    case 'rule':
      return [];
  }
}

function selectionsOf({ demands }: Wanted): readonly Selection[] {
  return demands.flatMap((demand) => (demand.type === 'rows' ? [demand.selection] : []));
}

function subjectAsk(form: FormName, subject: string): Ask {
  return { type: 'subjects', form, subject };
}

function serve(demands: readonly Demand[], ...asks: readonly Ask[]): readonly PlannedAsk[] {
  return demands.flatMap((demand) => asks.map((ask) => ({ demand, ask })));
}
