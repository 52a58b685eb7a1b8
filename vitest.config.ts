import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** With `briefly`, what reads vendors at length is left out: it says nothing of the Node.js that it runs on. */
const leftOut =
  process.env['LBGRAPH_TEST_VENDORS'] === 'briefly'
    ? ['test/**/{conformance,fault-matrix,partial-answers,paging}.test.ts']
    : [];

export default defineConfig({
  // The build that Node resolves: vite prefers the other one, and then the libraries' classes are not those of the sources.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // With `on`, every fleet's calls are compared with the sum of its traces; a trace costs its query once more, to tell what was saved.
    env: { LBGRAPH_TEST_TRACES: process.env['LBGRAPH_TEST_TRACES'] ?? 'off' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Another runner's, with packages of its own.
    exclude: [...configDefaults.exclude, 'test/apollo-integration/**', ...leftOut],
    // Unless told, one core is left idle: half of the smallest machines that this is made for.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        // Loading every module anew for each file would cost a third of the run, and no module of ours keeps state.
        test: { name: 'default', include: ['test/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: ['test/**/*.long.ts'],
          testTimeout: 600_000,
        },
      },
    ],
  },
});
