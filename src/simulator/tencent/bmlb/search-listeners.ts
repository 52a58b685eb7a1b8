import type { Refusal } from '../errors.js';
import { readNames, type Query } from './action.js';
import { targetKey } from './backend.js';
import type { Backend } from './records.js';
import { listenerSearch } from './settings.js';

/** `searchKey` and `instanceIds` of the two search calls. */
export interface Search {
  readonly kind: 'search';
  selects(listener: { texts: readonly string[]; backends: readonly Backend[] }): boolean;
  /** Whether machines or addresses are named and this is none of them. */
  leavesOut(backend: Backend): boolean;
}

export function readSearch(query: Query): Search | Refusal {
  const { parameters, settings } = query;
  const word = parameters.get('searchKey') ?? '';
  const ids = readNames(query, 'instanceIds');
  if ('kind' in ids) return ids;
  const isNamed = (backend: Backend): boolean => ids.includes(targetKey(backend, settings));
  return {
    kind: 'search',
    selects({ texts, backends }) {
      const byWord = texts.some((text) => text.includes(word));
      const byTarget = backends.some(isNamed);
      if (word === '') return ids.length === 0 || byTarget;
      if (ids.length === 0) return byWord;
      return settings.get(listenerSearch) === 'and' ? byWord && byTarget : byWord || byTarget;
    },
    leavesOut: (backend) => ids.length > 0 && !isNamed(backend),
  };
}
