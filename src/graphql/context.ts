import type { GraphQLResolveInfo } from 'graphql';
import type { LbgraphError } from '../errors.js';
import type { AnswerBudget } from './answer-budget.js';
import type { Cursors } from './cursor.js';
import type { Viewer } from '../inventory/plan-level.js';
import type { Loaders } from '../loaders/loaders.js';
import type { Account } from '../model/account.js';
import type { AccountHealth } from '../upstream/account-health.js';
import type { Admission } from './explain/admission.js';
import type { DryRunner } from './explain/dry-runner.js';
import type { AskedQuery } from './asked-query.js';
import type { QueryLimits } from './query-limits.js';

/** What the gateway knows of its accounts, whoever asks. */
export interface Accounts {
  /** In configured order. */
  readonly all: readonly Account[];
  readonly health: (accountId: string) => AccountHealth;
}

/** What a caller may do besides reading accounts. */
export interface Grants {
  /** Read the schema: introspection, the SDL, suggestions in errors. */
  readonly introspect: boolean;
  /** Read which upstream calls an answer took. */
  readonly trace: boolean;
}

/** What every resolver of one request gets. */
export interface Context {
  readonly requestId: string;
  readonly viewer: Viewer;
  readonly grants: Grants;
  readonly accounts: Accounts;
  readonly loaders: Loaders;
  readonly cursors: Cursors;
  readonly budget: AnswerBudget;
  readonly limits: QueryLimits;
  readonly dryRunner: DryRunner;
  readonly admission: Admission<AskedQuery>;
  /** Adds an error at the field's path without making the field null: partial answers. */
  readonly report: (error: LbgraphError, path: GraphQLResolveInfo['path']) => void;
}

/** The accounts that the viewer may see, in configured order. */
export function visibleAccounts({
  accounts,
  viewer,
}: Pick<Context, 'accounts' | 'viewer'>): readonly Account[] {
  return accounts.all.filter(({ id }) => viewer.accounts.has(id));
}
