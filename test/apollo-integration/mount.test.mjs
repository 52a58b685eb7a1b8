import { describe, it } from '@jest/globals';
import { ApolloServer } from '@apollo/server';
import { defineIntegrationTestSuite } from '@apollo/server-integration-testsuite';
import { mount } from '../../dist/http/mount.js';

// The suite skips them unless it runs on graphql 17: see README.md. Any other that it skips is counted.
const needGraphql17 = new Set([
  'tests that require graphql@17',
  'includes all fields with defer legacy',
  'includes all fields with defer modern',
]);
for (const block of [describe, it]) {
  const { skip } = block;
  block.skip = (name, ...rest) => (needGraphql17.has(name) ? undefined : skip(name, ...rest));
}

defineIntegrationTestSuite(async (serverOptions, { context } = {}) => {
  const server = new ApolloServer(serverOptions);
  const { url, stop } = await mount(server, { context: context ?? (async () => ({})) });
  return { server, url, extraCleanup: () => stop() };
});
