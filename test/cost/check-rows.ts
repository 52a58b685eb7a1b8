import { expect } from 'vitest';
import { queries } from '../../bench/cost/queries.js';
import { reasonOf } from '../../bench/cost/reasons.js';
import { startBench, type CostRow, type State } from '../../bench/cost/run.js';
import { isInside } from '../../bench/cost/table.js';
import type { CostTopology } from '../../bench/cost/topologies.js';

/** Asks some queries of a fleet, and fails on every row that the table would have to explain and does not. */
export async function checkRows(
  topology: CostTopology,
  names: (name: string) => boolean,
  states: readonly State[],
): Promise<void> {
  const bench = await startBench(topology);
  try {
    const rows: CostRow[] = [];
    for (const query of queries.filter(({ name }) => names(name))) {
      if (query.where?.(bench.subject) ?? true) rows.push(...(await bench.measure(query, states)));
    }
    expect(rows.length).toBeGreaterThan(0);
    const unexplained = rows.filter((row) => row.made !== row.least && reasonOf(row) === null);
    expect(unexplained, 'more calls than needed').toEqual([]);
    expect(
      rows.filter((row) => !isInside(row)),
      'outside the range that explain told',
    ).toEqual([]);
    expect(
      rows.filter(({ explained }) => explained !== null && explained.madeMeanwhile > 0),
      'calls made to explain',
    ).toEqual([]);
    const differing = rows.filter(
      ({ state, explained, made, least }) =>
        state === 'expired' && explained !== null && made === least && explained.least !== least,
    );
    expect(differing, 'explain tells another least than the formula').toEqual([]);
  } finally {
    await bench.stop();
  }
}
