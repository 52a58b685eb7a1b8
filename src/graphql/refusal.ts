import { GraphQLError, type ASTNode } from 'graphql';
import type { LbgraphError } from '../errors.js';

/** An error of ours that refuses a whole operation before it runs, with the HTTP status that says so. */
export function refusal(error: LbgraphError, status: number, node: ASTNode): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: node,
    originalError: error,
    extensions: { http: { status } },
  });
}
