import { badUserInput } from '../errors.js';
import { accountSources, type Account } from '../model/account.js';
import type { Source } from '../model/source.js';
import { visibleAccounts, type Context } from './context.js';

/** What tells which accounts the caller may see. */
export type Visible = Pick<Context, 'accounts' | 'viewer'>;

/** The same sentence for what does not exist and for what the caller may not see. */
const unknownAccount = 'There is no such account that you may see. accounts { id regions } lists them.';
const unknownRegion =
  'The account has no such region: name one where it has regions, none where it has not. accounts { id regions } lists them.';

/** @throws {LbgraphError} BAD_USER_INPUT */
export function requireAccount(context: Visible, id: string): Account {
  const account = visibleAccounts(context).find((candidate) => candidate.id === id);
  if (account === undefined) throw badUserInput(unknownAccount);
  return account;
}

/** @throws {LbgraphError} BAD_USER_INPUT */
export function requireSource(context: Visible, account: string, region: string | null): Source {
  const source = accountSources(requireAccount(context, account)).find(
    (candidate) => candidate.region === region,
  );
  if (source === undefined) throw badUserInput(unknownRegion);
  return source;
}

/** The account of an object that was read: the caller may see it, else it would not have been. */
export function accountOf(context: Context, source: Source): Account {
  return requireAccount(context, source.account);
}
