import { expect, test } from 'vitest';
import { runInProcess, runOverHttp, styles } from './traces.js';

test.each(styles)('10,000 traces of a list that its vendor pages by style %s', async (style) => {
  const still = await runInProcess(style, 'still', 1000);
  const drifting = await runInProcess(style, 'drifting', 9000);
  expect(still.lost + still.misled).toBe(0);
  expect(still.traces + drifting.traces).toBeGreaterThanOrEqual(10_000);
  // Most of them are read to the end.
  expect(drifting.lost + drifting.misled).toBeLessThan(drifting.traces / 3);
});

test('200 traces over HTTP', async () => {
  const { traces } = await runOverHttp(200);
  expect(traces).toBeGreaterThanOrEqual(200);
});
