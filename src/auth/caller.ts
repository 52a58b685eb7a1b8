/** Somebody whose key or token was accepted, and what it opens. */
export interface Caller {
  /** For logs: the key's name, or the token's subject. */
  readonly name: string;
  /** Of the configured accounts those that the caller may see: never empty. */
  readonly accounts: ReadonlySet<string>;
  /** Whether these are all that are configured. */
  readonly seesAll: boolean;
  readonly introspect: boolean;
  readonly trace: boolean;
}

/**
 * Tells who a bearer token belongs to.
 * @throws {LbgraphError} UNAUTHENTICATED when it is none of those that count, FORBIDDEN when it opens nothing here,
 * OVERLOADED when that cannot be told now
 */
export type Authenticate = (token: string) => Caller | Promise<Caller>;

/** The granted ones of the configured accounts. `*` grants all; an id that is not configured grants nothing. */
export function grantedAccounts(
  granted: readonly string[],
  configured: readonly string[],
): Pick<Caller, 'accounts' | 'seesAll'> {
  const accounts = new Set(configured.filter((id) => granted.includes('*') || granted.includes(id)));
  return { accounts, seesAll: accounts.size === configured.length };
}
