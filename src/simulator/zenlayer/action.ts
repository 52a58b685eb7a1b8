import type { Selection } from '../selection.js';
import type { Settings } from '../settings.js';
import type { Answer, RowTraits, WireRow } from '../vendor.js';
import { readTexts, type Arguments, type Rules } from './arguments.js';
import { resourceNotFound } from './errors.js';
import { emptyIdList, fuzzyNames, idsWithFilters, unknownId } from './settings.js';

/** A call whose arguments keep their rules. */
export interface Query<Fleet, Index> {
  readonly args: Arguments;
  readonly fleet: Fleet;
  readonly index: Index;
  readonly settings: Settings;
  /** Of the service, as asked for. */
  readonly version: string;
}

export interface Action<Fleet, Index> {
  readonly rules: Rules;
  readonly traits: RowTraits;
  /** The answer's members around the rows. */
  wrap(rows: readonly unknown[], total: number, settings: Settings): WireRow;
  readonly paged: boolean;
  select(query: Query<Fleet, Index>): Selection | Answer;
}

/** The ids that a call names, or null where it names none, which means all. */
export function readIds(
  { args, settings }: Pick<Query<unknown, unknown>, 'args' | 'settings'>,
  name: string,
): readonly string[] | null {
  const named = readTexts(args, name);
  return named?.length === 0 && settings.get(emptyIdList) === 'everything' ? null : named;
}

/** Whether other filters do not count beside the named ids. */
export function ignoresFilters(ids: readonly string[] | null, settings: Settings): boolean {
  return ids !== null && settings.get(idsWithFilters) === 'ids-only';
}

/** Whether a fuzzy search finds a name; null searches for nothing. No character stands for others. */
export function isLike(wanted: string | null, name: string | null, settings: Settings): boolean {
  if (wanted === null) return true;
  const own = name ?? '';
  switch (settings.get(fuzzyNames)) {
    case 'start':
      return own.startsWith(wanted);
    case 'any-case':
      return own.toLowerCase().includes(wanted.toLowerCase());
    default:
      return own.includes(wanted);
  }
}

/** A refusal if an id is unknown and the vendor is set to mind. */
export function refuseUnknown(
  ids: readonly string[] | null,
  known: ReadonlyMap<string, unknown>,
  settings: Settings,
): Answer | null {
  if (settings.get(unknownId) !== '404') return null;
  const unknown = ids?.find((id) => !known.has(id));
  return unknown === undefined ? null : resourceNotFound(unknown);
}
