import fc from 'fast-check';
import { createInProcessReaders } from './in-process.js';
import { startHttpLists } from './over-http.js';
import { runTrace } from './run-trace.js';
import { openSimulatedList } from './simulated-list.js';
import { subjects } from './subjects.js';
import { driftingTraces, stillTraces, type Trace } from './trace.js';
import type { ListReader, VendorList, VendorPaging } from './vendor-list.js';

export const styles = ['offset', 'number', 'unpaged'] as const;

/** What happened in some traces. */
export interface Outcome {
  traces: number;
  pages: number;
  /** Traces that ended because the reader's place was lost, as it may be. */
  lost: number;
  /** Traces that ended because nobody could have told where the place is. */
  misled: number;
}

const noOutcome = (): Outcome => ({ traces: 0, pages: 0, lost: 0, misled: 0 });

/** One trace in so many reads each row as the vendor writes it. */
const wireShare = 20;

/**
 * Runs random traces in process, shared out among the lists of a paging style.
 * @throws the shortest one that fails, with what happened in it, and the seed and path that bring it again
 */
export async function runInProcess(
  style: VendorPaging['style'],
  kind: 'still' | 'drifting',
  traces: number,
): Promise<Outcome> {
  const outcome = noOutcome();
  const lists = subjects[style];
  const each = Math.ceil(traces / lists.length);
  const byWire = Math.ceil(each / wireShare);
  for (const subject of lists) {
    const list = openSimulatedList(subject);
    const readers = createInProcessReaders(subject, list);
    await assertTraces(kind, byWire, outcome, { list, paging: subject.paging, open: readers.byWire });
    await assertTraces(kind, each - byWire, outcome, { list, paging: subject.paging, open: readers.byIds });
  }
  return outcome;
}

/** Runs random traces over real HTTP, shared out among the paging styles; each of them stands still now and then. */
export async function runOverHttp(traces: number): Promise<Outcome> {
  const outcome = noOutcome();
  const { lists, stop } = await startHttpLists();
  try {
    for (const style of styles) {
      const each = Math.ceil(traces / styles.length);
      const still = Math.ceil(each / 10);
      await assertTraces('still', still, outcome, lists[style]);
      await assertTraces('drifting', each - still, outcome, lists[style]);
    }
  } finally {
    await stop();
  }
  return outcome;
}

async function assertTraces(
  kind: 'still' | 'drifting',
  numRuns: number,
  outcome: Outcome,
  at: {
    readonly list: VendorList;
    readonly paging: VendorPaging;
    readonly open: () => ListReader | Promise<ListReader>;
  },
): Promise<void> {
  const arbitrary: fc.Arbitrary<Trace> = kind === 'still' ? stillTraces : driftingTraces;
  const property = fc.asyncProperty(arbitrary, async (trace) => {
    const { pages, end } = await runTrace(trace, at.list, at.open, at.paging);
    outcome.traces += 1;
    outcome.pages += pages;
    if (end !== 'read') outcome[end] += 1;
  });
  await fc.assert(property, { numRuns, ...again });
}

/**
 * Runs are the same each time, so that a change is judged by itself; `TRACE_SEED` gives others. To look into one failure again, its seed
 * and path go here for a while: they stand in its report.
 */
const again: { readonly seed: number; readonly path?: string } = {
  seed: Number(process.env['TRACE_SEED'] ?? 20_261_126),
};
