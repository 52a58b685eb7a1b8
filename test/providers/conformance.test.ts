import { expect, test } from 'vitest';
import { providers } from '../../src/providers/registry.js';
import { testConformance } from './conformance.js';
import { subjects } from './subjects.js';

test('every registered provider is put to the suite', () => {
  const tried = new Set(Object.values(subjects).map(({ definition }) => definition.id));
  expect([...tried].sort()).toEqual(providers.map(({ id }) => id).sort());
});

for (const [name, subject] of Object.entries(subjects)) testConformance(name, subject);
