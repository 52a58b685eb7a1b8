import type { Settings } from '../../settings.js';
import type { RowTraits, WireRow } from '../../vendor.js';
import type { Refusal } from '../errors.js';
import { readInteger, readList } from '../parameters.js';
import { limitOverMaximum } from '../settings.js';
import type { Parameters } from '../signature.js';
import { badParameter, type Service } from './errors.js';
import type { FleetIndex } from './fleet-index.js';
import { PAGE_DEFAULT, PAGE_MAXIMUM } from './limits.js';
import { idPaging, idsMaximum } from './settings.js';

/** A checked call, and the one region that it asks about. */
export interface Query {
  readonly service: Service;
  readonly parameters: Parameters;
  readonly index: FleetIndex;
  readonly settings: Settings;
  /** The vendor's clock, epoch milliseconds. */
  readonly now: number;
}

/** The rows that a call is about, the innermost ones where they are nested, and how they are wrapped. */
export interface Listing {
  readonly kind: 'listing';
  readonly rows: readonly WireRow[];
  /** What the answer's total says where it has one. */
  readonly total: number;
  readonly traits: RowTraits;
  /** True if the call named what its rows show, so that a reader can tell a foreign one. */
  readonly narrowed: boolean;
  payload(rows: readonly unknown[], total: number): Readonly<Record<string, unknown>>;
}

export interface Action {
  readonly service: Service;
  /** Documented names, lists as `name.n`. */
  readonly parameters: readonly string[];
  select(query: Query): Listing | Refusal;
}

/** The values of a list of ids or addresses, or a refusal if they are too many. */
export function readNames({ service, parameters, settings }: Query, name: string): string[] | Refusal {
  const names = readList(parameters, name);
  const most = settings.get(idsMaximum);
  return most !== 'none' && names.length > Number(most)
    ? badParameter(service, `${name}.n`, settings)
    : names;
}

export interface Window {
  readonly kind: 'window';
  readonly offset: number;
  readonly limit: number;
}

/** Offset and limit of a paged call; `named` is whether it names ids. */
export function readWindow({ service, parameters, settings }: Query, named: boolean): Window | Refusal {
  if (named && settings.get(idPaging) === 'whole') {
    return { kind: 'window', offset: 0, limit: Number.MAX_SAFE_INTEGER };
  }
  const offset = readInteger(parameters, 'offset') ?? (parameters.get('offset') ? -1 : 0);
  if (offset < 0) return badParameter(service, 'offset', settings);
  const limit = readInteger(parameters, 'limit') ?? (parameters.get('limit') ? -1 : PAGE_DEFAULT);
  if (limit < 1) return badParameter(service, 'limit', settings);
  if (limit > PAGE_MAXIMUM && settings.get(limitOverMaximum) === '4000')
    return badParameter(service, 'limit', settings);
  return { kind: 'window', offset, limit: Math.min(limit, PAGE_MAXIMUM) };
}
