import { createHash } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload, type RemoteJWKSet } from 'jose';
import { LRUCache } from 'lru-cache';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import { LbgraphError } from '../errors.js';
import { grantedAccounts, type Authenticate, type Caller } from './caller.js';

/** What a token has to be, and which of its claims say what it opens. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly clockToleranceS: number;
  readonly accountsClaim: string;
  readonly introspectClaim: string;
  readonly traceClaim: string;
}

export interface JwtOptions {
  readonly rules: TokenRules;
  readonly keys: RemoteJWKSet;
  readonly configured: readonly string[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told when the key set cannot be had. */
  readonly onKeySetError: (error: unknown) => void;
}

// Public keys only: with a shared secret, who can check a token can make one.
const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

/** A token that was accepted is not verified again for so long: a verification costs as much as a small query. */
const keptMs = 60_000;
const keptTokens = 10_000;

/** How often in a minute the key set is fetched for tokens that no known key verifies: anybody can make these up. */
const reloadsPerMinute = 20;

const accountIds = z.array(z.string());

/** Callers by tokens of an identity provider. */
export function createJwtAuthenticator({
  rules,
  keys,
  configured,
  now,
  onKeySetError,
}: JwtOptions): Authenticate {
  const accepted = new LRUCache<string, { readonly caller: Caller; readonly until: number }>({
    max: keptTokens,
  });
  const reloads = new RateLimiterMemory({ points: reloadsPerMinute, duration: 60 });
  const { issuer, audience, clockToleranceS } = rules;

  const verifyOnce = async (token: string): Promise<JWTPayload> => {
    const options = {
      issuer,
      audience,
      algorithms,
      clockTolerance: clockToleranceS,
      currentDate: new Date(now()),
      requiredClaims: ['exp'],
    };
    try {
      return (await jwtVerify(token, keys, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      // A token that does not name its key may be of any that fits.
      for await (const key of error) {
        try {
          return (await jwtVerify(token, key, options)).payload;
        } catch (failure) {
          if (!(failure instanceof errors.JWSSignatureVerificationFailed)) throw failure;
        }
      }
      throw new errors.JWSSignatureVerificationFailed();
    }
  };

  const verify = async (token: string): Promise<JWTPayload> => {
    try {
      return await verifyOnce(token);
    } catch (error) {
      if (!isOfUnknownKey(error) || !(await mayReload(reloads))) throw error;
      await keys.reload();
      return verifyOnce(token);
    }
  };

  return async (token) => {
    // Not the token itself: what is kept must not open anything.
    const id = createHash('sha256').update(token).digest('base64url');
    const known = accepted.get(id);
    if (known !== undefined && known.until > now()) return known.caller;
    const payload = await verify(token).catch((error: unknown) => {
      if (isRefusal(error)) throw new LbgraphError('UNAUTHENTICATED', refusal(error), {}, { cause: error });
      onKeySetError(error);
      throw new LbgraphError('OVERLOADED', noKeySet, {}, { cause: error });
    });
    const caller = toCaller(payload, rules, configured);
    accepted.set(id, { caller, until: Math.min(now() + keptMs, (payload.exp ?? 0) * 1000) });
    return caller;
  };
}

function toCaller(payload: JWTPayload, rules: TokenRules, configured: readonly string[]): Caller {
  const { accountsClaim, introspectClaim, traceClaim } = rules;
  const granted = accountIds.safeParse(payload[accountsClaim]);
  if (!granted.success) {
    throw new LbgraphError('FORBIDDEN', `The token's claim ${accountsClaim} is no list of account ids.`);
  }
  const { accounts, seesAll } = grantedAccounts(granted.data, configured);
  if (accounts.size === 0) {
    throw new LbgraphError(
      'FORBIDDEN',
      `The token's claim ${accountsClaim} names no account of this gateway.`,
    );
  }
  return {
    name: typeof payload.sub === 'string' ? payload.sub.slice(0, maxNameLength) : 'no subject',
    accounts,
    seesAll,
    introspect: payload[introspectClaim] === true,
    trace: payload[traceClaim] === true,
  };
}

/** Of a subject, in logs. */
const maxNameLength = 128;

const noKeySet = "The identity provider's keys cannot be read now. Ask again in a moment.";

function refusal(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired. Get a new one.';
  return 'This token is not one that the gateway accepts: another issuer, audience, algorithm or key, or not valid yet.';
}

/** Whether the token is at fault, rather than that the keys cannot be had. */
function isRefusal(error: unknown): error is errors.JOSEError {
  return error instanceof errors.JOSEError && !keySetCodes.has(error.code);
}

const keySetCodes: ReadonlySet<string> = new Set([
  errors.JOSEError.code,
  errors.JWKSInvalid.code,
  errors.JWKSTimeout.code,
]);

/** Keys change: a token that no known key verifies may be signed with a newer one. */
function isOfUnknownKey(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed;
}

async function mayReload(reloads: RateLimiterMemory): Promise<boolean> {
  try {
    await reloads.consume('reload');
    return true;
  } catch {
    return false;
  }
}
