import type { Account } from '../../model/account.js';
import { itemOf } from '../../model/item-of.js';
import { visibleAccounts, type Context } from '../context.js';
import type {
  AccountErrorResolvers,
  AccountResolvers,
  AccountStatusResolvers,
  QueryResolvers,
} from '../generated/resolvers.js';
import { mergedList } from '../list-parts.js';
import { instances, loadBalancers } from '../nouns.js';
import { filteredSources, type SourceFilter } from '../source-filter.js';
import { requireAccount } from '../visible.js';
import { toInstanceValue } from './instance.js';

/** The sources of an account that a filter leaves. */
function sourcesOf({ id }: Account, filter: SourceFilter | null | undefined, context: Context) {
  return filteredSources(context, filter).filter(({ account }) => account === id);
}

export const accountResolvers: AccountResolvers = {
  status: ({ id }, _args, { accounts }) => accounts.health(id),
  loadBalancers: (account, args, context, info) =>
    mergedList(
      {
        list: 'loadBalancers',
        noun: loadBalancers,
        sources: sourcesOf(account, args.filter, context),
        account: account.id,
        identity: ['Account.loadBalancers', account.id],
        partial: false,
        toNode: itemOf('loadBalancer'),
      },
      args,
      context,
      info,
    ),
  instances: (account, args, context, info) =>
    mergedList(
      {
        list: 'instances',
        noun: instances,
        sources: sourcesOf(account, args.filter, context),
        account: account.id,
        identity: ['Account.instances', account.id],
        partial: false,
        toNode: (item) => (item.kind === 'instance' ? toInstanceValue(item) : null),
      },
      args,
      context,
      info,
    ),
};

export const accountStatusResolvers: AccountStatusResolvers = {
  lastCallAt: ({ lastCallAt }) => (lastCallAt === null ? null : new Date(lastCallAt)),
  upstreamBudgetLeft: ({ budgetLeft }) => budgetLeft,
};

export const accountErrorResolvers: AccountErrorResolvers = {
  at: ({ at }) => new Date(at),
};

export const accountQueries: Pick<QueryResolvers, 'accounts' | 'account'> = {
  accounts: (_root, _args, context) => visibleAccounts(context),
  account: (_root, { id }, context) => requireAccount(context, id),
};
