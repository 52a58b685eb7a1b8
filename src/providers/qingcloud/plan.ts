import { groupBy } from '../../model/group-by.js';
import type { Segment } from '../../model/list.js';
import type { RecordRef } from '../../model/record.js';
import type { Selection } from '../../model/selection.js';
import type { Window } from '../../model/window.js';
import { idsOf } from '../id-lists.js';
import { countPage, pagesToAsk } from '../paging.js';
import type { Ask, Demand, Paging, PlannedAsk, View } from '../provider.js';
import { backendSubject } from './backend.js';
import { forms } from './forms.js';
import { everyBackend, planHealth } from './plan-backends.js';
import {
  isOfListener,
  selectionsOf,
  serve,
  subjectAsk,
  wantedOf,
  type FormName,
  type ListDemand,
  type SegmentOf,
  type Wanted,
  type WantedBackends,
} from './plan-lists.js';
import { idParameters, listenerSubject } from './wire.js';

type RecordDemand = Extract<Demand, { type: 'record' }>;

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
    ...wantedOf(lists, 'bindings').flatMap((wanted) =>
      serve(wanted.demands, everyBackend(wanted, view, !inlinesBackends(view, selectionsOf(wanted)))),
    ),
    ...planRecords(
      demands.filter((demand) => demand.type === 'record'),
      view,
    ),
  ];
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
  const batches = callsFor(wanted.length);
  const batchCost = bringsBackends(view, selections) ? 2 * batches : batches;
  const batched = inlinesListeners(view, selections) && batchCost < wanted.length;
  const form = batched ? 'loadBalancersById' : 'listenersOf';
  return wanted.flatMap(({ segment, demands }) =>
    serve(demands, subjectAsk(form, segment.of.loadBalancerId)),
  );
}

/** Whether load balancers' rows carry what is selected of listeners. */
function inlinesListeners(view: View, selections: readonly Selection[]): boolean {
  if (view.fact('inlinedListeners') === false) return false;
  const needsOption = selections.some(({ fields }) => fields.has('vendorFields'));
  return !needsOption || view.fact('inlinedListenerOption') !== false;
}

/** Whether backends are selected below listeners, and the rows of these bring them. */
function bringsBackends(view: View, selections: readonly Selection[]): boolean {
  const below = selections.flatMap((listener) => listener.below.get('backends') ?? []);
  return (
    selections.some((listener) => listener.below.has('backends') || listener.below.has('instances')) &&
    inlinesBackends(view, below)
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
    ...planHealth(flat, view, (lists) => planEachListener(lists, view)),
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

function planEachListener(wanted: readonly WantedBackends[], view: View): readonly PlannedAsk[] {
  return wanted.flatMap(({ segment: { of, narrowed }, demands }) =>
    planPages('backendsOf', listenerSubject(of.loadBalancerId, of.listenerId, narrowed), demands, view),
  );
}

/** Each by its id; a listener comes with its load balancer where that is asked for anyway. */
function planRecords(demands: readonly RecordDemand[], view: View): readonly PlannedAsk[] {
  const loadBalancers = new Set(
    demands.flatMap(({ ref }) => (ref.kind === 'loadBalancer' ? [ref.vendorId] : [])),
  );
  return demands.flatMap((demand) => {
    const { ref, selection, isRepeated = false } = demand;
    const isInside = !isRepeated && ref.kind === 'listener' && loadBalancers.has(ref.loadBalancerId);
    return isInside && inlinesListeners(view, [selection]) && !bringsBackends(view, [selection])
      ? [{ demand, ask: subjectAsk('loadBalancersById', ref.loadBalancerId), isCompanion: true }]
      : planRecord(demand, ref);
  });
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
