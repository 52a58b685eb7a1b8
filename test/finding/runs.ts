/** Runs are the same each time, so that a change is judged by itself; `FINDING_SEED` gives others, `FINDING_RUNS` more of them. */
export const seed = Number(process.env['FINDING_SEED'] ?? 20_261_127);
const factor = Number(process.env['FINDING_RUNS'] ?? 1);

/** How often a property is run. A failure is reported before the test's own time is up, however much it may still be made smaller. */
export function runs(numRuns: number) {
  return { seed, numRuns: numRuns * factor, interruptAfterTimeLimit: 45_000 * factor };
}
