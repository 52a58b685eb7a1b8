import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../src/config.js';
import { startFleet, type Fleet } from '../support/gateway.js';
import { topology } from './callers.js';

const issuer = 'https://id.example';
const claim = 'https://lbgraph.example/accounts';

interface Signer {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: Record<string, unknown>;
}

async function signer(kid: string): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}

const tokenOf = (
  { kid, privateKey }: Signer,
  accounts: readonly string[],
  more: Record<string, unknown> = {},
) =>
  new SignJWT({ [claim]: accounts, ...more })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setIssuer(issuer)
    .setAudience('lbgraph')
    .setSubject('somebody@example')
    .setExpirationTime('5m')
    .sign(privateKey);

const authBy = (jwks: URL): Config['auth'] => ({
  mode: 'jwt',
  jwt: {
    issuer,
    audience: 'lbgraph',
    jwks,
    clockToleranceS: 5,
    accountsClaim: claim,
    introspectClaim: 'introspect',
    traceClaim: 'trace',
  },
});

const accountsOf = async (fleet: Fleet, token: string) => {
  const { status, data, errors } = await fleet.as(token)<{ accounts?: { id: string }[] } | undefined>(
    '{ accounts { id } }',
  );
  return { status, ids: data?.accounts?.map(({ id }) => id), code: errors[0]?.extensions.code };
};

describe('with tokens of an identity provider', () => {
  let published: readonly Signer[] = [];
  let reads = 0;
  let identityProvider: Server;
  let fleet: Fleet;
  const folder = mkdtempSync(join(tmpdir(), 'lbgraph-keys-'));

  beforeAll(async () => {
    identityProvider = createServer((_request, response) => {
      reads += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: published.map(({ jwk }) => jwk) }));
    }).listen(0, '127.0.0.1');
    await once(identityProvider, 'listening');
    const { port } = identityProvider.address() as AddressInfo;
    fleet = await startFleet(topology, { auth: authBy(new URL(`http://127.0.0.1:${port}/keys?v=1`)) });
  });

  afterAll(async () => {
    await fleet.stop();
    identityProvider.closeAllConnections();
    identityProvider.close();
    rmSync(folder, { recursive: true });
  });

  test('callers see what their token lists, and a new key is taken without a restart', async () => {
    const [old, young] = [await signer('k1'), await signer('k2')];
    published = [old];
    const token = await tokenOf(old, ['q-north', 'elsewhere']);
    expect(await accountsOf(fleet, token)).toEqual({ status: 200, ids: ['q-north'] });
    for (let again = 0; again < 20; again += 1) await accountsOf(fleet, token);
    expect(reads).toBe(1);

    const next = await tokenOf(young, ['*']);
    expect(await accountsOf(fleet, next)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    published = [young];
    expect(await accountsOf(fleet, next)).toEqual({
      status: 200,
      ids: topology.accounts.map(({ id }) => id),
    });
    expect(await accountsOf(fleet, await tokenOf(old, ['q-south']))).toMatchObject({ status: 401 });
  });

  test('a token that opens nothing here is refused as such', async () => {
    const [known] = published;
    if (known === undefined) throw new Error('the test before publishes a key');
    const token = await tokenOf(known, ['elsewhere']);
    expect(await accountsOf(fleet, token)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  test('the keys may be in a file, which may change', async () => {
    const file = join(folder, 'keys.json');
    const write = (...keys: readonly Signer[]) =>
      writeFileSync(file, JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
    const [old, young] = [await signer('f1'), await signer('f2')];
    write(old);
    const local = await startFleet(topology, { auth: authBy(pathToFileURL(file)) });
    try {
      expect(await accountsOf(local, await tokenOf(old, ['q-north']))).toEqual({
        status: 200,
        ids: ['q-north'],
      });
      write(young);
      expect(await accountsOf(local, await tokenOf(young, ['q-south']))).toEqual({
        status: 200,
        ids: ['q-south'],
      });
    } finally {
      await local.stop();
    }
  });

  test('while the keys cannot be had nobody is let in, and nobody is told that a token is wrong', async () => {
    const lost = await startFleet(topology, { auth: authBy(pathToFileURL(join(folder, 'nowhere.json'))) });
    try {
      const token = await tokenOf(await signer('k'), ['*']);
      expect(await accountsOf(lost, token)).toMatchObject({ status: 503, code: 'OVERLOADED' });
      expect(lost.calls()).toBe(0);
    } finally {
      await lost.stop();
    }
  });
});
