import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { SimulatedAccount } from './vendor.js';

/**
 * Writes a gateway configuration for the simulated accounts, and beside it a folder with one file (mode 0600)
 * for each account's key, to which the configuration refers.
 */
export function writeConfig(
  file: string,
  url: string,
  accounts: readonly SimulatedAccount[],
  optionsOf: (account: string) => Readonly<Record<string, unknown>>,
): void {
  const path = resolve(file);
  const folder = join(dirname(path), `${basename(path, extname(path))}-secrets`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const rows = accounts.map((account) => {
    const secretFile = join(folder, `${account.id}.key`);
    writeFileSync(secretFile, account.credentials.key, { mode: 0o600 });
    // The mode above is for a new file only.
    chmodSync(secretFile, 0o600);
    return toConfigAccount(account, secretFile, url, optionsOf(account.id));
  });
  writeFileSync(path, stringify({ accounts: rows }), { mode: 0o600 });
}

function toConfigAccount(
  { id, provider, api, site, regions, credentials }: SimulatedAccount,
  secretFile: string,
  url: string,
  options: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return {
    id,
    name: `${id} (simulated)`,
    provider,
    api,
    ...(site === undefined ? {} : { site }),
    regions,
    credentials: { id: credentials.id, key: `file:${secretFile}` },
    endpoint: url,
    ...(Object.keys(options).length > 0 ? { options } : {}),
  };
}
