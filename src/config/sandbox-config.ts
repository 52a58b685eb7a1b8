import type { Config, ProviderConfigRules } from '../config.js';
import { fileSchema } from './file-schema.js';
import { toProblems } from './problem.js';

/** An account of the simulator, as its start announces it. */
export interface SandboxAccount {
  readonly id: string;
  /** The id unless given. */
  readonly name?: string;
  readonly provider: string;
  readonly api: string;
  readonly site?: string | null;
  readonly regions: readonly string[];
  readonly credentials: { readonly id: string; readonly key: string };
  /** The simulator's origin, on a loopback address. */
  readonly endpoint: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

// Not a secret: what it protects is made up, and a restart must not lose the cursors of an open IDE.
const sandboxCursorKey = 'lbgraph-sandbox-cursor-key';

/**
 * The configuration of a gateway without a file. By the file's own schema, defaults and all, and so with references
 * in place of the keys, which lead into a record of their own. Throws if an account is not one that a file may hold.
 */
export function sandboxConfig(
  accounts: readonly SandboxAccount[],
  providers: readonly ProviderConfigRules[],
): Config {
  const env: Record<string, string> = { CURSOR_KEY: sandboxCursorKey };
  const entries = accounts.map(({ site, credentials, regions, ...account }, index) => {
    env[`ID_${index}`] = credentials.id;
    env[`KEY_${index}`] = credentials.key;
    const hasRegions = providers.find(({ id }) => id === account.provider)?.hasRegions ?? true;
    return {
      ...account,
      ...(site === null || site === undefined ? {} : { site }),
      // The simulator spreads an account without regions over zones, and lists these.
      ...(hasRegions ? { regions } : {}),
      credentials: { id: `\${ID_${index}}`, key: `\${KEY_${index}}` },
    };
  });
  const read = { env, readFile: () => '' };
  const file = { accounts: entries, server: { cursorKey: '${CURSOR_KEY}' } };
  const decoded = fileSchema({ providers, reader: read, source: 'sandbox' }).safeParse(file);
  if (decoded.success) return decoded.data;
  const problems = toProblems(decoded.error.issues, file).map(({ path, message }) => `${path}: ${message}`);
  throw new Error(`The sandbox's accounts do not fit: ${problems.join(' ')}`);
}
