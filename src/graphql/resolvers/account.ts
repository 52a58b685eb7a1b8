import { accountSources } from '../../model/account.js';
import { itemOf } from '../../model/item-of.js';
import { visibleAccounts } from '../context.js';
import type {
  AccountErrorResolvers,
  AccountResolvers,
  AccountStatusResolvers,
  QueryResolvers,
} from '../generated/resolvers.js';
import { listConnection, mergedParts } from '../list-connection.js';
import { requireAccount } from '../visible.js';
import { toInstanceValue } from './instance.js';

export const accountResolvers: AccountResolvers = {
  status: ({ id }, _args, { accounts }) => accounts.health(id),
  loadBalancers: (account, args, context, info) =>
    listConnection(
      {
        account: account.id,
        identity: ['Account.loadBalancers', account.id],
        parts: mergedParts(context, accountSources(account), 'loadBalancers'),
        together: false,
        partial: false,
        toNode: itemOf('loadBalancer'),
      },
      args,
      context,
      info,
    ),
  instances: (account, args, context, info) =>
    listConnection(
      {
        account: account.id,
        identity: ['Account.instances', account.id],
        parts: mergedParts(context, accountSources(account), 'instances'),
        together: false,
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
