import { badUserInput } from '../errors.js';
import { accountSources } from '../model/account.js';
import type { Source } from '../model/source.js';
import { visibleAccounts } from './context.js';
import { requireAccount, type Visible } from './visible.js';

/** The part of every root filter that narrows which sources are asked. A list means any of its values. */
export interface SourceFilter {
  readonly provider?: readonly string[] | null | undefined;
  readonly account?: readonly string[] | null | undefined;
  readonly region?: readonly string[] | null | undefined;
  readonly nameContains?: readonly string[] | null | undefined;
}

/** Each of these is looked for in every name. */
const maxTexts = 100;

/**
 * The sources that a filter leaves, in configured order.
 * @throws {LbgraphError} BAD_USER_INPUT for an account or region that the caller cannot see, and for too many texts
 */
export function filteredSources(
  context: Visible,
  filter: SourceFilter | null | undefined,
): readonly Source[] {
  const { provider, account, region, nameContains } = filter ?? {};
  const actual = nameContains?.length ?? 0;
  if (actual > maxTexts) {
    const sentence = `filter.nameContains must have at most ${maxTexts} texts; these are ${actual}. Ask for the others in another query.`;
    throw badUserInput(sentence, { limit: maxTexts, actual });
  }
  const accounts = visibleAccounts(context);
  for (const id of account ?? []) requireAccount(context, id);
  for (const name of region ?? []) {
    if (!accounts.some(({ regions }) => regions.includes(name))) {
      throw badUserInput('There is no such region. accounts { id regions } lists them.');
    }
  }
  return accounts
    .filter((candidate) => account?.includes(candidate.id) ?? true)
    .filter((candidate) => provider?.includes(candidate.provider) ?? true)
    .flatMap(accountSources)
    .filter((source) => region === null || region === undefined || region.includes(source.region ?? ''));
}
