import type { ApolloServerPlugin } from '@apollo/server';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { LbgraphError } from '../errors.js';
import type { Context } from './context.js';
import { formatOwn, isGraphQLError, rootCause } from './format-error.js';
import { withoutSuggestions, withShortMessage } from './message.js';

/** A request's context with the errors that were reported without making a field null. */
export type ReportingContext = Context & {
  /** Called when the answer is made: the request waits for nothing any more. */
  readonly answered: () => void;
  readonly reported: readonly { readonly error: LbgraphError; readonly path: readonly (string | number)[] }[];
};

export interface ErrorsPluginOptions {
  readonly log: Logger;
  /** Told the code of each error of an answer, for metrics. */
  readonly onErrors?: (codes: readonly string[]) => void;
}

/** Puts reported errors beside those that were thrown, and the request's id into each; tells callers what they may know. */
export function errorsPlugin({ log, onErrors }: ErrorsPluginOptions): ApolloServerPlugin<ReportingContext> {
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
            const isRefusal = cause === error || (isGraphQLError(cause) && error.path === undefined);
            if (!isRefusal) logUnexpected(log, cause, requestId, error.path);
          }
          return Promise.resolve();
        },
        willSendResponse: ({ response: { body, http }, contextValue }) => {
          contextValue.answered();
          for (const { error, path } of contextValue.reported) {
            logUnexpected(log, error, contextValue.requestId, path);
          }
          if (body.kind === 'single') {
            const whole = refusedWhole(contextValue);
            if (whole !== null) body.singleResult = { data: null, errors: [formatOwn(whole, {})] };
            const result = body.singleResult;
            result.errors = present(result, contextValue);
            if (result.errors.length === 0) delete result.errors;
            const codes = codesOf(result.errors ?? []);
            // Running out of stack is the query's doing, wherever it happens.
            if (http.status === 500 && new Set(codes).size === 1 && codes[0] === 'QUERY_TOO_COMPLEX')
              http.status = 400;
            onErrors?.(codes);
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

/** Why nothing of an answer is sent, or null: it would take too many calls, or be too large. */
function refusedWhole({ admission, budget }: ReportingContext): LbgraphError | null {
  return admission.refused() ?? budget.overspent();
}

function present(
  { data, errors = [] }: FormattedExecutionResult,
  context: ReportingContext,
): readonly GraphQLFormattedError[] {
  const { reported, requestId, grants, limits } = context;
  // An answer without data is a refusal.
  const thrown = data === undefined ? firstErrors(errors, limits.maxValidationErrors) : errors;
  // Of an answer that is not sent there is one thing to say.
  const added = (refusedWhole(context) === null ? reported : []).map(({ error, path }) =>
    formatOwn(error, { path }),
  );
  return [...thrown, ...added]
    .map((error) => withShortMessage(grants.introspect ? error : withoutSuggestions(error)))
    .map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));
}

/** At most so many; the last one, where there are more, is GraphQL's own that says so. */
function firstErrors(
  errors: readonly GraphQLFormattedError[],
  max: number,
): readonly GraphQLFormattedError[] {
  return errors.length <= max ? errors : [...errors.slice(0, max - 1), ...errors.slice(-1)];
}

function codesOf(errors: readonly GraphQLFormattedError[]): readonly string[] {
  return errors.map(({ extensions }) => String(extensions?.['code']));
}
