import type { Backend, BackendHealth, Health } from '../model/backend.js';
import { emptySelection, type Selection } from '../model/selection.js';
import type { Loaders } from './loaders.js';

/** What the health check says of a backend. */
export const healthSelection: Selection = { ...emptySelection, fields: new Set(['health']) };

/** What the health check says of a backend, at once where that is at hand; null where the vendor has none, or no such backend. */
export function healthOf(loaders: Loaders, backend: Backend): Health | null | Promise<Health | null> {
  const { inventory, scope } = loaders;
  const { source } = backend;
  if (!inventory.provider(source).hasHealth) return null;
  const atHand = inventory.readHealth(scope, source, backend);
  if (atHand !== null) return atHand;
  return loaders
    .item(source, backend, healthSelection)
    .then(() => inventory.readHealth(scope, source, backend));
}

/**
 * What the health check says of some backends, in their order.
 * @throws {LbgraphError} when it cannot be read of one
 */
export function healthOfEach(
  loaders: Loaders,
  backends: readonly Backend[],
): readonly (Health | null)[] | Promise<readonly (Health | null)[]> {
  const each = backends.map((backend) => healthOf(loaders, backend));
  const atHand = each.filter((health): health is Health | null => !(health instanceof Promise));
  if (atHand.length === each.length) return atHand;
  return Promise.all(each.map(async (health) => health));
}

/** The same as values of the schema. */
export function healthOfAll(
  loaders: Loaders,
  backends: readonly Backend[],
): readonly BackendHealth[] | Promise<readonly BackendHealth[]> {
  const each = healthOfEach(loaders, backends);
  return each instanceof Promise ? each.then(toValues) : toValues(each);
}

function toValues(each: readonly (Health | null)[]): readonly BackendHealth[] {
  return each.map((health) => health?.health ?? 'UNKNOWN');
}
