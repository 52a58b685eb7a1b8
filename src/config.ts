import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { AccountConfig, ProviderConfigRules } from './config/account-schema.js';
import { unknownGrants, type AuthConfig } from './config/auth-schema.js';
import { fileSchema } from './config/file-schema.js';
import { isLoopback } from './config/loopback.js';
import { toPath, toProblems, type Problem } from './config/problem.js';
import type { SecretReader } from './config/secret.js';

export type { AccountConfig, Credentials, ProviderConfigRules } from './config/account-schema.js';
export type { AuthConfig, JwtConfig, KeyConfig } from './config/auth-schema.js';
export type { Problem } from './config/problem.js';
export type { SecretReader } from './config/secret.js';

/** The lives of records, in milliseconds, by what they are of. `missing` is of what the vendor does not know. */
export interface TtlMs {
  readonly loadBalancer: number;
  readonly listener: number;
  readonly rule: number;
  readonly instance: number;
  readonly router: number;
  readonly backend: number;
  readonly health: number;
  readonly missing: number;
}

/** What one query may hold, counted as it would be executed: a fragment as often as it is spread. */
export interface QueryLimits {
  /** Rows that the connections of a query ask for at most, by their page sizes. */
  readonly connectionNodes: number;
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxRootFields: number;
  readonly maxDirectives: number;
  readonly maxSelections: number;
  /** Ids in one `nodes`. */
  readonly maxNodeIds: number;
  /** Values of one answer, counted while it is made. */
  readonly maxAnswerValues: number;
  /** Of which a refused query is told. */
  readonly maxValidationErrors: number;
}

/** The whole configuration, every default filled in and every secret resolved: never to be logged. */
export interface Config {
  readonly accounts: readonly AccountConfig[];
  readonly cache: {
    readonly enabled: boolean;
    readonly minAgeMs: number;
    readonly ttlMs: TtlMs;
    readonly maxMemoryMb: number;
  };
  readonly limits: {
    /** Of one attempt. */
    readonly upstreamTimeoutMs: number;
    readonly requestDeadlineMs: number;
    readonly maxPageSize: number;
    /** The most upstream calls of one request. */
    readonly upstreamBudget: number;
    readonly cursorSearchPages: number;
    readonly maxBodyBytes: number;
  } & QueryLimits;
  readonly auth: AuthConfig;
  readonly server: {
    readonly cursorKey: string | null;
    readonly cors: { readonly origins: readonly string[] };
  };
}

export interface ConfigSource {
  /** The file's text, YAML. */
  readonly text: string;
  /** The file's path: relative `file:` references start at its folder. */
  readonly source: string;
  readonly providers: readonly ProviderConfigRules[];
  readonly read: SecretReader;
}

export type LoadedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Decodes the configuration file. Every mistake at once; no message repeats a value of the file. */
export function loadConfig({ text, source, providers, read }: ConfigSource): LoadedConfig {
  const file = parseYaml(text);
  if (!file.ok) return file;
  const decoded = fileSchema({ providers, reader: read, source }).safeParse(file.value);
  const problems = [
    ...(decoded.success ? [] : toProblems(decoded.error.issues, file.value)),
    ...repeatedIds(file.value),
    ...unknownGrants(file.value).map((path) => ({ path: toPath(path), message: noSuchAccount })),
  ];
  return decoded.success && problems.length === 0
    ? { ok: true, config: decoded.data }
    : { ok: false, problems };
}

const noSuchAccount = 'The file has no such account. Use an id that it has, or "*" for all.';

/** Open access is refused where others can reach it, unless the operator said that this is meant. */
export function hostProblems(
  config: Config,
  { host, sandbox }: { readonly host: string; readonly sandbox: boolean },
): readonly Problem[] {
  if (config.auth.mode !== 'none' || config.auth.allowNonLoopback || isLoopback(host) || sandbox) return [];
  const message =
    'Without authentication the gateway listens on a loopback address only. ' +
    'Set auth.mode, or HOST=127.0.0.1, or allowNonLoopback: true if something in front of it decides who may ask.';
  return [{ path: 'auth.allowNonLoopback', message }];
}

type ParsedYaml =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problems: readonly Problem[] };

// The parser's own messages quote the file, and so perhaps a secret: only its codes and positions are told.
function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  // Not `silent`: then a second document would be left out without a word.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const problems = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    const what = error.code.toLowerCase().replaceAll('_', ' ');
    return { path: `line ${line}, column ${col}`, message: `Not valid YAML: ${what}.` };
  });
  if (problems.length > 0) return { ok: false, problems };
  try {
    const value: unknown = document.toJS();
    return { ok: true, value };
  } catch {
    return {
      ok: false,
      problems: [{ path: toPath([]), message: 'Not valid YAML: it refers to itself too often.' }],
    };
  }
}

const identified = z.object({
  accounts: z.array(z.object({ id: z.string().optional().catch(undefined) }).catch({})),
});

// Apart from the schema, which stops comparing accounts as soon as one of them is wrong.
function repeatedIds(file: unknown): readonly Problem[] {
  const ids = identified.safeParse(file).data?.accounts.map(({ id }) => id) ?? [];
  return ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index
      ? [
          {
            path: toPath(['accounts', index, 'id']),
            message: `accounts[${ids.indexOf(id)}] has the same id.`,
          },
        ]
      : [],
  );
}
