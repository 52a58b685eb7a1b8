import { createHash, timingSafeEqual } from 'node:crypto';
import { LbgraphError } from '../errors.js';
import { grantedAccounts, type Authenticate, type Caller } from './caller.js';

/** A key, known by the hash of its text alone, and what it opens. */
export interface KeyRules {
  readonly name: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly accounts: readonly string[];
  readonly introspect: boolean;
  readonly trace: boolean;
}

/** How many random bytes a key has. */
export const keyBytes = 32;

/** A key's text from its random bytes. With a mark, so that scanners for leaked secrets can know it. */
export function toKey(random: Uint8Array): string {
  return `lbgraph_${Buffer.from(random).toString('base64url')}`;
}

/** SHA-256 is enough for what is random to begin with: there is nothing to guess. */
export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest();
}

/** Callers by their keys. Every key is compared, each in constant time: how long it takes tells nothing. */
export function createKeyAuthenticator(
  rules: readonly KeyRules[],
  configured: readonly string[],
): Authenticate {
  const known = rules.map(({ name, sha256, accounts, introspect, trace }) => ({
    hash: Buffer.from(sha256, 'hex'),
    caller: { name, ...grantedAccounts(accounts, configured), introspect, trace } satisfies Caller,
  }));
  return (token) => {
    const hash = hashKey(token);
    const [found] = known.filter((key) => timingSafeEqual(key.hash, hash));
    if (found === undefined) throw new LbgraphError('UNAUTHENTICATED', unknownKey);
    return found.caller;
  };
}

const unknownKey = 'This key is not one that the gateway knows. Ask its operator for one.';
