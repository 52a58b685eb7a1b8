// Sums up the result files of the test runs in a folder (vitest's json reporter, or jest's), as the last line of output.
// Fails when a test failed or was skipped, or when a run, or all of them, ran none.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const sum = { passed: 0, failed: 0, skipped: 0 };
let idle = 0;
for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  const result = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  sum.passed += result.numPassedTests;
  sum.failed += result.numFailedTests;
  // A file that failed without a failed test, by not loading or in its set-up, is a failure all the same.
  sum.failed += result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  sum.skipped += result.numPendingTests + result.numTodoTests;
  if (result.numPassedTests + result.numFailedTests > 0) continue;
  idle += 1;
  console.error(`${name}: no test ran.`);
}
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.passed > 0 && sum.failed === 0 && sum.skipped === 0 && idle === 0 ? 0 : 1;
