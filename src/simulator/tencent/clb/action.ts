import type { Settings } from '../../settings.js';
import type { RowTraits, WireRow } from '../../vendor.js';
import { invalidParameter, missingParameter, refuse, type Refusal } from '../errors.js';
import { readInteger, readList } from '../parameters.js';
import { limitOverMaximum } from '../settings.js';
import type { Parameters } from '../signature.js';
import type { ClbEdition } from './editions.js';
import type { FleetIndex } from './fleet-index.js';
import { PAGE_DEFAULT, PAGE_MAXIMUM } from './limits.js';
import type { Fleet, LoadBalancer } from './records.js';
import { idsMaximum, otherKind, unknownId, unknownParent } from './settings.js';

/** A checked call, and the one region that it asks about. */
export interface Query {
  readonly parameters: Parameters;
  readonly fleet: Fleet;
  readonly index: FleetIndex;
  readonly edition: ClbEdition;
  readonly settings: Settings;
}

export interface Rows {
  readonly kind: 'rows';
  readonly rows: readonly WireRow[];
  readonly total: number;
  readonly traits: RowTraits;
  /** True if the call named ids or a parent. */
  readonly narrowed: boolean;
  /** The answer without what every answer has. */
  wrap(rows: readonly unknown[], total: number): Record<string, unknown>;
  /** Set where this one answer has `msg`, with this text, for `message`. */
  readonly msg?: string;
}

export interface Action {
  readonly host: string;
  /** Documented parameters, lists as `name.n`. */
  readonly parameters: readonly string[];
  select(query: Query): Rows | Refusal;
}

export interface Page {
  readonly kind: 'page';
  readonly offset: number;
  readonly limit: number;
}

export function readPage(
  { parameters, settings }: Query,
  names: readonly [string, string] = ['offset', 'limit'],
): Page | Refusal {
  const [offsetName, limitName] = names;
  const offset = readInteger(parameters, offsetName) ?? (parameters.get(offsetName) ? null : 0);
  const limit = readInteger(parameters, limitName) ?? (parameters.get(limitName) ? null : PAGE_DEFAULT);
  if (offset === null || offset < 0) return invalidParameter(offsetName);
  if (limit === null || limit < 0) return invalidParameter(limitName);
  if (limit > PAGE_MAXIMUM && settings.get(limitOverMaximum) === '4000') return invalidParameter(limitName);
  return { kind: 'page', offset, limit: Math.min(limit, PAGE_MAXIMUM) };
}

/** The ids of a list, or the refusal if there are too many for the setting. */
export function readIds({ parameters, settings }: Query, name: string): string[] | Refusal {
  const ids = readList(parameters, name);
  const most = settings.get(idsMaximum);
  return most !== 'none' && ids.length > Number(most) ? invalidParameter(name) : ids;
}

/** What the named ids find, each once, in the order of the ids; unknown ones left out or refused. */
export function pickKnown<T>(
  ids: readonly string[],
  byId: ReadonlyMap<string, T>,
  settings: Settings,
): T[] | Refusal {
  const unknown = ids.find((id) => !byId.has(id));
  if (unknown !== undefined && settings.get(unknownId) === '5000') return notFound(unknown);
  return [...new Set(ids.flatMap((id) => byId.get(id) ?? []))];
}

export const notFound = (id: string): Refusal => refuse(5000, `resource ${id} does not exist`);

/** The load balancer that a call is about; null where an empty answer is due. */
export function readParent(
  { parameters, index, settings }: Query,
  application: boolean,
  names: readonly string[],
): LoadBalancer | null | Refusal {
  const id = names.map((name) => parameters.get(name)).find((value) => value !== undefined && value !== '');
  if (id === undefined) return missingParameter(names[0] ?? 'loadBalancerId');
  const found = index.loadBalancers.get(id);
  if (!found) return settings.get(unknownParent) === '5000' ? notFound(id) : null;
  if (found.wire.application !== application) return settings.get(otherKind) === '5000' ? notFound(id) : null;
  return found;
}

export function isRefusal(value: object | null): value is Refusal {
  return value !== null && 'kind' in value && value.kind === 'refusal';
}

/** True for what a single integer parameter asks for, or if it is not sent. */
export function matchesInteger(parameters: Parameters, name: string, value: unknown): boolean {
  const wanted = readInteger(parameters, name);
  return wanted === undefined || wanted === value;
}
