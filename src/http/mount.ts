import type { AddressInfo } from 'node:net';
import type { ApolloServer, BaseContext } from '@apollo/server';
import type { Authenticate } from '../auth/caller.js';
import { connectionTimes, type ConnectionTimes } from './connection-times.js';
import { addCors } from './cors.js';
import { createApp, type AppOptions } from './create-app.js';
import { addDecompression } from './decompression.js';
import { addDrain } from './drain.js';
import { createGate } from './gate.js';
import { addGraphqlRoute, graphqlPath, type HttpRequestContext } from './graphql-route.js';
import { checkHosts } from './host-check.js';
import { createHttpServer } from './http-server.js';
import { addIde } from './ide-route.js';
import { listenOn } from './listen.js';
import { addMetricsRoute, metricsPath } from './metrics-route.js';
import type { MetricsPage } from './metrics.js';
import { addProbes, probePaths } from './probes.js';
import { addBodyParsers } from './request-body.js';
import { mayReadMetrics, mayReadSchema } from './requirements.js';
import { checkHeads } from './request-head.js';
import { addSchemaRoute } from './schema-route.js';
import { addSecurityHeaders } from './security-headers.js';
import { closeOnUnreadBodies } from './unread-body.js';

/** All but `context` has a default: then it is Apollo Server on a free port of the loopback address, nothing added. */
export interface MountOptions<Context extends BaseContext> extends Partial<
  Omit<AppOptions, 'times' | 'callerOf'>
> {
  readonly context: (request: HttpRequestContext) => Context | Promise<Context>;
  /** Who may ask; everybody unless given. */
  readonly authenticate?: Authenticate | null;
  readonly host?: string;
  readonly port?: number;
  /** How long an answer may take to make: an open connection is given more. */
  readonly deadlineMs?: number;
  /** Other waits than the defaults. */
  readonly times?: Partial<ConnectionTimes>;
  /** The origins whose pages may read answers; none unless told. */
  readonly corsOrigins?: readonly string[];
  /** Which names the Host header may have, in lower case and without the port; any unless told. */
  readonly isAllowedHost?: (name: string) => boolean;
  /** Whether a browser gets our IDE; otherwise Apollo Server's landing page, if it has one. */
  readonly ide?: boolean;
  /** Served at /schema.graphql when given. */
  readonly sdl?: string;
  /** Served at /metrics when given. */
  readonly metrics?: () => Promise<MetricsPage>;
  /** The cache-control of GraphQL answers that carry none. */
  readonly cacheControl?: string;
  /** Whether errors of requests that Apollo Server refuses carry the request's id too. */
  readonly stampErrors?: boolean;
}

export interface Mounted {
  /** Where GraphQL is served. */
  readonly url: string;
  /**
   * Lets what runs finish for `graceMs` (12 seconds unless told), aborts what is left a second later, and closes.
   * Stops the Apollo server too if `mount` started it. Asked again, gives the same promise.
   */
  readonly stop: (options?: { readonly graceMs?: number }) => Promise<void>;
}

const defaultBodyLimitBytes = 256 * 1024;
const defaultGraceMs = 12_000;
const defaultDeadlineMs = 25_000;

/** Our HTTP layer around any Apollo server, started or not. */
export async function mount<Context extends BaseContext>(
  server: ApolloServer<Context>,
  options: MountOptions<Context>,
): Promise<Mounted> {
  const startedHere = await ensureStarted(server);
  const { host = '127.0.0.1', port = 0, bodyLimitBytes = defaultBodyLimitBytes } = options;
  const gate = createGate(options.authenticate ?? null);
  const callerOf: AppOptions['callerOf'] = (request) => gate.callerOf(request)?.name ?? null;
  const times = { ...connectionTimes(options.deadlineMs ?? defaultDeadlineMs), ...options.times };
  const serverOptions = { times, bodyLimitBytes, onUnreadable: options.onUnreadable ?? (() => {}) };
  const app = createApp({ ...options, ...serverOptions, callerOf });
  closeOnUnreadBodies(app, times.lingerMs);
  await addSecurityHeaders(app);
  const { corsOrigins = [], isAllowedHost } = options;
  // Before whatever refuses, so that a page can read why.
  if (corsOrigins.length > 0) await addCors(app, corsOrigins);
  checkHeads(app);
  if (isAllowedHost !== undefined) checkHosts(app, isAllowedHost);
  const drain = addDrain(app, new Set([...probePaths, metricsPath]));
  addBodyParsers(app, bodyLimitBytes);
  await addDecompression(app);
  addProbes(app, () => !drain.isDraining());
  if (options.sdl !== undefined) addSchemaRoute(app, options.sdl, gate.admit(mayReadSchema));
  if (options.metrics !== undefined) addMetricsRoute(app, options.metrics, gate.admit(mayReadMetrics));
  addGraphqlRoute(app, {
    server,
    context: options.context,
    cacheControl: options.cacheControl ?? null,
    stampErrors: options.stampErrors ?? false,
    page: options.ide === true ? await addIde(app) : null,
    gate,
    ending: drain.ending,
  });
  const close = async () => {
    await app.close();
    if (startedHere) await server.stop();
  };
  try {
    await listenOn(app, {
      host,
      port,
      createServer: () => createHttpServer((...exchange) => app.routing(...exchange), serverOptions),
    });
  } catch (error) {
    await close();
    throw error;
  }

  const stop = async (graceMs: number) => {
    await drain.start(graceMs);
    await close();
  };
  let stopped: Promise<void> | undefined;
  return {
    url: urlOf(app.server.address(), host),
    stop: ({ graceMs = defaultGraceMs } = {}) => (stopped ??= stop(graceMs)),
  };
}

/** Whether it had to be started. */
async function ensureStarted<Context extends BaseContext>(server: ApolloServer<Context>): Promise<boolean> {
  try {
    server.assertStarted('mount');
    return false;
  } catch {
    await server.start();
    return true;
  }
}

// An address that stands for every interface cannot be opened by every client; the loopback address can.
function urlOf(address: AddressInfo | string | null, host: string): string {
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}${graphqlPath}`;
}
