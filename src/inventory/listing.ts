import { itemKey, type Item, type ItemRef } from '../model/record.js';
import type { Segment } from '../model/list.js';
import type { Source } from '../model/source.js';
import type { Provider } from '../providers/provider.js';
import { itemKindOf, listOf, parentsOf } from './list-items.js';
import type { Freshness } from './freshness.js';
import type { RecordStore } from './record-store.js';
import { readWindow, type WindowReading } from './read-window.js';

/** More rows than any list has. */
const everything = 1_000_000_000;

/** What is read to tell of a list. */
export interface ListingDeps {
  readonly source: Source;
  readonly provider: Provider;
  readonly store: RecordStore;
}

/**
 * What the list in which an item stands tells of it, or that of something above it. `absent`: the whole list was read and does not
 * hold it; `untold`: rows of the list are missing, and it may be one of them; `unread`: the list is not at hand, or holds it, or
 * holds not all that there is.
 */
export type Listing =
  | { readonly type: 'absent'; readonly asOf: number }
  | { readonly type: 'untold'; readonly asOf: number }
  | { readonly type: 'unread' };

/** `notBefore`: the oldest reading of a list that will do. */
export function listingOf(deps: ListingDeps, ref: ItemRef, notBefore: number): Listing {
  for (const item of [ref, ...parentsOf(listOf(ref)).toReversed()]) {
    const listing = ownListing(deps, item, notBefore);
    if (listing.type !== 'unread') return listing;
  }
  if (ref.kind !== 'backend' || ref.listenerId !== null) return { type: 'unread' };
  // It is bound at the load balancer itself: so there is no listener, not even one that could not be read.
  const { source, loadBalancerId } = ref;
  const listeners = ownListing(deps, { kind: 'listener', source, loadBalancerId, vendorId: '' }, notBefore);
  return listeners.type === 'untold' ? listeners : { type: 'unread' };
}

function ownListing({ source, provider, store }: ListingDeps, ref: ItemRef, notBefore: number): Listing {
  // Vendors find more load balancers and machines by their ids than they list.
  if (ref.kind === 'loadBalancer' || ref.kind === 'instance') return { type: 'unread' };
  const of = listOf(ref);
  const key = itemKey(ref);
  const readings = provider.segments(of).map((segment) => store.pages(source, { of, segment }));
  const windows = readings.map((pages) => readWhole(pages, notBefore));
  if (windows.some(({ items }) => items.some((item) => item.key === key))) return { type: 'unread' };
  if (windows.some(({ missing, total }) => missing !== null || total === null)) return { type: 'unread' };
  const asOf = Math.min(...readings.map(([newest]) => newest?.asOf ?? 0));
  return windows.every(({ exact }) => exact) ? { type: 'absent', asOf } : { type: 'untold', asOf };
}

/** The items of a segment, all of them at hand and fresh enough; else null. */
export function itemsAtHand(
  { source, store }: Omit<ListingDeps, 'provider'>,
  segment: Segment,
  freshness: Freshness,
): readonly Item[] | null {
  const notBefore = freshness.notBefore(itemKindOf(segment.of));
  const { items, missing, total } = readWhole(store.pages(source, segment), notBefore);
  if (missing !== null || total === null) return null;
  const found = items.map(({ key }) =>
    store.records(source, key).find((record) => record.kind !== 'missing' && record.asOf >= notBefore),
  );
  return found.every(isItem) ? found : null;
}

/** The newest item under a reference, however old; null when none is known. */
export function itemKnown({ source, store }: Omit<ListingDeps, 'provider'>, ref: ItemRef): Item | null {
  return store.records(source, itemKey(ref)).find(isItem) ?? null;
}

type Known = ReturnType<RecordStore['records']>[number] | undefined;

function isItem(record: Known): record is Item {
  return (
    record !== undefined && record.kind !== 'missing' && record.kind !== 'health' && record.kind !== 'router'
  );
}

function readWhole(pages: ReturnType<RecordStore['pages']>, notBefore: number): WindowReading {
  return readWindow(pages, { offset: 0, limit: everything }, notBefore, null);
}
