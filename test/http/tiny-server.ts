import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { mount, type MountOptions, type Mounted } from '../../src/http/mount.js';
import type { HttpRequestContext } from '../../src/http/graphql-route.js';

export interface TinyContext {
  readonly request: HttpRequestContext;
}

const typeDefs = `
  type Query {
    hello(name: String = "world"): String!
    requestId: String!
    header(name: String!): String
    "Answers when the caller's signal fires, or after a second."
    wait(ms: Int = 1000): String!
  }
`;

/** What the resolvers saw, for tests that cannot see it from outside. */
export interface Seen {
  readonly aborts: unknown[];
  started: number;
}

export function tinyApollo(seen: Seen = { aborts: [], started: 0 }): ApolloServer<TinyContext> {
  return new ApolloServer<TinyContext>({
    typeDefs,
    resolvers: {
      Query: {
        hello: (_: unknown, { name }: { name: string }) => `hello ${name}`,
        requestId: (_: unknown, _args: unknown, { request }: TinyContext) => request.requestId,
        header: (_: unknown, { name }: { name: string }, { request }: TinyContext) =>
          request.headers.get(name),
        wait: (_: unknown, { ms }: { ms: number }, { request }: TinyContext) => {
          seen.started += 1;
          return waitFor(request.signal, ms, seen);
        },
      },
    },
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()],
    stopOnTerminationSignals: false,
  });
}

/** A mounted tiny server with everything that the gateway switches on. */
export async function mountTiny(
  options: Partial<MountOptions<TinyContext>> = {},
  seen?: Seen,
): Promise<Mounted & { readonly origin: string }> {
  const mounted = await mount(tinyApollo(seen), {
    context: (request) => ({ request }),
    ide: true,
    sdl: typeDefs,
    cacheControl: 'no-store',
    stampErrors: true,
    ...options,
  });
  return { ...mounted, origin: new URL(mounted.url).origin };
}

function waitFor(signal: AbortSignal, ms: number, seen: Seen): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('waited'), ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      seen.aborts.push(signal.reason);
      resolve('aborted');
    });
  });
}
