import type { Source } from '../model/source.js';
import type { View } from '../providers/provider.js';
import type { Freshness } from './freshness.js';
import { itemKnown, itemsAtHand } from './listing.js';
import type { RecordStore } from './record-store.js';

/** What planners may know of a source; of what is at hand only that which is fresh enough for everybody who asks. */
export function viewFor(
  deps: { readonly source: Source; readonly store: RecordStore },
  askers: readonly Freshness[],
): View {
  const { source, store } = deps;
  const floors = new Map<Parameters<Freshness['notBefore']>[0], number>();
  const notBefore: Freshness['notBefore'] = (kind) => {
    const known = floors.get(kind);
    if (known !== undefined) return known;
    const floor = askers.reduce((latest, freshness) => Math.max(latest, freshness.notBefore(kind)), 0);
    floors.set(kind, floor);
    return floor;
  };
  return {
    total: (segment) => store.rememberedTotal(source, segment),
    scopeTotal: (scope) => store.rememberedTotal(source, scope),
    fact: (name) => store.fact(source, name),
    record: (ref) => itemKnown(deps, ref),
    items: (segment) => itemsAtHand(deps, segment, { notBefore }),
  };
}
