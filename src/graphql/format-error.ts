import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { LbgraphError, queryTooComplex, toLbgraphError } from '../errors.js';
import { countTokens } from './count-tokens.js';

type Place = Pick<GraphQLFormattedError, 'locations' | 'path'>;

/**
 * The one place where errors become answers: what a resolver threw that is not ours is an internal error, whose text
 * stays in the log.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  { maxTokens }: { readonly maxTokens: number },
): GraphQLFormattedError {
  const cause = rootCause(error);
  if (cause instanceof LbgraphError) return formatOwn(cause, formatted);
  if (isStackOverflow(cause)) return formatOwn(queryTooComplex(tooDeep), formatted);
  if (isGraphQLError(cause)) {
    const code = formatted.extensions?.['code'];
    if (code === 'GRAPHQL_PARSE_FAILED') {
      const tooLong = checkLength(cause, maxTokens);
      return tooLong === null ? formatted : formatOwn(tooLong, formatted);
    }
    if (cause.message === comparedTooMuch) return formatOwn(queryTooComplex(tooRepetitive), formatted);
    // GraphQL's own refusals (validation, variables) are for the client; anything thrown inside is not.
    if (code !== 'INTERNAL_SERVER_ERROR') return formatted;
    // What has no path was refused before anything ran: an operation that is not served here.
    if (formatted.path === undefined) {
      return { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_USER_INPUT' } };
    }
  }
  return formatOwn(toLbgraphError(cause), formatted);
}

/** An error of ours at its place in the query and the answer. */
export function formatOwn(
  { code, message, details }: LbgraphError,
  { locations, path }: Place,
): GraphQLFormattedError {
  return {
    message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { ...details, code },
  };
}

/** What a resolver threw, out of the error that names its place. */
export function rootCause(error: unknown): unknown {
  let cause = error;
  while (isGraphQLError(cause) && cause.originalError !== undefined) cause = cause.originalError;
  return cause;
}

/** By shape: Apollo Server may have loaded another build of the same class, and has subclasses with names of their own. */
export function isGraphQLError(error: unknown): error is GraphQLError {
  return error instanceof Error && 'extensions' in error && 'locations' in error && 'nodes' in error;
}

const tooDeep = 'The query, or a value in it, is nested too deeply. Nest fewer brackets.';

/** What GraphQL says, and nothing more, when it gives up comparing the fields that would be merged in the answer. */
const comparedTooMuch = 'Validation aborted.';
const tooRepetitive =
  'The query selects the same fields too often to check whether they agree. Select each field once in a place.';

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

/** The parser stops at the limit; how long the query is, only counting tells. */
function checkLength({ source }: GraphQLError, limit: number): LbgraphError | null {
  const actual = source === undefined ? 0 : countTokens(source);
  if (actual <= limit) return null;
  const message = `The query has ${actual} tokens; maxTokens allows ${limit}. Pass values as variables, or ask in several queries.`;
  return queryTooComplex(message, { limit, actual });
}
