import { randomUUID } from 'node:crypto';

/** The header that carries a request's id, both ways. */
export const requestIdHeader = 'x-request-id';

const safeRequestId = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/**
 * The caller's own id where it is safe to repeat in headers and logs, else a new one.
 * An id that came twice is joined by a comma on the way in, and so is never safe.
 */
export function requestIdFrom(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' && safeRequestId.test(header) ? header : randomUUID();
}
