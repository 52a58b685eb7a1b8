import { cost } from './cost.js';
import { latency } from './latency.js';
import { reverse } from './reverse.js';
import { scale } from './scale.js';

/** Each by its name: `npm run bench -- NAME`, all of them without one. */
const benches: Readonly<Record<string, () => Promise<readonly string[]>>> = { cost, latency, reverse, scale };

const [wanted] = process.argv.slice(2);
const names = wanted === undefined ? Object.keys(benches) : [wanted];
for (const name of names) {
  const bench = benches[name];
  if (bench === undefined) {
    console.error(`There is no benchmark ${name}; there are: ${Object.keys(benches).join(', ')}.`);
    process.exitCode = 1;
    break;
  }
  console.log(`${name}:`);
  for (const line of await bench()) console.log(`  ${line}`);
}
