import type { Source } from './source.js';

/** A configured cloud account as a caller may know it: no credentials. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly api: string;
  readonly site: string | null;
  readonly regions: readonly string[];
  readonly simulated: boolean;
}

/** The account's sources in configured order. */
export function accountSources(account: Account): readonly Source[] {
  return account.regions.length === 0
    ? [{ account: account.id, region: null }]
    : account.regions.map((region) => ({ account: account.id, region }));
}
