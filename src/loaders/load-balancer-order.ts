import { groupBy } from '../model/group-by.js';
import type { Backend } from '../model/backend.js';
import { itemOf } from '../model/item-of.js';
import type { LoadBalancer, LoadBalancerRef } from '../model/load-balancer.js';
import { emptySelection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import type { Loaders } from './loaders.js';

/** A load balancer, with what its vendor tells of it; null when it has none of that id. */
type Looked = LoadBalancerRef & { readonly found: LoadBalancer | null };

/**
 * Load balancers, each once, in the order of their creation, in which such vendors list them.
 * @throws {LbgraphError} when one cannot be looked up
 */
export async function inOrder(
  loaders: Loaders,
  source: Source,
  refs: readonly LoadBalancerRef[],
): Promise<readonly Looked[]> {
  const ids = [...new Set(refs.map(({ vendorId }) => vendorId))];
  const dated = await Promise.all(
    ids.map(async (vendorId): Promise<Looked> => {
      const found = await loaders.item(source, { kind: 'loadBalancer', source, vendorId }, emptySelection);
      return { source, vendorId, found: itemOf('loadBalancer')(found) };
    }),
  );
  const dateOf = ({ found }: Looked) => found?.createdAt ?? '';
  return dated.toSorted((a, b) => (dateOf(a) === dateOf(b) ? 0 : dateOf(a) < dateOf(b) ? -1 : 1));
}

/**
 * Backends that were read whatever they stand under, load balancer after load balancer: without those of such that are gone.
 * @throws {LbgraphError} when a load balancer cannot be looked up
 */
export async function behindExisting(
  loaders: Loaders,
  source: Source,
  backends: readonly Backend[],
): Promise<readonly Backend[]> {
  const behind = groupBy(backends, ({ loadBalancerId }) => loadBalancerId);
  const owners = await inOrder(
    loaders,
    source,
    [...behind.keys()].map((vendorId) => ({ source, vendorId })),
  );
  return owners.flatMap(({ vendorId, found }) =>
    found === null || found.status === 'DELETED'
      ? []
      : inListenerOrder(loaders, found, behind.get(vendorId) ?? []),
  );
}

/** As the load balancer lists its listeners, if that came with it: however they were read, they come in one order. */
function inListenerOrder(
  { inventory, scope }: Loaders,
  { source, vendorId: loadBalancerId }: LoadBalancerRef,
  backends: readonly Backend[],
): readonly Backend[] {
  const of = { list: 'listeners', source, loadBalancerId } as const;
  const listeners = inventory
    .provider(source)
    .segments(of)
    .flatMap((segment) => inventory.readWhole(scope, source, { of, segment }, emptySelection)?.items ?? []);
  const places = new Map(listeners.map(({ vendorId }, at) => [vendorId, at]));
  const placeOf = ({ listenerId }: Backend) => places.get(listenerId ?? '') ?? listeners.length;
  return backends.toSorted((a, b) => placeOf(a) - placeOf(b));
}
