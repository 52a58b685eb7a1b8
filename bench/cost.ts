import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { CostRow } from './cost/run.js';
import { renderTable, summarize } from './cost/table.js';
import { topologies } from './cost/topologies.js';

const file = fileURLToPath(new URL('../docs/cost.md', import.meta.url));
const worker = fileURLToPath(new URL('./cost/worker.ts', import.meta.url));

/** Calls explained, made and least possible of every query on every fleet, written to docs/cost.md. */
export async function cost(): Promise<readonly string[]> {
  const measured: (readonly CostRow[])[] = [];
  const ofProviders = [...new Set(topologies.map(({ provider }) => provider))].map((wanted) =>
    topologies.flatMap(({ provider }, index) => (provider === wanted ? [index] : [])),
  );
  const processes = Math.max(2, availableParallelism());
  await Promise.all(
    Array.from({ length: processes }, () =>
      work(ofProviders, (index, rows) => {
        measured[index] = rows;
      }),
    ),
  );
  const rows = measured.flat();
  const options = await resolveConfig(file);
  await writeFile(file, await format(renderTable(rows), { ...options, parser: 'markdown' }));
  return summarize(rows);
}

/** A process that takes provider after provider until none is left. */
async function work(
  left: (readonly number[])[],
  onRows: (index: number, rows: readonly CostRow[]) => void,
): Promise<void> {
  const child = fork(worker, { execArgv: ['--import', 'tsx'] });
  try {
    for (let fleets = left.shift(); fleets !== undefined; fleets = left.shift()) {
      for (const index of fleets) onRows(index, await ask(child, index));
    }
  } finally {
    child.kill();
  }
}

function ask(child: ReturnType<typeof fork>, index: number): Promise<readonly CostRow[]> {
  return new Promise((resolve, reject) => {
    const onExit = () => {
      reject(new Error(`Fleet ${index} could not be measured.`));
    };
    child.once('exit', onExit);
    child.once('message', (rows) => {
      child.off('exit', onExit);
      resolve(rows as readonly CostRow[]);
    });
    child.send(index);
  });
}
