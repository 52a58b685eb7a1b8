import { itemOf } from '../model/item-of.js';
import type { InstanceRef } from '../model/instance.js';
import type { ListRef, Segment } from '../model/list.js';
import type { LoadBalancer } from '../model/load-balancer.js';
import { matchesBackend } from '../model/matches.js';
import { itemKey } from '../model/record.js';
import { emptySelection } from '../model/selection.js';
import { asFreshAsBackends, type Loaders } from './loaders.js';
import { readSegments, unlessRefused, type Reverse } from './reverse.js';
import { backendsBehind } from './source-backends.js';

/** The load balancers behind which something stands, each once, in the order in which the vendor lists them. */
export interface Owners {
  readonly ids: readonly string[];
  readonly exact: boolean;
  readonly isTold: boolean;
  /** How many rows were read for it. */
  readonly seen: number;
}

/**
 * The load balancers of a machine, where the vendor names those that may be, and tells of one which machines it has, in fewer calls
 * than it tells where behind it they stand. Null: it does not.
 * @throws {LbgraphError} when one that may have the machine cannot be read
 */
export async function ownersOf(loaders: Loaders, reverse: Reverse, ref: InstanceRef): Promise<Owners | null> {
  const { source } = ref;
  if (loaders.inventory.provider(source).listsMembers === undefined) return null;
  return unlessRefused(async () => {
    const segments = (await reverse.places(source, [ref])) ?? [];
    const [segment, ...others] = segments;
    // Several lists name what they name in no order that all share.
    if (segment?.of.list !== 'loadBalancers' || others.length > 0) return null;
    const { items, ...read } = await readSegments(
      asFreshAsBackends(loaders),
      source,
      segments,
      'loadBalancers',
    );
    const candidates = items.flatMap((item) => itemOf('loadBalancer')(item) ?? []);
    const told = await Promise.all(candidates.map((candidate) => isBehind(loaders, candidate, ref)));
    return {
      ids: candidates.filter((_, at) => told[at]?.is === true).map(({ vendorId }) => vendorId),
      exact: read.exact && told.every(({ exact }) => exact),
      isTold: read.isTold && told.every(({ isTold }) => isTold),
      seen: told.reduce((sum, { seen }) => sum + seen, 0),
    };
  });
}

/** Whether a machine stands behind a load balancer. */
async function isBehind(loaders: Loaders, loadBalancer: LoadBalancer, ref: InstanceRef) {
  const { inventory, scope } = loaders;
  const { source, vendorId: loadBalancerId } = loadBalancer;
  const key = itemKey({ kind: 'instance', ...ref });
  const listed = inventory.provider(source).listsMembers?.(loadBalancer) === true;
  const own: ListRef = { list: 'backends', source, loadBalancerId, listenerId: null, ruleId: null };
  // Where that is at hand, so is the rest of what is bound.
  const isRead = inventory.readWhole(scope, source, { of: own, segment: '' }, emptySelection) !== null;
  if (listed && !isRead) {
    const members: Segment = { of: { list: 'members', source, loadBalancerId }, segment: '' };
    const { items, ...read } = await readSegments(asFreshAsBackends(loaders), source, [members], 'members');
    const is = items.some((item) => item.imagined === true || itemKey(item) === key);
    return { ...read, is, seen: items.length };
  }
  const { backends, ...read } = await backendsBehind(loaders, [loadBalancer], emptySelection);
  return { ...read, is: backends.some(matchesBackend({ instance: [key] })), seen: backends.length };
}
