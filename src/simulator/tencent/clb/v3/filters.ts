import { z } from 'zod';
import { invalidParameter, type Refusal } from '../../v3/errors.js';
import { required } from '../../v3/parameters.js';

export type Filter = z.infer<typeof filter>;

const filter = z.object({ Name: required.text, Values: required.texts() });

export const filters = z.array(filter).optional();

export interface FilterLimits {
  readonly filters: number;
  readonly values: number;
}

/** The refusal of filters that are too many, too long or unknown, by the codes of the service. */
export function refuseFilters(
  list: readonly Filter[],
  limits: FilterLimits,
  isKnown: (name: string) => boolean,
  codes: { readonly unknown: string; readonly tooMany: string },
): Refusal | null {
  if (list.length > limits.filters) return invalidParameter('Filters', codes.tooMany);
  const odd = list.findIndex(({ Name }) => !isKnown(Name));
  if (odd >= 0) return invalidParameter(`Filters.${odd}.Name`, codes.unknown);
  const long = list.findIndex(({ Values }) => Values.length > limits.values);
  return long >= 0 ? invalidParameter(`Filters.${long}.Values`, codes.tooMany) : null;
}
