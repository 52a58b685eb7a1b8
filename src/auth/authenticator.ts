import type { Authenticate } from './caller.js';
import { createJwtAuthenticator, type JwtOptions, type TokenRules } from './jwt.js';
import { openKeySet, type ReadKeySet } from './key-set.js';
import { createKeyAuthenticator, type KeyRules } from './keys.js';

/** Who may ask. */
export type AccessRules =
  | { readonly mode: 'none' }
  | { readonly mode: 'keys'; readonly keys: readonly KeyRules[] }
  | { readonly mode: 'jwt'; readonly jwt: TokenRules & { readonly jwks: URL } };

export interface AuthenticatorOptions extends Pick<JwtOptions, 'configured' | 'now' | 'onKeySetError'> {
  readonly readKeySet: ReadKeySet;
}

/** Tells callers apart by the rules; null when everybody may ask. */
export function createAuthenticator(
  rules: AccessRules,
  { readKeySet, ...options }: AuthenticatorOptions,
): Authenticate | null {
  switch (rules.mode) {
    case 'none':
      return null;
    case 'keys':
      return createKeyAuthenticator(rules.keys, options.configured);
    case 'jwt':
      return createJwtAuthenticator({
        ...options,
        rules: rules.jwt,
        keys: openKeySet(rules.jwt.jwks, readKeySet),
      });
  }
}
