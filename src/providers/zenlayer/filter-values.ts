import type { TagFilter } from '../../model/filter.js';
import type { FilterTake, Params } from '../provider.js';

/** What names are made of by bare metal's "CreateListener": nothing that a search may read as a pattern. */
const plainName = /^[A-Za-z0-9.-]{1,64}$/;

/** A parameter that takes one value: null for several, and for one that it does not take. */
export function oneOf<W>(toParams: (only: W) => Params | null) {
  return (wanted: readonly W[]): Params | null => {
    const [only, ...others] = new Set(wanted);
    return only === undefined || others.length > 0 ? null : toParams(only);
  };
}

/** One plain name, for a search that is fuzzy, or may be, in ways that are not documented: it finds at least what has that name. */
export function searchedAs(parameter: string): FilterTake<readonly string[]> {
  return {
    takes: 'superset',
    params: oneOf((name: string) => (plainName.test(name) ? { [parameter]: name } : null)),
  };
}

/** Key and value each of 1 to `most` characters. Whether upper and lower case differ is not documented. */
export function tagUpTo(most: number): FilterTake<readonly TagFilter[]> {
  const hasLength = (text: string) => text.length >= 1 && text.length <= most;
  return {
    takes: 'superset',
    params: oneOf(({ key, value }: TagFilter) => {
      if (!hasLength(key)) return null;
      if (value === null || value === undefined) return { tagKeys: [key] };
      return hasLength(value) ? { tags: [{ key, value }] } : null;
    }),
  };
}
