import type { Answer, WireResponse } from '../../provider.js';
import { at, parseJson, toRetryAfterMs, toTotal, type AnswerShape } from '../envelope.js';
import { invalidResponse, toHttpFailure, type FailureClass } from '../failures.js';
import { toFailure, type Meanings } from './failures.js';

export interface ModernShape extends AnswerShape {
  /** Whether the list may be left out where there is nothing; else that is no answer. */
  readonly mayLackRows?: boolean;
}

/**
 * What an answer of API 3.0 means. Success is HTTP 200 with a `Response` without an `Error`; every answer has a request id. A list may be
 * null, which is how some calls say that there is nothing.
 * @param shape names inside `Response`
 * @param ownCodes what codes of the product mean
 */
export function toAnswer(response: WireResponse, shape: ModernShape, ownCodes: Meanings = {}): Answer {
  const body = at(parseJson(response.body), ['Response']);
  const vendorRequestId = textOf(at(body, ['RequestId']));
  const fail = (kind: FailureClass, vendorCode: string | null, message: string): Answer => {
    const retryAfterMs = toRetryAfterMs(response.headers['retry-after']);
    return { ok: false, failure: { ...kind, vendorCode, message, vendorRequestId, retryAfterMs } };
  };
  const error = at(body, ['Error']);
  const code = textOf(at(error, ['Code']));
  if (code !== null) {
    const message = textOf(at(error, ['Message'])) ?? `The vendor refused with ${code} and no message.`;
    return fail(toFailure(code, ownCodes), code, message);
  }
  if (response.status !== 200) {
    return fail(toHttpFailure(response.status), null, `The vendor answered with HTTP ${response.status}.`);
  }
  const unreadable = (what: string) => fail(invalidResponse, null, `The vendor's answer ${what}.`);
  if (!isObject(body)) return unreadable('is not the documented JSON');
  if (error !== undefined && error !== null) return unreadable('holds an error without a code');
  const told = at(body, shape.rows);
  const rows = told === undefined && shape.mayLackRows === true ? null : told;
  if (rows !== null && !Array.isArray(rows)) return unreadable(`holds no list ${shape.rows.join('.')}`);
  const total = shape.total === null ? null : toTotal(at(body, shape.total));
  return { ok: true, rows: rows ?? [], total, vendorRequestId };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
