import type { GraphQLFormattedError } from 'graphql';

const maxLength = 1000;
const headLength = 600;

/** GraphQL repeats the values that it refuses, however long: the middle of a message that is too long is left out. */
export function withShortMessage(error: GraphQLFormattedError): GraphQLFormattedError {
  const { message } = error;
  if (message.length <= maxLength) return error;
  const tail = message.slice(message.length - (maxLength - headLength - 3));
  return { ...error, message: `${message.slice(0, headLength)} … ${tail}` };
}

const suggesting: ReadonlySet<unknown> = new Set(['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);
const suggestion = 'Did you mean ';

/** Without the names of the schema that GraphQL offers in place of one that is not there. */
export function withoutSuggestions(error: GraphQLFormattedError): GraphQLFormattedError {
  const { message, extensions } = error;
  if (!suggesting.has(extensions?.['code']) || !message.endsWith('?')) return error;
  const start = message.lastIndexOf(suggestion);
  return start === -1 ? error : { ...error, message: message.slice(0, start).trimEnd() };
}
