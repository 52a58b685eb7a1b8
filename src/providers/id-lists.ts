import { fromNarrowed } from './narrow.js';
import type { FilterTake } from './provider.js';

/** Ids as the parameter `name`, each once and none empty; null for none of them, and for more than one call takes. */
export function takeIds(name: string, most: number): FilterTake<readonly string[]> {
  return {
    takes: 'exact',
    params: (wanted) => {
      // In one order, so that the same ids are the same list.
      const ids = [...new Set(wanted)].filter((id) => id !== '').sort();
      return ids.length === 0 || ids.length > most ? null : { [name]: ids };
    },
  };
}

/** The ids that the parameter `name` narrows a list to; none for a list that it does not narrow. */
export function idsOf(narrowed: string | null | undefined, name: string): readonly string[] {
  const ids = fromNarrowed(narrowed)[name];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}
