import type { ApolloServerPlugin } from '@apollo/server';
import type { UpstreamTrace } from '../upstream/call-tally.js';
import type { Context } from './context.js';

/** How much of a request's upstream calls its answer tells: their numbers, or each of them as well. */
export const traceDetails = ['summary', 'calls'] as const;
export type TraceDetail = (typeof traceDetails)[number];

/** A request's context with the trace of its upstream calls. */
export type TracedContext = Context & {
  readonly trace: {
    readonly read: () => UpstreamTrace;
    /** Null: none is asked for. */ readonly detail: TraceDetail | null;
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
        willSendResponse: ({ response: { body }, operation, contextValue: { trace } }) => {
          if (trace.detail !== null && operation && body.kind === 'single') {
            const { calls, ...summary } = trace.read();
            const upstream = trace.detail === 'calls' ? { ...summary, calls } : summary;
            const { extensions } = body.singleResult;
            body.singleResult = { ...body.singleResult, extensions: { ...extensions, upstream } };
          }
          return Promise.resolve();
        },
      }),
  };
}
