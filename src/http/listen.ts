import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Another server like the app's own. */
  readonly createServer: () => Server;
}

/**
 * Listens on every address that `host` has on this machine: localhost is two. Not left to the framework, whose further
 * servers would be Node's plain ones, without our limits.
 */
export async function listenOn(
  app: FastifyInstance,
  { host, port, createServer }: ListenOptions,
): Promise<void> {
  const addresses = host === 'localhost' ? await lookup(host, { all: true }) : [{ address: host }];
  const [first = { address: host }, ...rest] = addresses;
  await app.listen({ host: first.address, port });
  const bound = app.server.address();
  const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
  for (const { address } of rest) await listenToo(app.server, createServer(), address, boundPort);
}

async function listenToo(main: Server, server: Server, host: string, port: number): Promise<void> {
  try {
    server.listen({ host, port });
    await once(server, 'listening');
  } catch {
    // One address is enough: the machine may not have the other one.
    return;
  }
  main.once('close', () => {
    server.close();
    server.closeAllConnections();
  });
}
