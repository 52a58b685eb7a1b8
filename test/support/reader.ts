import { createCallTally } from '../../src/upstream/call-tally.js';
import type { Reader } from '../../src/upstream/reader.js';

/** A request as the inventory knows it; without a budget unless told. */
export function createReader(name = 'one', limit = Number.POSITIVE_INFINITY): Reader {
  return { name, calls: createCallTally(limit, () => 0) };
}
