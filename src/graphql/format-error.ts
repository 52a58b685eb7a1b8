import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { LbgraphError, toLbgraphError } from '../errors.js';

/**
 * The one place where errors become answers: what a resolver threw that is not ours is an internal error, whose text
 * stays in the log.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = rootCause(error);
  const { locations, path } = formatted;
  const place = {
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
  };
  if (cause instanceof LbgraphError) {
    return { message: cause.message, ...place, extensions: { ...cause.details, code: cause.code } };
  }
  // GraphQL's own refusals (parsing, validation, variables) are for the client; anything thrown inside is not.
  if (isGraphQLError(cause) && formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return formatted;
  // What has no path was refused before anything ran: an operation that is not served here.
  if (isGraphQLError(cause) && path === undefined) {
    return { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_USER_INPUT' } };
  }
  const internal = toLbgraphError(cause);
  return { message: internal.message, ...place, extensions: { code: internal.code } };
}

/** What a resolver threw, out of the error that names its place. */
export function rootCause(error: unknown): unknown {
  let cause = error;
  while (isGraphQLError(cause) && cause.originalError !== undefined) cause = cause.originalError;
  return cause;
}

/** By shape: Apollo Server may have loaded another build of the same class, and has subclasses with names of their own. */
function isGraphQLError(error: unknown): error is GraphQLError {
  return error instanceof Error && 'extensions' in error && 'locations' in error && 'nodes' in error;
}
