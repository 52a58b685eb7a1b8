import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../src/auth/authenticator.js';
import type { Authenticate } from '../../src/auth/caller.js';

const startedAt = Date.parse('2026-11-01T00:00:00Z');
const configured = ['a', 'b', 'c'];

interface SigningKey {
  readonly kid: string | undefined;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: Record<string, unknown>;
}

async function signingKey(alg: string, kid?: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const named = kid === undefined ? {} : { kid };
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), alg, ...named } };
}

const good: JWTPayload = { accounts: ['a', 'b'], sub: 'somebody' };

/** An identity provider whose keys can be changed, and the gateway's view of it. */
function provider(...keys: readonly SigningKey[]) {
  let now = startedAt;
  let published = keys;
  let reads = 0;
  let isDown = false;
  let isGarbled = false;
  const failures: unknown[] = [];
  const authenticate = createAuthenticator(
    {
      mode: 'jwt',
      jwt: {
        issuer: 'https://id.example',
        audience: 'lbgraph',
        jwks: new URL('https://id.example/keys'),
        clockToleranceS: 5,
        accountsClaim: 'accounts',
        introspectClaim: 'introspect',
        traceClaim: 'trace',
      },
    },
    {
      configured,
      now: () => now,
      onKeySetError: (error) => failures.push(error),
      readKeySet: () => {
        reads += 1;
        if (isDown) return Promise.reject(new Error('down'));
        if (isGarbled) return Promise.resolve({ status: 200, body: '<html>' });
        return Promise.resolve({
          status: 200,
          body: JSON.stringify({ keys: published.map(({ jwk }) => jwk) }),
        });
      },
    },
  ) as Authenticate;
  return {
    authenticate: async (token: string) => authenticate(token),
    publish: (...next: readonly SigningKey[]) => (published = next),
    pass: (seconds: number) => (now += seconds * 1000),
    goDown: () => (isDown = true),
    garble: () => (isGarbled = true),
    reads: () => reads,
    failures,
  };
}

interface TokenOptions {
  readonly issuer?: string;
  readonly audience?: string;
  readonly expiresInS?: number | null;
  readonly startsInS?: number;
}

function token(key: SigningKey, payload: JWTPayload = good, options: TokenOptions = {}): Promise<string> {
  const { issuer = 'https://id.example', audience = 'lbgraph', expiresInS = 300, startsInS } = options;
  const at = startedAt / 1000;
  const jwt = new SignJWT(payload)
    .setProtectedHeader({ alg: key.alg, ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .setIssuer(issuer)
    .setAudience(audience);
  if (expiresInS !== null) jwt.setExpirationTime(at + expiresInS);
  if (startsInS !== undefined) jwt.setNotBefore(at + startsInS);
  return jwt.sign(key.privateKey);
}

describe('tokens of an identity provider', () => {
  let key: SigningKey;
  beforeEach(async () => {
    key = await signingKey('ES256', 'k1');
  });

  it.each(['RS256', 'RS512', 'ES256', 'ES384', 'EdDSA'])('are accepted when signed by %s', async (alg) => {
    const signed = await signingKey(alg, 'k');
    const { authenticate } = provider(signed);
    expect(await authenticate(await token(signed))).toEqual({
      name: 'somebody',
      accounts: new Set(['a', 'b']),
      seesAll: false,
      introspect: false,
      trace: false,
    });
  });

  it('say by their claims what they open', async () => {
    const { authenticate } = provider(key);
    const all = await token(key, { accounts: ['*'], introspect: true, trace: true });
    expect(await authenticate(all)).toMatchObject({
      accounts: new Set(configured),
      seesAll: true,
      introspect: true,
      trace: true,
    });
    const some = await token(key, { accounts: ['c', 'elsewhere'], introspect: 'true', trace: 1 });
    expect(await authenticate(some)).toMatchObject({
      accounts: new Set(['c']),
      introspect: false,
      trace: false,
    });
  });

  it.each<[string, JWTPayload]>([
    ['none', {}],
    ['no list', { accounts: 'a' }],
    ['a list of something else', { accounts: [1] }],
    ['an empty list', { accounts: [] }],
    ['accounts of elsewhere only', { accounts: ['x', '__proto__'] }],
  ])('that name %s for accounts are forbidden', async (_, payload) => {
    const { authenticate } = provider(key);
    await expect(authenticate(await token(key, payload))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each<[string, () => Promise<string>]>([
    ['of another issuer', () => token(key, good, { issuer: 'https://other.example' })],
    ['for another audience', () => token(key, good, { audience: 'other' })],
    ['that have expired', () => token(key, good, { expiresInS: -6 })],
    ['that never expire', () => token(key, good, { expiresInS: null })],
    ['that are not valid yet', () => token(key, good, { startsInS: 6 })],
    ['of a stranger who uses the name of a known key', async () => token(await signingKey('ES256', 'k1'))],
    ['of an unknown key', async () => token(await signingKey('ES256', 'k2'))],
    ['that are not signed', () => Promise.resolve(unsigned())],
    ['signed with the public key as a shared secret', () => confused(key)],
    ['signed by PSS', async () => token(await signingKey('PS256', 'k1'))],
    ['that are none', () => Promise.resolve('x.y.z')],
    ['of no parts', () => Promise.resolve('lbgraph_abc')],
    ['with a byte changed', async () => changed(await token(key))],
  ])('%s are not accepted', async (_, make) => {
    const { authenticate, failures } = provider(key);
    await expect(authenticate(await make())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(failures).toEqual([]);
  });

  it('may have a subject of any length: it is a name in logs', async () => {
    const { authenticate } = provider(key);
    const named = await authenticate(await token(key, { ...good, sub: 'x'.repeat(5000) }));
    expect(named.name).toHaveLength(128);
  });

  it('may be off by the tolerated seconds', async () => {
    const { authenticate } = provider(key);
    await expect(authenticate(await token(key, good, { expiresInS: -4 }))).resolves.toBeDefined();
    await expect(authenticate(await token(key, good, { startsInS: 4 }))).resolves.toBeDefined();
  });

  it('are verified once, until they expire, and no longer than a minute', async () => {
    const { authenticate, pass, publish } = provider(key);
    const [long, short] = [await token(key), await token(key, good, { expiresInS: 20 })];
    const first = await authenticate(long);
    await authenticate(short);
    // Nothing verifies them any more, so what is accepted was remembered.
    publish(await signingKey('ES256', 'k2'));
    pass(10);
    expect(await authenticate(long)).toBe(first);
    await expect(authenticate(short)).resolves.toBeDefined();
    pass(16);
    await expect(authenticate(short)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(authenticate(long)).resolves.toBeDefined();
    pass(35);
    await authenticate(await token(await signingKey('ES256', 'k9'))).catch(() => null);
    await expect(authenticate(long)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('of a new key are accepted at once, also when they do not name it', async () => {
    const named = provider(key);
    await named.authenticate(await token(key));
    const next = await signingKey('ES256', 'k2');
    named.publish(key, next);
    await expect(named.authenticate(await token(next))).resolves.toBeDefined();
    const [old, young] = [await signingKey('ES256'), await signingKey('ES256')];
    const nameless = provider(old);
    await nameless.authenticate(await token(old));
    nameless.publish(young);
    await expect(nameless.authenticate(await token(young))).resolves.toBeDefined();
    // While both are published, each of them may have signed.
    nameless.publish(young, old);
    await nameless.authenticate(await token(await signingKey('ES256'))).catch(() => null);
    await expect(nameless.authenticate(await token(old, { accounts: ['c'] }))).resolves.toBeDefined();
    await expect(nameless.authenticate(await token(young, { accounts: ['c'] }))).resolves.toBeDefined();
  });

  it('that are made up do not make the gateway fetch the keys again and again', async () => {
    const { authenticate, reads } = provider(key);
    const strangers = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => token(await signingKey('ES256', `x${index}`))),
    );
    for (const one of strangers) {
      await expect(authenticate(one)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    expect(reads()).toBeLessThan(25);
    await expect(authenticate(await token(key))).resolves.toBeDefined();
  });

  it('do not make the gateway ask again and again for a key set that is none', async () => {
    const { authenticate, garble, reads } = provider(key);
    garble();
    for (let again = 0; again < 20; again += 1) {
      await expect(authenticate(await token(key))).rejects.toMatchObject({ code: 'OVERLOADED' });
    }
    expect(reads()).toBeLessThan(5);
  });

  it('cannot be judged while the keys cannot be had: nobody is told that theirs is wrong', async () => {
    const { authenticate, goDown, failures, reads } = provider(key);
    goDown();
    await expect(authenticate(await token(key))).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect(failures).toHaveLength(1);
    // Nor is the identity provider asked by every stranger.
    for (let again = 0; again < 20; again += 1) {
      await expect(authenticate(await token(key))).rejects.toMatchObject({ code: 'OVERLOADED' });
    }
    expect(reads()).toBeLessThan(5);
  });
});

function unsigned(): string {
  return new UnsecuredJWT(good)
    .setIssuer('https://id.example')
    .setAudience('lbgraph')
    .setExpirationTime(startedAt / 1000 + 300)
    .encode();
}

function confused({ jwk }: SigningKey): Promise<string> {
  return new SignJWT(good)
    .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
    .setIssuer('https://id.example')
    .setAudience('lbgraph')
    .setExpirationTime(startedAt / 1000 + 300)
    .sign(Buffer.from(JSON.stringify(jwk)));
}

function changed(text: string): string {
  const [head = '', body = '', signature = ''] = text.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const other = Buffer.from(JSON.stringify({ ...claims, accounts: ['*'] })).toString('base64url');
  return [head, other, signature].join('.');
}
