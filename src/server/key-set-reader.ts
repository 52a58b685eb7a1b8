import { readFile } from 'node:fs/promises';
import type { ReadKeySet } from '../auth/key-set.js';
import type { Transport } from '../upstream/transport.js';

/** Key sets come from files, or over the wire by the same means as vendors' answers. */
export function createKeySetReader(transport: Transport): ReadKeySet {
  return async (address, signal) => {
    if (address.protocol === 'file:') return { status: 200, body: await readFile(address, 'utf8') };
    const { origin, pathname, search } = address;
    const headers = { accept: 'application/jwk-set+json, application/json' };
    return transport.send({ method: 'GET', origin, path: pathname + search, headers, body: null }, signal);
  };
}
