import { describe, expect, test } from 'vitest';
import { runTraces } from './traces.js';
import { driftingTraces, stillTraces } from './trace.js';

describe.each(['offset', 'number', 'unpaged'] as const)(
  'a list whose vendor pages it by style %s',
  (style) => {
    test('that stands still is shown row by row, within the calls that its pages need', async () => {
      const t = process.cpuUsage();
      const counts = await runTraces(style, stillTraces, 100);
      console.log(style, counts, process.cpuUsage(t).user / 1e3 / counts.traces);
      expect(counts.lost).toBe(0);
    });

    test('that changes while it is read is shown without a gap or a double', async () => {
      const t = process.cpuUsage();
      const counts = await runTraces(style, driftingTraces, 300);
      console.log(style, counts, process.cpuUsage(t).user / 1e3 / counts.traces);
      expect(counts.pages).toBeGreaterThan(counts.traces);
    });
  },
);
