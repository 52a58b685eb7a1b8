import { forgotten } from '../errors.js';
import { wholeList, type PartList, type PartReading, type Whole, type Work } from './part-list.js';

/**
 * Everything of some lists, read together: at once where all is at hand.
 * @throws {LbgraphError} the first failure
 */
export function readWholes(lists: readonly PartList[]): readonly Whole[] | Promise<readonly Whole[]> {
  const found = lists.map((list) => list.whole());
  const atHand = found.filter((whole) => whole !== null);
  return atHand.length === lists.length ? atHand : bringWholes(lists);
}

async function bringWholes(lists: readonly PartList[]): Promise<readonly Whole[]> {
  const done = new Set<string>();
  let isAnew = false;
  for (;;) {
    const readings = lists.map((list) => list.whole() ?? toWhole(list, list.read(wholeList)));
    const missing = readings.flatMap((reading, at) =>
      'work' in reading ? [{ work: reading.work, at }] : [],
    );
    if (missing.length === 0) return readings.flatMap((reading) => ('work' in reading ? [] : [reading]));
    const round = missing.map(({ work, at }) => `${at} ${work.key}`);
    if (round.every((key) => done.has(key))) {
      if (isAnew) throw forgotten();
      isAnew = true;
      done.clear();
      lists.forEach((list) => {
        list.readAnew();
      });
      continue;
    }
    round.forEach((key) => done.add(key));
    const errors = await Promise.all(missing.map(({ work }) => work.run()));
    for (const error of errors) if (error !== null) throw error;
  }
}

function toWhole(list: PartList, reading: PartReading): Whole | { readonly work: Work } {
  if (reading.type === 'missing') return reading;
  const { rows, exact, guess } = reading;
  const isTold = (list.total()?.expected ?? null) !== null;
  return { items: rows.map(({ item }) => item), exact, isTold, ...(guess === undefined ? {} : { guess }) };
}
