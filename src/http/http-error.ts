import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '../errors.js';
import { acceptedType } from './accepted-type.js';

/** The types in which GraphQL answers are offered; the first is for callers without a wish. */
export const graphqlTypes = ['application/json', 'application/graphql-response+json'] as const;

/** The code of the error for a body that is not JSON. */
export const invalidJson = 'LBGRAPH_INVALID_JSON';

/** A refusal that happens before GraphQL: what goes out, in GraphQL's own error form. */
export interface HttpError {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly limit?: number;
  /** What was over the limit, where it is known. */
  readonly actual?: number;
}

/** The body of a refusal. */
export function httpErrorBody(error: HttpError, requestId: string): string {
  const { code, limit, actual } = error;
  const extensions = {
    code,
    requestId,
    ...(limit === undefined ? {} : { limit }),
    ...(actual === undefined ? {} : { actual }),
  };
  return `${JSON.stringify({ errors: [{ message: error.message, extensions }] })}\n`;
}

/**
 * Answers with a refusal, in the GraphQL type that the caller prefers, or in JSON if it takes neither; never cached,
 * since the same request may succeed later.
 */
export function sendHttpError(reply: FastifyReply, error: HttpError): FastifyReply {
  const type = acceptedType(reply.request.headers.accept, graphqlTypes) ?? graphqlTypes[0];
  return reply
    .code(error.status)
    .header('cache-control', 'no-store')
    .type(`${type}; charset=utf-8`)
    .send(httpErrorBody(error, reply.request.id));
}

/**
 * What the HTTP framework threw, as a refusal. Texts are ours: the framework's may repeat parts of the request.
 * Anything that is not the client's mistake is an internal error, and tells nothing.
 */
export function toHttpError(error: unknown, bodyLimitBytes: number): HttpError {
  const { status, code } = frameworkError(error);
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return {
        status: 413,
        code: 'BAD_USER_INPUT',
        message: `The request body is larger than ${bodyLimitBytes} bytes.`,
        limit: bodyLimitBytes,
      };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return unsupportedMediaType('The content-type header cannot be read. Send application/json.');
    case invalidJson:
      return { status: 400, code: 'BAD_USER_INPUT', message: 'Invalid JSON in the request body.' };
    case 'FST_ERR_BAD_URL':
      return { status: 400, code: 'BAD_USER_INPUT', message: 'The request path cannot be decoded.' };
  }
  if (status >= 400 && status < 500) {
    const reason = STATUS_CODES[status] ?? 'Refused';
    return { status, code: 'BAD_USER_INPUT', message: `The request cannot be read: ${reason}.` };
  }
  return {
    status: 500,
    code: 'INTERNAL_SERVER_ERROR',
    message: 'Something went wrong inside the gateway.',
  };
}

/** A body in a form that is not read here. */
export function unsupportedMediaType(message: string): HttpError {
  return { status: 415, code: 'BAD_USER_INPUT', message };
}

function frameworkError(error: unknown): { status: number; code: string } {
  if (!(error instanceof Error)) return { status: 500, code: '' };
  return {
    status: 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500,
    code: 'code' in error && typeof error.code === 'string' ? error.code : '',
  };
}
