import { expect, test } from 'vitest';
import { scrubbed, secretsOf } from '../../src/upstream/scrub.js';
import type { Credentials, WireRequest } from '../../src/upstream/wire.js';

const request: WireRequest = {
  method: 'GET',
  origin: 'https://api.acme.example',
  path: '/iaas/?zone=pek&signature=aB3%2Bx9%2Fk2LmNopQrStUvWxYz0123456789A%3D',
  headers: {},
  body: null,
};
const signature = 'aB3+x9/k2LmNopQrStUvWxYz0123456789A=';

const said = (text: string, credentials: Credentials = { id: 'public-half', key: 'secret-half' }) =>
  scrubbed(text, secretsOf(credentials, request));

test('a secret that holds another one goes as a whole', () => {
  expect(said('no key acme-1234 here', { id: 'acme', key: 'acme-1234' })).toBe('no key *** here');
  expect(said('no key acme-1234 here', { id: 'acme-1234', key: 'acme' })).toBe('no key *** here');
});

test.each([
  ['in clear', signature],
  ['as it was sent', encodeURIComponent(signature)],
  ['in small digits', encodeURIComponent(signature).replace(/%../g, (code) => code.toLowerCase())],
])('a signature goes %s', (_, spelling) => {
  expect(said(`signature ${spelling} is wrong`)).toBe('signature *** is wrong');
});

test('what is no secret stays', () => {
  expect(said('lb-abc123 of zone pek is gone')).toBe('lb-abc123 of zone pek is gone');
});
