import { randomUUID } from 'node:crypto';
import type { Settings } from '../../settings.js';
import type { Answer } from '../../vendor.js';
import { jsonHeaders } from '../envelope.js';
import type { Refusal } from './errors.js';

export function toSuccess(payload: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { Response: { ...payload, RequestId: randomUUID() } };
}

/** A refusal as it goes over the wire: HTTP 200, no payload. */
export function toAnswer({ code, message }: Refusal, settings: Settings): Answer {
  return {
    kind: 'answer',
    status: 200,
    headers: jsonHeaders(settings),
    body: JSON.stringify(toSuccess({ Error: { Code: code, Message: message } })),
    code,
    rows: 0,
  };
}
