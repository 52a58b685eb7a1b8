import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { FinishedRequest } from './create-app.js';

/** One upstream call that was sent: each value comes from the configuration or a provider, never from a caller. */
export interface UpstreamCall {
  readonly account: string;
  readonly provider: string;
  readonly region: string | null;
  readonly action: string;
  /** `OK`, or the code of the error. */
  readonly code: string;
  readonly ms: number;
}

/** What `/metrics` answers, in Prometheus' text format. */
export interface MetricsPage {
  readonly contentType: string;
  readonly body: string;
}

/** The numbers of one server. */
export interface Metrics {
  readonly requestFinished: (request: FinishedRequest) => void;
  /** What came was no request: it counts as one all the same. */
  readonly unreadableRefused: (status: number) => void;
  readonly upstreamCalled: (call: UpstreamCall) => void;
  /** Reads of one request: answered from what was at hand, or brought. */
  readonly cacheRead: (reads: { readonly hits: number; readonly misses: number }) => void;
  readonly graphqlFailed: (codes: readonly string[]) => void;
  readonly read: () => Promise<MetricsPage>;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];

/** What a caller may choose is never a label: any other method is one of these to us. */
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);

/** With a registry of its own, so that several servers in one process do not count together. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'lbgraph_http_requests_total',
    help: 'HTTP requests by route, method and status; status "aborted" where the client left before its answer was sent.',
    labelNames: ['route', 'method', 'status'] as const,
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'lbgraph_http_request_duration_seconds',
    help: 'From the head of an HTTP request to the end of its answer.',
    labelNames: ['route'] as const,
    buckets: seconds,
    registers,
  });
  const calls = new Counter({
    name: 'lbgraph_upstream_calls_total',
    help: 'Upstream calls that were sent, each attempt by itself, by their outcome: OK or the code of the error.',
    labelNames: ['account', 'provider', 'region', 'action', 'code'] as const,
    registers,
  });
  const callSeconds = new Histogram({
    name: 'lbgraph_upstream_call_duration_seconds',
    help: 'From the sending of an upstream call to its outcome.',
    labelNames: ['provider', 'action'] as const,
    buckets: seconds,
    registers,
  });
  const reads = new Counter({
    name: 'lbgraph_cache_reads_total',
    help: 'Reads of a list, a total or a record: "hit" from what was at hand, "miss" where a call had to be waited for.',
    labelNames: ['result'] as const,
    registers,
  });
  const errors = new Counter({
    name: 'lbgraph_graphql_errors_total',
    help: 'Errors in GraphQL answers by extensions.code.',
    labelNames: ['code'] as const,
    registers,
  });
  reads.inc({ result: 'hit' }, 0);
  reads.inc({ result: 'miss' }, 0);

  return {
    requestFinished: ({ route, method, status, durationMs, complete }) => {
      const known = { route: route ?? 'unknown', method: methods.has(method) ? method : 'other' };
      requests.inc({ ...known, status: complete ? String(status) : 'aborted' });
      requestSeconds.observe({ route: known.route }, durationMs / 1000);
    },
    unreadableRefused: (status) =>
      requests.inc({ route: 'unknown', method: 'other', status: String(status) }),
    upstreamCalled: ({ account, provider, region, action, code, ms }) => {
      calls.inc({ account, provider, region: region ?? '', action, code });
      callSeconds.observe({ provider, action }, ms / 1000);
    },
    cacheRead: ({ hits, misses }) => {
      reads.inc({ result: 'hit' }, hits);
      reads.inc({ result: 'miss' }, misses);
    },
    graphqlFailed: (codes) => {
      for (const code of codes) errors.inc({ code });
    },
    read: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
