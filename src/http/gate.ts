import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { bearerToken } from '../auth/bearer.js';
import type { Authenticate, Caller } from '../auth/caller.js';
import { LbgraphError, toLbgraphError } from '../errors.js';
import { sendHttpError } from './http-error.js';

/** What else a route asks of a caller: null when it is met, else a sentence that says what is missing. */
export type Requirement = (caller: Caller, request: FastifyRequest) => string | null;

/** Lets pass who is known, before anything else of a request is read. */
export interface Gate {
  /** A route's hook that answers itself where a request may not pass. */
  readonly admit: (
    requirement: Requirement,
    isOpen?: (request: FastifyRequest) => boolean,
  ) => onRequestAsyncHookHandler;
  /** Who a request is from; null where everybody may ask. */
  readonly callerOf: (request: FastifyRequest) => Caller | null;
}

const statuses: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, OVERLOADED: 503 };

/** @param authenticate null where everybody may ask */
export function createGate(authenticate: Authenticate | null): Gate {
  const callers = new WeakMap<FastifyRequest, Caller>();
  return {
    callerOf: (request) => callers.get(request) ?? null,
    admit:
      (requirement, isOpen = () => false) =>
      async (request, reply) => {
        if (authenticate === null || isOpen(request)) return undefined;
        try {
          const caller = await authenticate(bearerToken(request.headers.authorization));
          const missing = requirement(caller, request);
          if (missing !== null) throw new LbgraphError('FORBIDDEN', missing);
          callers.set(request, caller);
          return undefined;
        } catch (error) {
          return refuse(request, reply, error);
        }
      },
  };
}

function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const { code, message, cause } = toLbgraphError(error);
  const status = statuses[code];
  if (status === undefined) throw cause ?? error;
  if (status !== 503) reply.header('www-authenticate', challenge(status, request.headers.authorization));
  return sendHttpError(reply, { status, code, message });
}

/** RFC 6750, section 3: what is wrong is told only to who sent a token. */
function challenge(status: number, sent: string | undefined): string {
  const realm = 'Bearer realm="lbgraph"';
  if (status === 403) return `${realm}, error="insufficient_scope"`;
  return sent === undefined ? realm : `${realm}, error="invalid_token"`;
}
