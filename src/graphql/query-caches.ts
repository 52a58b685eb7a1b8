import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { createBoundedCache, type BoundedCache } from './bounded-cache.js';

const maxEntries = 1000;
const megabyte = 1024 * 1024;

/** Queries that clients registered, by their SHA-256: Apollo Server adds those only that passed every check. */
export function createPersistedQueries(): BoundedCache<string> {
  return createBoundedCache<string>({
    maxEntries,
    maxBytes: 16 * megabyte,
    bytesOf: ({ length }) => 2 * length,
  });
}

/**
 * Valid queries that were parsed. A character counts as the token that it may be, comments included: Apollo Server's own
 * store measures the syntax tree alone, so that queries of nothing but comments would never fill it.
 */
export function createDocumentStore(): BoundedCache<DocumentNode> {
  return createBoundedCache<DocumentNode>({
    maxEntries,
    maxBytes: 64 * megabyte,
    bytesOf: ({ loc }) => 128 * (loc?.source.body.length ?? 0),
  });
}

/** Refuses a hash that is no text, of which Apollo Server would make a key. */
export function persistedQueryHashes(): ApolloServerPlugin {
  return {
    requestDidStart: ({ request }) => {
      const asked: unknown = request.extensions?.['persistedQuery'];
      if (typeof asked === 'object' && asked !== null) {
        const hash: unknown = 'sha256Hash' in asked ? asked.sha256Hash : undefined;
        // Without a version, it is refused as one of an unknown version.
        if (typeof hash !== 'string') request.extensions = { persistedQuery: {} };
      }
      return Promise.resolve();
    },
  };
}
