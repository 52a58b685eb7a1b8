import { describe, test } from 'vitest';
import { failingCases } from './conformance/failing.js';
import { portCases } from './conformance/port.js';
import { readingCases } from './conformance/reading.js';
import { rowCases } from './conformance/rows.js';
import type { ConformanceCase, ConformanceSubject } from './conformance/subject.js';

export type { ConformanceCase, ConformanceSubject } from './conformance/subject.js';

/** All that a provider has to do. A new one has to pass every case. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...portCases,
  ...readingCases,
  ...rowCases,
  ...failingCases,
];

/** Runs the suite for one provider. */
export function testConformance(name: string, subject: ConformanceSubject): void {
  // Most of the time goes by in waiting for what a fault delays.
  describe.concurrent(`${name} conforms`, () => {
    for (const { name: behaviour, run } of conformanceCases) test(behaviour, () => run(subject));
  });
}
