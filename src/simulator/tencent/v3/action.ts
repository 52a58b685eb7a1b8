import type { z } from 'zod';
import type { Settings } from '../../settings.js';
import type { RowTraits, WireRow } from '../../vendor.js';
import type { Refusal } from './errors.js';
import { checkParameters, type PageLimits, type ParameterCodes } from './parameters.js';

/** The rows that a call is about, the innermost ones where they are nested, and how they are wrapped. */
export interface Listing {
  readonly kind: 'listing';
  readonly rows: readonly WireRow[];
  readonly total: number;
  readonly traits: RowTraits;
  /** True if the call named ids or a parent. */
  readonly narrowed: boolean;
  /** The answer without what every answer has. */
  wrap(rows: readonly unknown[], total: number): Record<string, unknown>;
}

/** A checked call about one region. */
export interface Query<Region, Values> {
  readonly parameters: Values;
  readonly region: Region;
  readonly settings: Settings;
  readonly codes: ParameterCodes;
}

/** One read action; what `Region` is, its product knows. */
export interface Action<Region> {
  readonly declaration: z.ZodType;
  readonly paging?: PageLimits;
  answer(
    body: Record<string, unknown>,
    region: Region,
    settings: Settings,
    codes: ParameterCodes,
  ): Listing | Refusal;
}

/** An action that only ever sees parameters of the types that it declares. */
export function createAction<Region, Values>(action: {
  readonly declaration: z.ZodType<Values>;
  /** Of a paged one. */
  readonly paging?: PageLimits;
  select(query: Query<Region, Values>): Listing | Refusal;
}): Action<Region> {
  const { declaration, paging } = action;
  return {
    declaration,
    ...(paging ? { paging } : {}),
    answer(body, region, settings, codes) {
      const checked = checkParameters(body, declaration, codes, settings);
      return checked.kind === 'refusal'
        ? checked
        : action.select({ parameters: checked.values, region, settings, codes });
    },
  };
}

/** What one host name of a product answers. */
export interface Service<Region> {
  readonly version: string;
  readonly codes: ParameterCodes;
  readonly actions: ReadonlyMap<string, Action<Region>>;
}

/** By the name that stands in host and credential scope. */
export type Services<Region> = ReadonlyMap<string, Service<Region>>;
