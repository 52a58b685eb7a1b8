import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { isLoopback } from './loopback.js';
import type { SecretReader } from './secret.js';

/** Where the configuration is, and how files are read. */
export interface AuthSchemaContext {
  readonly reader: SecretReader;
  readonly source: string;
}

/** A key that callers may have, known by its hash alone, and what it opens. */
export interface KeyConfig {
  readonly name: string;
  /** Of the key's text, 64 hexadecimal digits in lower case. */
  readonly sha256: string;
  /** Account ids, or '*' for all. */
  readonly accounts: readonly string[];
  readonly introspect: boolean;
  readonly trace: boolean;
}

/** What a caller's token has to be, and which of its claims say what it opens. */
export interface JwtConfig {
  readonly issuer: string;
  readonly audience: string;
  /** The key set's address: https, http on this machine, or file. */
  readonly jwks: URL;
  readonly clockToleranceS: number;
  readonly accountsClaim: string;
  readonly introspectClaim: string;
  readonly traceClaim: string;
}

/** Who may ask. `none`: everybody, everything. */
export type AuthConfig =
  | { readonly mode: 'none'; readonly allowNonLoopback: boolean }
  | { readonly mode: 'keys'; readonly keys: readonly KeyConfig[] }
  | { readonly mode: 'jwt'; readonly jwt: JwtConfig };

const label = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._@/-]{0,63}$/u, 'Must be 1 to 64 letters, digits, spaces or "._@/-".')
  .refine((name) => !name.startsWith('lbgraph_'), 'A key must not stand here in clear: it would be logged.');

/** One entry of `auth.keys`. */
export const keySchema = z.strictObject({
  name: label,
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'Must be 64 hexadecimal digits, as npm run make-key prints them.')
    .transform((digits) => digits.toLowerCase()),
  accounts: z.array(z.string()).min(1, 'List account ids, or "*" for all.'),
  introspect: z.boolean().default(false),
  trace: z.boolean().default(false),
});

const keys = z.array(keySchema).superRefine((list, context) => {
  for (const field of ['name', 'sha256'] as const) {
    list.forEach((one, index) => {
      const first = list.findIndex((other) => other[field] === one[field]);
      if (first < index)
        context.addIssue({ code: 'custom', path: [index, field], message: `The same as of keys[${first}].` });
    });
  }
});

const jwksMessage = 'Must be an https address (http on a loopback address), or a file: "file:/path".';

/** Where the key set is: an address, or a file whose relative path starts at the configuration file's folder. */
function jwks({ reader, source }: AuthSchemaContext) {
  return z.string().transform((text, context): URL => {
    const path = /^file:(?!\/\/)(.+)$/.exec(text)?.[1];
    if (path !== undefined) {
      const file = resolve(dirname(source), path);
      if (isReadable(file, reader)) return pathToFileURL(file);
      context.addIssue('This file cannot be read.');
      return z.NEVER;
    }
    const url = URL.canParse(text) ? new URL(text) : null;
    const isReachable = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
    // A password in it would be a secret in clear.
    if (url !== null && isReachable && url.username === '' && url.password === '') return url;
    context.addIssue(jwksMessage);
    return z.NEVER;
  });
}

const claim = z.string().min(1, 'Must not be empty.');

function isReadable(file: string, reader: SecretReader): boolean {
  try {
    reader.readFile(file);
    return true;
  } catch {
    return false;
  }
}

function jwt(context: AuthSchemaContext) {
  return z.strictObject({
    issuer: z.string().min(1, 'Must not be empty.'),
    audience: z.string().min(1, 'Must not be empty.'),
    jwks: jwks(context),
    clockToleranceS: z.int().min(0).max(300, 'Must be at most 300 seconds.').default(5),
    accountsClaim: claim.default('accounts'),
    introspectClaim: claim.default('introspect'),
    traceClaim: claim.default('trace'),
  });
}

/**
 * Who may ask. Nobody is let in unasked: where keys or tokens are described, the mode has to be said.
 */
export function authSchema(context: AuthSchemaContext) {
  return z
    .strictObject({
      mode: z.enum(['none', 'keys', 'jwt'], 'Must be one of none, keys, jwt.').optional(),
      allowNonLoopback: z.boolean().default(false),
      keys: keys.optional(),
      jwt: jwt(context).optional(),
    })
    .transform(({ mode, allowNonLoopback, keys, jwt }, context): AuthConfig => {
      const missing = (path: string, message: string) => {
        context.addIssue({ code: 'custom', path: [path], message });
        return z.NEVER;
      };
      switch (mode) {
        case 'keys':
          return keys === undefined || keys.length === 0
            ? missing('keys', 'List at least one key: npm run make-key makes one.')
            : { mode, keys };
        case 'jwt':
          return jwt === undefined
            ? missing('jwt', 'Say which tokens count: issuer, audience and jwks.')
            : { mode, jwt };
        case undefined:
          if (keys !== undefined || jwt !== undefined)
            return missing('mode', 'Say keys, jwt or none: as it stands, everybody may ask.');
          return { mode: 'none', allowNonLoopback };
        case 'none':
          return { mode, allowNonLoopback };
      }
    });
}

const granting = z.object({
  accounts: z.array(z.object({ id: z.string().optional().catch(undefined) }).catch({})),
  auth: z.object({
    keys: z.array(z.object({ accounts: z.array(z.string()).catch([]) }).catch({ accounts: [] })),
  }),
});

/** Each account that a key of the file opens and the file does not have, as a place within the file. */
export function unknownGrants(file: unknown): readonly (readonly (string | number)[])[] {
  const read = granting.safeParse(file).data;
  if (read === undefined) return [];
  const known = new Set(['*', ...read.accounts.map(({ id }) => id)]);
  return read.auth.keys.flatMap(({ accounts }, key) =>
    accounts.flatMap((id, index) => (known.has(id) ? [] : [['auth', 'keys', key, 'accounts', index]])),
  );
}
