import type { ApolloServerPlugin } from '@apollo/server';
import { getOperationAST, getVariableValues, GraphQLError, OperationTypeNode } from 'graphql';
import { badUserInput, LbgraphError, queryTooComplex } from '../errors.js';
import type { AskedQuery } from './asked-query.js';
import type { Context } from './context.js';
import { introspectionField } from './introspection.js';
import { connectionNodes, type CostedQuery } from './query-cost.js';
import { refusal } from './refusal.js';

const noIntrospection =
  'The schema may not be read with this key. Ask the operator for a key with introspect: true, or for the schema itself.';

const noSuchOperation = 'The gateway only reads: it has queries, and no mutations or subscriptions.';

/**
 * What is checked of each request after its query was found valid and before anything runs: valid queries are kept and
 * shared, while variables and grants are the request's own.
 */
export function queryChecks(): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ schema, document, request, contextValue }) => {
          const operation = getOperationAST(document, request.operationName);
          // Which operation is meant is GraphQL's own to refuse.
          if (operation) {
            const query = { schema, document, operation, variables: request.variables ?? {} };
            const rows = checkQuery(query, contextValue);
            if (rows !== null) contextValue.admission.arm(query, rows);
          }
          return Promise.resolve();
        },
      }),
  };
}

/**
 * Whether a valid query may run for its caller. Gives how many rows its connections ask for; null where its variables are not of the
 * types that it declares, which is GraphQL's own to refuse.
 * @throws {GraphQLError} why it may not
 */
export function checkQuery(
  { schema, document, operation, variables }: AskedQuery,
  { limits, cursors, viewer, accounts, grants }: Context,
): number | null {
  if (operation.operation !== OperationTypeNode.QUERY) {
    throw refusal(badUserInput(noSuchOperation), 400, operation);
  }
  const introspected = grants.introspect ? null : introspectionField(document, operation);
  if (introspected !== null) throw refusal(new LbgraphError('FORBIDDEN', noIntrospection), 403, introspected);
  const definitions = operation.variableDefinitions ?? [];
  if (getVariableValues(schema, definitions, variables, { maxErrors: 1 }).errors !== undefined) return null;
  const actual = cost({ schema, document, operation, variables, accounts, limits, cursors, viewer });
  const limit = limits.connectionNodes;
  if (actual > limit) {
    const message =
      `The query asks for up to ${actual} rows by its page sizes; connectionNodes allows ${limit}. ` +
      'Ask for smaller pages (first or last, 20 unless told), above all where lists stand in lists.';
    throw refusal(queryTooComplex(message, { limit, actual }), 400, operation);
  }
  return actual;
}

function cost(query: CostedQuery): number {
  try {
    return connectionNodes(query);
  } catch (error) {
    // Variables of the right type may still be null where an argument must not be.
    if (error instanceof GraphQLError && error.originalError === undefined) {
      throw refusal(badUserInput(error.message), 400, error.nodes?.[0] ?? query.operation);
    }
    throw error;
  }
}
