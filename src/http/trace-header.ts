import type { FastifyReply, FastifyRequest } from 'fastify';
import { traceDetails, type TraceDetail } from '../graphql/trace-plugin.js';
import { sendHttpError } from './http-error.js';

/** Asks for a trace of the upstream calls that an answer takes. */
export const traceHeader = 'x-upstream-trace';

/** What the header of a request asks for; null where it has none, or no value that is known. */
export function toTraceDetail(value: string | undefined): TraceDetail | null {
  return traceDetails.find((detail) => detail === value) ?? null;
}

/** Refuses a value that nobody could keep, before anything is read or run. */
export async function refuseUnknownTrace(
  { headers }: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const value = headers[traceHeader];
  if (value === undefined || (typeof value === 'string' && toTraceDetail(value) !== null)) return undefined;
  return sendHttpError(reply, {
    status: 400,
    code: 'BAD_USER_INPUT',
    message: `The ${traceHeader} header takes one of: ${traceDetails.join(', ')}.`,
  });
}
