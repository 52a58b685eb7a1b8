import { z } from 'zod';
import type { Tag } from '../../model/load-balancer.js';
import { listOf, text } from '../wire-values.js';

const tag = z.looseObject({ key: text, value: text });

/** A row's tags are nested, an object with a list; those of a request are a plain list, so that is read too. */
export const tagsField = z
  .union([z.array(tag), z.looseObject({ tags: listOf(tag) }).transform(({ tags }) => tags)])
  .nullish();

/** Null when the row has none to tell; a tag without a key is left out. */
export function toTags(tags: z.output<typeof tagsField>): readonly Tag[] | null {
  if (tags === undefined || tags === null) return null;
  return tags.flatMap(({ key, value }) => (key === null ? [] : [{ key, value }]));
}
