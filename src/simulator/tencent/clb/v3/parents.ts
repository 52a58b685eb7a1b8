import type { Settings } from '../../../settings.js';
import { isRefusal, refuse, type Refusal } from '../../v3/errors.js';
import type { FleetIndex } from '../fleet-index.js';
import type { Listener, LoadBalancer } from '../records.js';
import type { ClbQuery } from './region.js';
import { otherKind, unknownId, unknownParent } from './settings.js';

const notFound = (code: string, id: string): Refusal => refuse(code, `The resource ${id} is not found.`);

/** The load balancer that a call is about; null where an empty answer is due. */
export function findParent(
  id: string,
  application: boolean,
  { region, settings }: Pick<ClbQuery<unknown>, 'region' | 'settings'>,
): LoadBalancer | null | Refusal {
  const found = byModernId(region.index(), id);
  if (found?.wire.application === application) return found;
  const otherwise = settings.get(found ? otherKind : unknownParent);
  return otherwise === 'empty' ? null : notFound(otherwise, id);
}

/** Ids of the edition of 2014 are unknown to 3.0. */
export function byModernId({ loadBalancers }: FleetIndex, id: string): LoadBalancer | undefined {
  const found = loadBalancers.get(id);
  return found?.vendorId === id ? found : undefined;
}

/** What the named ids find, each once, in the order of the ids; unknown ones left out or refused. */
export function pickNamed<T>(
  ids: readonly string[],
  find: (id: string) => T | undefined,
  code: string,
  settings: Settings,
): T[] | Refusal {
  const unknown = ids.find((id) => find(id) === undefined);
  if (unknown !== undefined && settings.get(unknownId) === 'refuse') return notFound(code, unknown);
  return [...new Set(ids.flatMap((id) => find(id) ?? []))];
}

export interface ListenerFilter {
  readonly LoadBalancerId: string;
  readonly ListenerIds?: string[] | undefined;
  readonly Protocol?: string | undefined;
  readonly Port?: number | undefined;
}

/** A load balancer of one kind, and those of its listeners that a call selects. */
export function findListeners(
  { LoadBalancerId, ListenerIds = [], Protocol, Port }: ListenerFilter,
  application: boolean,
  query: Pick<ClbQuery<unknown>, 'region' | 'settings'>,
): { readonly kind: 'found'; readonly owner: LoadBalancer | null; readonly listeners: Listener[] } | Refusal {
  const owner = findParent(LoadBalancerId, application, query);
  if (isRefusal(owner)) return owner;
  const all = owner?.listeners ?? [];
  const find = (id: string): Listener | undefined => all.find(({ vendorId }) => vendorId === id);
  const named = pickNamed(ListenerIds, find, 'InvalidParameter.ListenerIdNotFound', query.settings);
  if (isRefusal(named)) return named;
  const listeners = all.filter(
    (row) =>
      (ListenerIds.length === 0 || named.includes(row)) &&
      (Protocol === undefined || row.protocol === Protocol.toUpperCase()) &&
      (Port === undefined || row.port === Port),
  );
  return { kind: 'found', owner, listeners };
}
