import { pickInOrder, type Selection } from '../selection.js';
import type { Settings } from '../settings.js';
import type { Answer, RowTraits } from '../vendor.js';
import { illegalParameter } from './errors.js';
import type { FleetIndex } from './fleet-index.js';
import { readList } from './parameters.js';
import type { Fleet } from './records.js';
import { idsWithFilters } from './settings.js';
import type { Parameters } from './signature.js';

/** A checked call, and the one region that it asks about. */
export interface Query {
  readonly parameters: Parameters;
  readonly verbose: number;
  readonly fleet: Fleet;
  readonly index: FleetIndex;
  readonly settings: Settings;
  /** Regions of the account. */
  readonly zones: readonly string[];
}

export interface Action {
  /** The key of the rows in the answer. */
  readonly set: string;
  readonly traits: RowTraits;
  readonly needsZone: boolean;
  /** The list of ids that the call takes, and what they may be; null where unknown ones are not refused here. */
  readonly ids: {
    readonly name: string;
    known(index: FleetIndex): ReadonlyMap<string, unknown> | null;
  };
  select(query: Query): Selection | Answer;
}

/** What the named ids find, each once, unknown ones left out, in the order of the list; null if none is named. */
export function pickNamed<T>(parameters: Parameters, name: string, byId: ReadonlyMap<string, T>): T[] | null {
  const ids = readList(parameters, name);
  return ids.length === 0 ? null : pickInOrder(ids, byId);
}

/** Whether other filters do not count beside named ids. */
export function ignoresFilters(named: readonly unknown[] | null, settings: Settings): boolean {
  return named !== null && settings.get(idsWithFilters) === 'ids-only';
}

/** The wanted statuses (any of), null for all; a value that the vendor does not know is refused. */
export function readStatuses(
  parameters: Parameters,
  known: readonly string[],
): readonly string[] | null | Answer {
  const wanted = readList(parameters, 'status');
  if (wanted.some((status) => !known.includes(status))) return illegalParameter('status');
  return wanted.length === 0 ? null : wanted;
}

/** Whether the search word is part of the name, or the id. */
export function matchesSearch(
  parameters: Parameters,
  row: { vendorId: string; name: string | null },
): boolean {
  const word = parameters.get('search_word') ?? '';
  return word === '' || row.vendorId === word || (row.name ?? '').includes(word);
}
