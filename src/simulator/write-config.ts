import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { vendors } from './registry.js';
import type { Topology } from './topology.js';
import type { SimulatedAccount } from './vendor.js';

/**
 * Writes a gateway configuration for the simulated accounts, and beside it a folder with one file (mode 0600)
 * for each account's key, to which the configuration refers.
 */
export function writeConfig(
  file: string,
  url: string,
  accounts: readonly SimulatedAccount[],
  topology: Topology,
): void {
  const path = resolve(file);
  const folder = join(dirname(path), `${basename(path, extname(path))}-secrets`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const rows = accounts.map((account) => {
    const secretFile = join(folder, `${account.id}.key`);
    writeFileSync(secretFile, account.credentials.key, { mode: 0o600 });
    // The mode above is for a new file only.
    chmodSync(secretFile, 0o600);
    return toConfigAccount(account, secretFile, url, topology);
  });
  writeFileSync(path, stringify({ accounts: rows }), { mode: 0o600 });
}

function toConfigAccount(
  { id, provider, api, site, regions, credentials }: SimulatedAccount,
  secretFile: string,
  url: string,
  topology: Topology,
): Record<string, unknown> {
  const made = topology.accounts.find((account) => account.id === id);
  const vendor = vendors.find((candidate) => candidate.provider === provider);
  const options = made && vendor?.gatewayOptions(made);
  return {
    id,
    name: `${id} (simulated)`,
    provider,
    api,
    ...(site === undefined ? {} : { site }),
    regions,
    credentials: { id: credentials.id, key: `file:${secretFile}` },
    endpoint: url,
    ...(options ? { options } : {}),
  };
}
