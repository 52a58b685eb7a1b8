import type { ApolloServerPlugin } from '@apollo/server';
import type { UpstreamTrace } from '../upstream/call-tally.js';
import type { Context } from './context.js';
import { withSaved } from './saved-calls.js';

/** How much of a request's upstream calls its answer tells: their numbers, or each of them as well. */
export const traceDetails = ['summary', 'calls'] as const;
export type TraceDetail = (typeof traceDetails)[number];

/** A request's context with the trace of its upstream calls. */
export type TracedContext = Context & {
  readonly trace: {
    readonly read: () => UpstreamTrace;
    /** Null: none is asked for. */
    readonly detail: TraceDetail | null;
    /** Whether anything was at hand when the request came. */
    readonly hasKept: boolean;
  };
};

/**
 * Puts the trace into the answer where one is asked for, as `extensions.upstream`. A request that is refused after its operation was
 * found has one too, all zero; one without an operation has none.
 */
export function tracePlugin(): ApolloServerPlugin<TracedContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: async ({ response: { body }, request, document, operation, contextValue }) => {
          const { detail, read, hasKept } = contextValue.trace;
          if (detail === null || !operation || document === undefined || body.kind !== 'single') return;
          const { data, extensions } = body.singleResult;
          const query = { document, operation, variables: request.variables ?? {} };
          // Without data nothing was run.
          const isSaving = hasKept && data !== null && data !== undefined;
          const { calls, ...summary } = isSaving ? await withSaved(read(), query, contextValue) : read();
          const upstream = detail === 'calls' ? { ...summary, calls } : summary;
          body.singleResult = { ...body.singleResult, extensions: { ...extensions, upstream } };
        },
      }),
  };
}
