import { z } from 'zod';
import type { Segment } from '../../../model/list.js';
import type { Source } from '../../../model/source.js';

/** The two families of listeners, each with actions of its own: the segments of a load balancer's list, in their order. */
export const layers = ['l4', 'l7'] as const;
export type Layer = (typeof layers)[number];

/** A list below a load balancer's listeners. */
export type Place =
  | { readonly list: 'rules'; readonly listenerId: string }
  | { readonly list: 'backends'; readonly listenerId: string; readonly ruleId: string | null };

/**
 * What a call about one load balancer is to tell besides what it lists: of these lists, too, that they are empty. It shows that
 * of a listener or rule that is gone, of which no row comes.
 */
export interface Subject {
  readonly loadBalancerId: string;
  readonly places: readonly Place[];
}

export function listenersSegment(source: Source, loadBalancerId: string, segment: Layer): Segment {
  return { of: { list: 'listeners', source, loadBalancerId }, segment };
}

export function placeSegment(source: Source, loadBalancerId: string, place: Place): Segment {
  return { of: { ...place, source, loadBalancerId }, segment: '' };
}

const placeTuple = z.union([z.tuple([z.string()]), z.tuple([z.string(), z.string().nullable()])]);
const subjectTuple = z.tuple([z.string()], placeTuple);

function toTuple(place: Place): z.output<typeof placeTuple> {
  return place.list === 'rules' ? [place.listenerId] : [place.listenerId, place.ruleId];
}

/** The same places in any order, and however often, are the same subject. */
export function toSubject(loadBalancerId: string, places: readonly Place[]): string {
  const tuples = new Map(places.map((place) => [JSON.stringify(toTuple(place)), toTuple(place)]));
  const sorted = [...tuples].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tuple]) => tuple);
  return JSON.stringify([loadBalancerId, ...sorted]);
}

/** Reads what `toSubject` wrote. */
export function readSubject(subject: string): Subject {
  const [loadBalancerId, ...tuples] = subjectTuple.parse(JSON.parse(subject));
  const places = tuples.map(([listenerId, ruleId]): Place =>
    ruleId === undefined ? { list: 'rules', listenerId } : { list: 'backends', listenerId, ruleId },
  );
  return { loadBalancerId, places };
}

/** A machine by its id, or a virtual machine by its address, inside the network in which it is looked for. */
export interface BoundTarget {
  readonly network: string;
  readonly target: string;
}

const boundTuple = z.tuple([z.string(), z.string()]);

export function toBoundSubject({ network, target }: BoundTarget): string {
  return JSON.stringify([network, target]);
}

export function readBoundSubject(subject: string): BoundTarget {
  const [network, target] = boundTuple.parse(JSON.parse(subject));
  return { network, target };
}

/** All that is bound to it, wherever that is. */
export function bindingsSegment(source: Source, subject: string): Segment {
  return { of: { list: 'bindings', source, subject }, segment: '' };
}
