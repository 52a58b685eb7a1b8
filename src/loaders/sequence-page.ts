import { forgotten, type LbgraphError } from '../errors.js';
import {
  endOf,
  layOut,
  startOf,
  type PartRows as RowsOfPart,
  type PartState,
} from '../inventory/sequence.js';
import { sourceKey } from '../model/source.js';
import type { Loaders } from './loaders.js';
import type { PartReading, PartRows, Work } from './part-list.js';
import {
  partOf,
  type Part,
  type SequencePage,
  type SequenceRequest,
  type SourceFailure,
} from './sequence-request.js';
import { toPage } from './sequence-result.js';

/**
 * Reads one page of a list: at once when all of it is at hand, else as a promise.
 * @throws {LbgraphError} the first failure, unless the page may be partial
 */
export function readSequencePage(
  loaders: Loaders,
  asked: SequenceRequest,
): SequencePage | Promise<SequencePage> {
  let request = asked;
  const failures = new Map<string, SourceFailure>();
  const brought = new Set<string>();
  let isAnew = false;
  /** Parts that could not be answered from what was at hand. */
  const missed = new Set<Part>();

  const fail = (part: Part, error: LbgraphError) => {
    if (!request.partial) throw error;
    const key = sourceKey(part.source);
    if (failures.has(key)) return;
    const staleAsOf = part.list.staleAsOf();
    failures.set(key, { source: part.source, error, staleAsOf });
  };

  /** Parts of another length than what was at hand told at first; those that came short are as long as what came. */
  const shown = new Map<number, PartState>();
  const short = new Set<number>();

  const stateOf = (part: Part, index: number): PartState => {
    if (failures.has(sourceKey(part.source))) return { type: 'failed' };
    const known = shown.get(index);
    if (known !== undefined) return known;
    const reading = readPart(request, { part: index, take: 0, most: request.page.count });
    return reading.type === 'rows'
      ? { type: 'known', rest: reading.rest, near: reading.near, guess: reading.guess }
      : { type: 'unknown', expected: request.together ? part.list.remembered() : null };
  };

  const step = (): SequencePage | Promise<SequencePage> => {
    request = { ...asked, ...asked.unfolded?.() };
    shown.clear();
    short.clear();
    for (;;) {
      const states = request.parts.map(stateOf);
      // A source that fails may have taken its whole time: what is still needed is then read at once.
      const together = request.together || failures.size > 0;
      const layout = layOut(states, request.page, request.wants, together);
      const readings = new Map<number, PartRows>();
      const missing: { part: Part; work: Work }[] = [];
      let isSettled = true;
      for (const read of layout.reads) {
        const part = partOf(request, read.part);
        const reading = readPart(request, read);
        if (reading.type === 'missing') {
          const isCounted = read.take === 0 && typeof startOf(read.part, request.page) === 'string';
          missing.push({ part, work: isCounted ? part.list.count : reading.work });
          continue;
        }
        const { rows, near } = reading;
        const before = states[read.part];
        const rest = rows.length + (rows.length < read.take ? 0 : reading.rest);
        // Other than was thought, since pages are not all of the same age: then it is laid out by what was seen.
        const isShort = rows.length < read.take;
        const isLonger = !short.has(read.part) && before?.type === 'known' && rest > before.rest;
        if (isShort || isLonger) {
          if (isShort) short.add(read.part);
          shown.set(read.part, { type: 'known', rest, near, guess: reading.guess });
          isSettled = false;
        }
        readings.set(read.part, reading);
      }
      if (missing.length === 0) {
        if (!isSettled) continue;
        const known = [...layout.parts].filter((part) => states[part]?.type === 'known');
        loaders.reads.hits += known.filter((part) => !missed.has(partOf(request, part))).length;
        return toPage(request, layout, readings, failures);
      }
      const round = missing.map(({ part, work }) => JSON.stringify([part.id, work.key]));
      if (round.every((key) => brought.has(key))) {
        if (isAnew) throw forgotten();
        isAnew = true;
        brought.clear();
        request.parts.forEach(({ list }) => {
          list.readAnew();
        });
        return step();
      }
      round.forEach((key) => brought.add(key));
      for (const { part } of missing) {
        if (!missed.has(part)) loaders.reads.misses++;
        missed.add(part);
      }
      return Promise.all(missing.map(({ work }) => work.run())).then((errors) => {
        errors.forEach((error, index) => {
          const part = missing[index]?.part;
          if (error !== null && part !== undefined) fail(part, error);
        });
        return step();
      });
    }
  };
  return step();
}

/**
 * Rows of a part from where reading begins in it.
 * @throws {LbgraphError} CURSOR_LOST
 */
function readPart(request: SequenceRequest, { part, take, most = take }: RowsOfPart): PartReading {
  const start = startOf(part, request.page);
  const { direction } = request.page;
  const from = typeof start === 'object' ? start.mark : null;
  const until = endOf(part, request.page);
  return partOf(request, part).list.read({ direction, from, until, take, most });
}
