import { groupBy } from '../../model/group-by.js';
import { segmentKey, type Segment } from '../../model/list.js';
import type { Selection } from '../../model/selection.js';
import type { Ask, Demand, PlannedAsk } from '../provider.js';
import type { forms } from './forms.js';

export type FormName = keyof typeof forms;
export type ListDemand = Exclude<Demand, { type: 'record' }>;

/** A segment with all that is demanded of it. */
export interface Wanted<S extends Segment = Segment> {
  readonly segment: S;
  readonly demands: readonly ListDemand[];
}

export type SegmentOf<L> = Segment & { readonly of: Extract<Segment['of'], { list: L }> };
export type WantedBackends = Wanted<Segment & { readonly of: BackendsOfListener }>;
type BackendsOfListener = SegmentOf<'backends'>['of'] & { readonly listenerId: string };

export function wantedOf<L extends Segment['of']['list']>(
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
export function isOfListener(wanted: Wanted<SegmentOf<'backends'>>): wanted is WantedBackends {
  return wanted.segment.of.listenerId !== null;
}

export function selectionsOf({ demands }: Wanted): readonly Selection[] {
  return demands.flatMap((demand) => (demand.type === 'rows' ? [demand.selection] : []));
}

export function subjectAsk(form: FormName, subject: string): Ask {
  return { type: 'subjects', form, subject };
}

export function serve(demands: readonly Demand[], ...asks: readonly Ask[]): readonly PlannedAsk[] {
  return demands.flatMap((demand) => asks.map((ask) => ({ demand, ask })));
}
