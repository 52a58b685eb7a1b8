import { randomUUID } from 'node:crypto';
import type { Settings } from '../settings.js';
import type { Answer, VendorFailure } from '../vendor.js';
import { retryAfter } from './settings.js';

export function newRequestId(): string {
  return `T${randomUUID().toUpperCase()}`;
}

/** A failure in the vendor's form: a flat body without `response`, under an HTTP error status. */
export function refuse(status: number, code: string, message: string): Answer {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ requestId: newRequestId(), code, message }),
    code,
    rows: 0,
  };
}

export const invalidAuthorization = (reason: string): Answer =>
  refuse(401, 'AUTHFAILURE_INVALID_AUTHORIZATION', reason);

export const signatureFailure = (): Answer =>
  refuse(401, 'AUTHFAILURE_SIGNATURE_FAILURE', 'The signature does not match.');

export const signatureExpired = (): Answer =>
  refuse(
    401,
    'AUTHFAILURE_SIGNATURE_EXPIRED',
    'Request time and server time differ by more than five minutes.',
  );

/** Also what an action that does not exist gets. */
export const unauthorizedOperation = (action: string): Answer =>
  refuse(
    401,
    'AUTHFAILURE_UNAUTHORIZED_OPERATION',
    `The operation \`${action}\` is not permitted or does not exist.`,
  );

const RETRY_AFTER_S = '1';

export const limitExceeded = (settings: Settings): Answer =>
  withRetryAfter(refuse(429, 'REQUEST_LIMIT_EXCEEDED', 'Too many requests.'), settings);

function withRetryAfter(answer: Answer, settings: Settings): Answer {
  if (settings.get(retryAfter) === 'absent') return answer;
  return { ...answer, headers: { ...answer.headers, 'retry-after': RETRY_AFTER_S } };
}

export const badArgument = (code: string, name: string): Answer =>
  refuse(400, code, `The parameter \`${name}\` is refused.`);

export const notFound = (code: string, id: string): Answer =>
  refuse(404, code, `The resource \`${id}\` is not found.`);

export const resourceNotFound = (id: string): Answer => notFound('OPERATION_FAILED_RESOURCE_NOT_FOUND', id);

export const zoneNotFound = (zoneId: string): Answer =>
  refuse(404, 'INVALID_ZONE_NOT_FOUND', `The specified zoneId \`${zoneId}\` is not found`);

/** From something in front of the API: not JSON. */
export const edge = (status: number, text: string): Answer => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><body><h1>${status} ${text}</h1></body></html>`,
  code: null,
  rows: 0,
});

export const failures: Readonly<Record<VendorFailure, (settings: Settings) => Answer>> = {
  http500: () => refuse(500, 'INTERNAL_SERVER_ERROR', 'An internal error has occurred.'),
  http429: (settings) => withRetryAfter(edge(429, 'Too Many Requests'), settings),
  'vendor-throttle': limitExceeded,
  'vendor-internal': () =>
    refuse(503, 'SERVICE_TEMPORARY_UNAVAILABLE', 'The service is temporarily unavailable.'),
  auth: signatureFailure,
};
