import { expect, test } from 'vitest';
import { testConformance } from './conformance.js';
import { toStringToSign, sign } from './example/provider/signer.js';
import { example } from './example/subject.js';

testConformance('ACME, the example of docs/add-a-provider.md', example);

test('a call is signed as the sheet’s example', () => {
  const text = toStringToSign('/v1/GetMachines', 'id=m-1&id=m-2&region=north', '1700000000');
  expect(text).toBe('GET\napi.acme.example\n/v1/GetMachines\nid=m-1&id=m-2&region=north\n1700000000');
  // As openssl computes it.
  expect(sign(text, 'secret-key')).toBe('8a3d6f390a8893935ba3dbc8f8b0987ef512bd4b4cc1dac2b5a89709d87a116d');
});
