import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A request whose head was read, and its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What goes on on the connections of a server. */
export interface Exchanges {
  /** Requests whose answers are not wholly sent, oldest first. */
  readonly open: (socket: Socket) => readonly Exchange[];
  /** The request that was read last, answered or not. */
  readonly last: (socket: Socket) => Exchange | undefined;
  readonly track: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface ExchangesOptions {
  /** From an answer to the whole head of the next request. */
  readonly idleMs: number;
  /** Without progress while an answer is sent. */
  readonly stalledAnswerMs: number;
  readonly inactivityMs: number;
}

interface Tracked {
  readonly open: Exchange[];
  last?: Exchange;
  idle?: NodeJS.Timeout;
}

/** Follows each connection's requests, since a refusal has to know whether an answer was already begun. */
export function createExchanges({ idleMs, stalledAnswerMs, inactivityMs }: ExchangesOptions): Exchanges {
  const bySocket = new WeakMap<Socket, Tracked>();
  const trackedOf = (socket: Socket): Tracked => {
    const known = bySocket.get(socket);
    if (known !== undefined) return known;
    const tracked: Tracked = { open: [] };
    bySocket.set(socket, tracked);
    socket.once('close', () => clearTimeout(tracked.idle));
    return tracked;
  };
  return {
    open: (socket) => bySocket.get(socket)?.open ?? [],
    last: (socket) => bySocket.get(socket)?.last,
    track: (request, response) => {
      const { socket } = request;
      // Node, the framework and several of our own pieces wait for one end: more than Node takes for a leak.
      response.setMaxListeners(20);
      const tracked = trackedOf(socket);
      const exchange = { request, response };
      clearTimeout(tracked.idle);
      tracked.open.push(exchange);
      tracked.last = exchange;
      response.once('close', () => {
        tracked.open.splice(tracked.open.indexOf(exchange), 1);
        if (socket.destroyed) return;
        const [next] = tracked.open;
        if (next !== undefined) socket.setTimeout(next.response.headersSent ? stalledAnswerMs : inactivityMs);
        // Not by Node's keep-alive timeout alone: line breaks, which may come before a request, start it anew.
        else tracked.idle = setTimeout(() => socket.destroy(), idleMs).unref();
      });
    },
  };
}
