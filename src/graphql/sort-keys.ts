import { healthOfAll } from '../loaders/health.js';
import type { Loaders } from '../loaders/loaders.js';
import { itemOf } from '../model/item-of.js';
import type { OrderField, SortKey } from '../model/order.js';
import type { Item } from '../model/record.js';
import { toGlobalId } from './global-id.js';

/** Of what the records themselves tell. */
const valuesOf: Readonly<Record<Exclude<OrderField, 'HEALTH'>, (item: Item) => string | null>> = {
  NAME: (item) => ('name' in item ? item.name : null),
  CREATED_AT: (item) =>
    'createdAt' in item && item.createdAt !== null ? new Date(item.createdAt).toISOString() : null,
  STATUS: ({ status }) => status,
};

/**
 * What some items are ordered by, in their order.
 * @throws {LbgraphError} when what they are ordered by cannot be read
 */
export function sortKeys(
  loaders: Loaders,
  field: OrderField,
  items: readonly Item[],
): readonly SortKey[] | Promise<readonly SortKey[]> {
  const toKeys = (values: readonly (string | null)[]) =>
    items.map((item, at) => ({
      value: values[at] ?? null,
      id: toGlobalId(item),
    }));
  if (field !== 'HEALTH') return toKeys(items.map(valuesOf[field]));
  const backends = items.flatMap((item) => itemOf('backend')(item) ?? []);
  const healths = healthOfAll(loaders, backends);
  return healths instanceof Promise ? healths.then(toKeys) : toKeys(healths);
}
