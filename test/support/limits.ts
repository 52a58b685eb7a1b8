import type { QueryLimits } from '../../src/graphql/query-limits.js';

/** What a query may hold where the operator says nothing. */
export const defaultLimits: QueryLimits = {
  connectionNodes: 200_000,
  maxTokens: 1000,
  maxDepth: 20,
  maxAliases: 30,
  maxRootFields: 20,
  maxDirectives: 50,
  maxSelections: 10_000,
  maxNodeIds: 100,
  maxAnswerValues: 1_000_000,
  maxValidationErrors: 10,
  upstreamBudget: 1000,
  maxPageSize: 1000,
};
