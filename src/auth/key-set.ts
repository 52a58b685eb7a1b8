import { customFetch, createRemoteJWKSet, type RemoteJWKSet } from 'jose';

/** Reads what a key set's address names: its HTTP status and text. */
export type ReadKeySet = (address: URL, signal: AbortSignal) => Promise<{ status: number; body: string }>;

/** A key that was withdrawn is taken no longer than this. */
const cacheMaxAgeMs = 10 * 60_000;
/** Before a key set that could not be read is asked for again: anybody can send what looks like a token. */
const pauseMs = 3_000;
/** Below the time that callers wait, above what an answer takes. */
const timeoutMs = 5_000;

/** The keys that tokens are signed with, fetched when first needed, kept, and fetched again when they are old. */
export function openKeySet(address: URL, read: ReadKeySet): RemoteJWKSet {
  let triedAt = -Infinity;
  const keys = createRemoteJWKSet(address, {
    cacheMaxAge: cacheMaxAgeMs,
    // Who verifies decides when an unknown key is worth another look.
    cooldownDuration: Infinity,
    timeoutDuration: timeoutMs,
    [customFetch]: async (url, { signal }) => {
      // What was brought and could be used is no reason to wait; how often it is asked for then is for who verifies.
      if (!keys.fresh && performance.now() - triedAt < pauseMs) {
        throw new Error('the key set could not be read just now');
      }
      triedAt = performance.now();
      const { status, body } = await read(new URL(url), signal);
      return new Response(body, { status });
    },
  });
  return keys;
}
