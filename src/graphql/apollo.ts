import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { errorsPlugin, type ErrorsPluginOptions, type ReportingContext } from './errors-plugin.js';
import { formatError } from './format-error.js';
import { createDocumentStore, createPersistedQueries, persistedQueryHashes } from './query-caches.js';
import { queryChecks } from './query-checks.js';
import type { QueryLimits } from './query-limits.js';
import { queryShapeRule } from './query-shape-rule.js';
import { tracePlugin, type TracedContext } from './trace-plugin.js';

/** What every request of the gateway comes with. */
export type GatewayContext = ReportingContext & TracedContext;

export interface ApolloOptions extends ErrorsPluginOptions {
  readonly schema: GraphQLSchema;
  readonly limits: QueryLimits;
}

/** Apollo Server as the gateway runs it. */
export function createApollo({ schema, limits, ...reporting }: ApolloOptions): ApolloServer<GatewayContext> {
  const { log } = reporting;
  const { maxTokens, maxValidationErrors } = limits;
  return new ApolloServer<GatewayContext>({
    schema,
    // Granted or refused request by request.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: maxTokens },
    validationRules: [queryShapeRule(limits)],
    validationOptions: { maxErrors: maxValidationErrors },
    executionOptions: { maxCoercionErrors: maxValidationErrors },
    documentStore: createDocumentStore(),
    persistedQueries: { cache: createPersistedQueries() },
    formatError: (formatted, error) => formatError(formatted, error, limits),
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
      errorsPlugin(reporting),
      // After it: by then the request is over, and its answer may have been replaced.
      tracePlugin(),
      persistedQueryHashes(),
      queryChecks(),
    ],
  });
}
