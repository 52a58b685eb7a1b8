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
}

/**
 * The sources that a filter leaves, in configured order.
 * @throws {LbgraphError} BAD_USER_INPUT for an account or region that the caller cannot see
 */
export function filteredSources(
  context: Visible,
  filter: SourceFilter | null | undefined,
): readonly Source[] {
  const { provider, account, region } = filter ?? {};
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
