import { getNamedType, isObjectType, type GraphQLOutputType } from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { LbgraphError } from '../errors.js';
import type { AskedQuery } from './asked-query.js';
import { backendFilterBySource, type GivenBackendFilter } from './backend-filter.js';
import { checkPage } from './connection.js';
import { visibleAccounts, type Accounts } from './context.js';
import type { Cursors } from './cursor.js';
import type { Viewer } from '../inventory/plan-level.js';
import type { QueryLimits } from './query-limits.js';
import { refusal } from './refusal.js';

export interface CostedQuery extends AskedQuery {
  readonly accounts: Accounts;
  readonly limits: QueryLimits;
  readonly cursors: Cursors;
  readonly viewer: Viewer;
}

/**
 * How many rows the connections of an operation may ask for: a connection with a page of n costs n, and n times what it
 * selects of each row. What `@skip` and `@include` leave out costs nothing.
 * @throws {GraphQLError} BAD_USER_INPUT for the arguments of a connection below the root that can never be answered
 */
export function connectionNodes({
  schema,
  document,
  operation,
  variables,
  accounts,
  limits,
  cursors,
  viewer,
}: CostedQuery): number {
  const root = schema.getQueryType();

  const connection: ComplexityEstimator = ({ type, field, node, args, childComplexity }) => {
    if (!isConnection(field.type)) return undefined;
    try {
      const { filter }: { readonly filter?: GivenBackendFilter | null } = args;
      // Every filter names accounts, regions and machines in the same way.
      backendFilterBySource({ accounts, viewer }, filter);
      return (
        checkPage(args, `${type.name}.${field.name}`, { limits, cursors, viewer }).count *
        (1 + childComplexity)
      );
    } catch (error) {
      // A root field is null under its own error, and nothing is read for it.
      if (type === root) return 0;
      throw error instanceof LbgraphError ? refusal(error, 400, node) : error;
    }
  };

  // The lists of objects with connections below them that are no connections themselves.
  const sizes: Readonly<Record<string, (args: { readonly ids?: readonly unknown[] }) => number>> = {
    accounts: () => visibleAccounts({ accounts, viewer }).length,
    // Too many are refused by the field itself, and nothing is read for them.
    nodes: ({ ids = [] }) => (ids.length > limits.maxNodeIds ? 0 : ids.length),
  };
  const list: ComplexityEstimator = ({ type, field, args, childComplexity }) =>
    childComplexity * (type === root ? (sizes[field.name]?.(args) ?? 1) : 1);

  const name = operation.name?.value;
  const nodes = getComplexity({
    schema,
    query: document,
    variables: { ...variables },
    ...(name === undefined ? {} : { operationName: name }),
    estimators: [connection, list],
    // Bounded by maxSelections already.
    maxQueryNodes: Infinity,
  });
  return Math.min(nodes, Number.MAX_SAFE_INTEGER);
}

/** By its shape, as the Relay specification has it: an object of edges and a pageInfo. */
function isConnection(type: GraphQLOutputType): boolean {
  const named = getNamedType(type);
  if (!isObjectType(named)) return false;
  const { edges, pageInfo } = named.getFields();
  return edges !== undefined && pageInfo !== undefined;
}
