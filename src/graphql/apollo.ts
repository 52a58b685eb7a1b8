import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FormattedExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { LbgraphError } from '../errors.js';
import type { Context } from './context.js';
import { formatError, rootCause } from './format-error.js';

/** A request's context with the errors that were reported without making a field null. */
export type ReportingContext = Context & {
  /** Called when the answer is made: the request waits for nothing any more. */
  readonly answered: () => void;
  readonly reported: readonly { readonly error: LbgraphError; readonly path: readonly (string | number)[] }[];
};

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly log: Logger;
  /** Told the code of each error of an answer, for metrics. */
  readonly onErrors?: (codes: readonly string[]) => void;
}

/** Puts reported errors beside those that were thrown, and the request's id into each. */
function errorsPlugin({
  log,
  onErrors,
}: Omit<ApolloOptions, 'schema'>): ApolloServerPlugin<ReportingContext> {
  return {
    // What is refused before it becomes an operation, such as a request that may be a cross-site one.
    invalidRequestWasReceived: () => {
      onErrors?.(['BAD_REQUEST']);
      return Promise.resolve();
    },
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors: ({ errors, contextValue: { requestId } }) => {
          for (const error of errors) {
            const cause = rootCause(error);
            // GraphQL's own refusals are the caller's to read, not the operator's.
            if (cause !== error) logUnexpected(log, cause, requestId, error.path);
          }
          return Promise.resolve();
        },
        willSendResponse: ({ response: { body }, contextValue }) => {
          contextValue.answered();
          for (const { error, path } of contextValue.reported) {
            logUnexpected(log, error, contextValue.requestId, path);
          }
          if (body.kind === 'single') {
            addErrors(body.singleResult, contextValue);
            onErrors?.(codesOf(body.singleResult.errors ?? []));
          }
          return Promise.resolve();
        },
      }),
  };
}

/** Errors that were made on purpose are logged where they arise; any other is a fault of ours. */
function logUnexpected(
  log: Logger,
  error: unknown,
  requestId: string,
  path: readonly (string | number)[] | undefined,
): void {
  if (error instanceof LbgraphError && error.code !== 'INTERNAL_SERVER_ERROR') return;
  const err = error instanceof LbgraphError ? (error.cause ?? error) : error;
  log.error({ err, requestId, path }, 'unexpected error');
}

function addErrors(result: FormattedExecutionResult, { reported, requestId }: ReportingContext): void {
  const added = reported.map(({ error, path }) => formatError({ message: error.message, path }, error));
  const errors = [...(result.errors ?? []), ...added];
  if (errors.length === 0) return;
  result.errors = errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));
}

function codesOf(errors: readonly GraphQLFormattedError[]): readonly string[] {
  return errors.map(({ extensions }) => String(extensions?.['code']));
}

/** Apollo Server as the gateway runs it. */
export function createApollo({ schema, log, ...options }: ApolloOptions): ApolloServer<ReportingContext> {
  return new ApolloServer<ReportingContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    // Above 1000 tokens, nested brackets would overflow the parser's stack.
    parseOptions: { maxLexicalTokens: 1000 },
    formatError,
    logger: {
      debug: (message) => log.debug(message),
      info: (message) => log.info(message),
      warn: (message) => log.warn(message),
      error: (message) => log.error(message),
    },
    plugins: [
      // Its hook on every field costs more than the rest of the pipeline.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      errorsPlugin({ log, ...options }),
    ],
  });
}
