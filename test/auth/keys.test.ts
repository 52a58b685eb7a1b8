import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bearerToken } from '../../src/auth/bearer.js';
import { createKeyAuthenticator, toKey } from '../../src/auth/keys.js';

describe('keys', () => {
  const keys = ['one', 'two', 'all'].map(() => toKey(randomBytes(32)));
  const rules = ['one', 'two', 'all'].map((name, index) => ({
    name,
    sha256: createHash('sha256')
      .update(keys[index] ?? '')
      .digest('hex'),
    accounts: name === 'all' ? ['*'] : [`of-${name}`, 'shared'],
    introspect: name === 'two',
    trace: name === 'one',
  }));
  const authenticate = createKeyAuthenticator(rules, ['of-one', 'shared', 'of-two']);

  it('open what their entries say', () => {
    expect(keys.map((key) => authenticate(key))).toEqual([
      {
        name: 'one',
        accounts: new Set(['of-one', 'shared']),
        seesAll: false,
        introspect: false,
        trace: true,
      },
      {
        name: 'two',
        accounts: new Set(['shared', 'of-two']),
        seesAll: false,
        introspect: true,
        trace: false,
      },
      {
        name: 'all',
        accounts: new Set(['of-one', 'shared', 'of-two']),
        seesAll: true,
        introspect: false,
        trace: false,
      },
    ]);
  });

  it.each([
    ['nothing', ''],
    ['a hash', rules[0]?.sha256 ?? ''],
    ['a part of a key', keys[0]?.slice(0, -1) ?? ''],
    ['a key and more', `${keys[0] ?? ''}A`],
    ['another key', toKey(randomBytes(32))],
  ])('%s opens nothing', (_, token) => {
    expect(() => authenticate(token)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  });
});

describe('bearerToken', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    ['BEARER  a-b._~+/c== ', 'a-b._~+/c=='],
  ])('reads %s', (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Basic abc',
    'Bearer a b',
    'Bearer a,Bearer b',
    'abc',
    'Bearerabc',
  ])('refuses %s', (header) => {
    expect(() => bearerToken(header)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  });
});
