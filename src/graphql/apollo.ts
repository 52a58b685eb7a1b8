import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Context } from './context.js';
import { formatError, rootCause, toGraphQLError } from './format-error.js';
import { LbgraphError } from '../errors.js';

/** A request's context with the errors that were reported without making a field null. */
export type ReportingContext = Context & {
  readonly reported: readonly { readonly error: LbgraphError; readonly path: readonly (string | number)[] }[];
};

/** Puts reported errors beside those that were thrown, and the request's id into each. */
function errorsPlugin(log: Logger): ApolloServerPlugin<ReportingContext> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue }) => {
        for (const error of errors) {
          const cause = rootCause(error);
          if (cause instanceof LbgraphError && cause.code !== 'INTERNAL_SERVER_ERROR') continue;
          if (error === cause) continue;
          log.error({ err: cause, requestId: contextValue.requestId, path: error.path }, 'unexpected error');
        }
      },
      willSendResponse: async ({ response, contextValue }) => {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        const { requestId } = contextValue;
        const reported = contextValue.reported.map(({ error, path }) =>
          formatError(toGraphQLError(error, path).toJSON(), error),
        );
        const errors = [...(result.errors ?? []), ...reported].map((error) => ({
          ...error,
          extensions: { ...error.extensions, requestId },
        }));
        if (errors.length > 0) result.errors = errors;
      },
    }),
  };
}

/** Apollo Server as the gateway runs it. */
export function createApollo(schema: GraphQLSchema, log: Logger): ApolloServer<ReportingContext> {
  return new ApolloServer<ReportingContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    // Above 1000 tokens, nested brackets would overflow the parser's stack.
    parseOptions: { maxTokens: 1000 },
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
      errorsPlugin(log),
    ],
  });
}
