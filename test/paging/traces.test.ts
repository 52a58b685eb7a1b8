import { describe, expect, test } from 'vitest';
import { runInProcess, runOverHttp, styles } from './traces.js';

describe.each(styles)('a list that its vendor pages by style %s', (style) => {
  test('is shown row by row while it stands still, within the calls that its pages need', async () => {
    const { traces, lost, misled } = await runInProcess(style, 'still', 40);
    expect({ traces, lost, misled }).toEqual({ traces, lost: 0, misled: 0 });
    expect(traces).toBeGreaterThanOrEqual(40);
  });

  test('is shown without a gap or a double while it changes, one call more for a page at most', async () => {
    const { traces, lost, misled } = await runInProcess(style, 'drifting', 160);
    expect(traces).toBeGreaterThanOrEqual(160);
    // Most of them are read to the end.
    expect(lost + misled).toBeLessThan(traces / 3);
  });
});

test('lists of every paging style over HTTP are shown without a gap or a double, calls counted', async () => {
  const { traces } = await runOverHttp(12);
  expect(traces).toBeGreaterThanOrEqual(12);
});
