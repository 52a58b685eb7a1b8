import type { AskedQuery } from '../asked-query.js';
import type { Context } from '../context.js';
import { dryRun } from './dry-run.js';
import type { CheaperValue, RangeValue } from './explanation-value.js';
import { fieldsBySelection, withoutFields, type QueryField } from './without-fields.js';

/** So many variants of a query are looked at. */
const mostVariants = 100;

/**
 * Fields without which a query takes fewer calls, the most costly first: each by itself, and those of one selection that only save
 * something together.
 */
export async function cheaperQueries(
  query: AskedQuery,
  context: Context,
  { min, max }: RangeValue,
): Promise<readonly CheaperValue[]> {
  if ((max ?? min) === 0) return [];
  const guess = max === null ? 'fewest' : 'most';
  const now = max ?? min;
  let left = mostVariants;
  const saved = async (fields: readonly QueryField[]): Promise<number> => {
    if (left-- <= 0 || context.loaders.scope.signal.aborted) return 0;
    const run = await dryRun({ ...query, ...withoutFields(query, fields) }, context, { guess, cached: true });
    // Of what was given up, nobody knows what it takes.
    return run.isCutOff ? 0 : now - (run.max ?? run.min);
  };

  const found: { readonly fields: readonly QueryField[]; readonly calls: number }[] = [];
  for (const fields of fieldsBySelection(query)) {
    const alone: QueryField[] = [];
    for (const field of fields) {
      const calls = await saved([field]);
      if (calls > 0) found.push({ fields: [field], calls });
      else alone.push(field);
    }
    const leaves = alone.filter(({ isLeaf }) => isLeaf);
    if (leaves.length < 2) continue;
    const calls = await saved(leaves);
    if (calls > 0) found.push({ fields: await fewestOf(leaves, calls, saved), calls });
  }
  return found
    .sort((a, b) => b.calls - a.calls)
    .map(({ fields, calls }) => ({ without: fields.map(({ place }) => place).join(', '), calls }));
}

/** Of fields that save something together those that are needed for it. */
async function fewestOf(
  fields: readonly QueryField[],
  calls: number,
  saved: (fields: readonly QueryField[]) => Promise<number>,
): Promise<readonly QueryField[]> {
  let needed = fields;
  for (const field of fields) {
    const fewer = needed.filter((each) => each !== field);
    if (fewer.length > 0 && (await saved(fewer)) === calls) needed = fewer;
  }
  return needed;
}
