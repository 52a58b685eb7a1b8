import type { Settings } from '../../settings.js';
import { branchesOf, ofLayer, type Place, type Tree } from './layers.js';
import type { Backend, Listener, Rule } from './records.js';
import { listenerSearch, searchedTree } from './settings.js';
import { targetKey } from './shown-backend.js';

/** What the two search calls look for in listeners: a text, which may be "", and machines or addresses, which may be none. */
export interface Search {
  readonly word: string;
  readonly ids: readonly string[];
}

/** Listeners of layer 4 by their names. */
export function searchLayer4(listeners: readonly Listener[], search: Search, settings: Settings): Listener[] {
  return ofLayer(listeners, 4).filter(({ name, backends }) =>
    isFound(search, { texts: [name ?? ''], backends }, settings),
  );
}

/** Listeners of layer 7 by the texts of their domains. */
export function searchLayer7(listeners: readonly Listener[], search: Search, settings: Settings): Tree[] {
  return ofLayer(listeners, 7)
    .filter(({ rules, wire }) => {
      const texts = wire.domains.map(({ domain }) => domain);
      const backends = rules.flatMap((rule) => rule.backends);
      return isFound(search, { texts, backends }, settings);
    })
    .map((listener) => ({ listener, branches: branchesOf(listener) }))
    .map((tree) => (settings.get(searchedTree) === 'whole' ? tree : prune(tree, search, settings)));
}

function isFound(
  { word, ids }: Search,
  { texts, backends }: { readonly texts: readonly string[]; readonly backends: readonly Backend[] },
  settings: Settings,
): boolean {
  const byWord = texts.some((text) => text.includes(word));
  const byTarget = backends.some((backend) => ids.includes(targetKey(backend, settings)));
  if (word === '') return ids.length === 0 || byTarget;
  if (ids.length === 0) return byWord;
  return settings.get(listenerSearch) === 'and' ? byWord && byTarget : byWord || byTarget;
}

/** Without backends that are not named, and without locations that have no other ones. */
function prune({ listener, branches }: Tree, { ids }: Search, settings: Settings): Tree {
  const isShown = (backend: Backend): boolean =>
    ids.length === 0 || ids.includes(targetKey(backend, settings));
  const narrow = ({ holder, backends }: Place<Rule>): Place<Rule>[] => {
    const shown = backends.filter(isShown);
    return backends.length > 0 && shown.length === 0 ? [] : [{ holder, backends: shown }];
  };
  return {
    listener,
    branches: branches.map(({ domain, places }) => ({ domain, places: places.flatMap(narrow) })),
  };
}
