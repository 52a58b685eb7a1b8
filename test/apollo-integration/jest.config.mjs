/** Modules of the suite and of the build are ES modules: no transform. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/*.test.mjs'],
  transform: {},
  testTimeout: 30_000,
  verbose: false,
};
