import fc from 'fast-check';
import { createInProcessReaders } from './in-process.js';
import { runTrace } from './run-trace.js';
import { openSimulatedList } from './simulated-list.js';
import { subjects, type Subject } from './subjects.js';
import type { Trace } from './trace.js';
import type { VendorPaging } from './vendor-list.js';

/** One trace in so many reads each row as the vendor writes it. */
const wireShare = 20;

export interface TraceCounts {
  traces: number;
  pages: number;
  /** Traces that ended because the reader's place was lost, or could not be told. */
  lost: number;
  misled: number;
}

/** Runs random traces in process, shared out among the lists of a paging style, in which all must hold. */
export async function runTraces(
  style: VendorPaging['style'],
  arbitrary: fc.Arbitrary<Trace>,
  traces: number,
): Promise<TraceCounts> {
  const counts: TraceCounts = { traces: 0, pages: 0, lost: 0, misled: 0 };
  const lists = subjects[style];
  for (const subject of lists) await runSubject(subject, arbitrary, Math.ceil(traces / lists.length), counts);
  return counts;
}

async function runSubject(
  subject: Subject,
  arbitrary: fc.Arbitrary<Trace>,
  traces: number,
  counts: TraceCounts,
): Promise<void> {
  const list = openSimulatedList(subject);
  const { byWire, byIds } = createInProcessReaders(subject, list);
  const property = (open: typeof byIds) =>
    fc.asyncProperty(arbitrary, async (trace) => {
      const { pages, end } = await runTrace(trace, list, open(), subject.paging);
      counts.traces += 1;
      counts.pages += pages;
      if (end !== 'read') counts[end] += 1;
    });
  const ofWire = Math.ceil(traces / wireShare);
  await fc.assert(property(byWire), { numRuns: ofWire });
  await fc.assert(property(byIds), { numRuns: traces - ofWire });
}
