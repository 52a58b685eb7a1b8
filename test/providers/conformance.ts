import { describe, test } from 'vitest';
import { readingCases } from './conformance/reading.js';
import type { ConformanceCase, ConformanceSubject } from './conformance/subject.js';

export type { ConformanceCase, ConformanceSubject } from './conformance/subject.js';

/** All that a provider has to do. A new one has to pass every case. */
export const conformanceCases: readonly ConformanceCase[] = [...readingCases];

/** Runs the suite for one provider. */
export function testConformance(name: string, subject: ConformanceSubject): void {
  describe(`${name} conforms`, () => {
    for (const { name: behaviour, run } of conformanceCases) test(behaviour, () => run(subject));
  });
}
