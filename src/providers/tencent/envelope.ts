import type { Answer, WireResponse } from '../provider.js';
import { integer } from '../wire-values.js';
import {
  invalidResponse,
  toFailure,
  toHttpFailure,
  type FailureClass,
  type ModuleFailure,
  type Refusal,
} from './failures.js';

/** Where an action's answer holds its rows and their total: names from the outside in. */
export interface AnswerShape {
  readonly rows: readonly string[];
  /** Null when the action tells none. */
  readonly total: readonly string[] | null;
}

/**
 * What an answer means. Success is HTTP 200 with a `code` of 0; the vendor's own clients take any other status for a fault,
 * and read refusals from a 200. Pages spell an answer in several ways: `code` in a string, `msg` for `message`, no `codeDesc`.
 * No answer to a read has a request id.
 */
export function toAnswer(
  response: WireResponse,
  shape: AnswerShape,
  moduleFailures: readonly ModuleFailure[] = [],
): Answer {
  const body = parseJson(response.body);
  const code = toWhole(at(body, ['code']));
  if (code !== null && code !== 0) {
    const refusal = toRefusal(body, code);
    return fail(toFailure(refusal, moduleFailures), code, refusal.message, response);
  }
  if (response.status !== 200) {
    const told = code === null ? messageOf(body) : null;
    const message = told ?? `The vendor answered with HTTP ${response.status}.`;
    return fail(toHttpFailure(response.status), null, message, response);
  }
  if (code === null) return unreadable(response, 'is not the documented JSON');
  if (!isNameOfSuccess(at(body, ['codeDesc'])))
    return unreadable(response, 'names an error, yet its code is 0');
  const rows = at(body, shape.rows);
  if (!Array.isArray(rows)) return unreadable(response, `holds no list ${shape.rows.join('.')}`);
  const total = shape.total === null ? null : toTotal(at(body, shape.total));
  return { ok: true, rows, total, vendorRequestId: null };
}

/** Null for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What stands at a path of objects; undefined when a part of it is absent. A list has no names. */
export function at(value: unknown, path: readonly string[]): unknown {
  let inner = value;
  for (const name of path) {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return undefined;
    inner = Object.getOwnPropertyDescriptor(inner, name)?.value;
  }
  return inner;
}

function toWhole(value: unknown): number | null {
  return integer.safeParse(value).data ?? null;
}

/** A number of rows; null where none is told. */
export function toTotal(value: unknown): number | null {
  const total = toWhole(value);
  return total !== null && total >= 0 ? total : null;
}

/** Absent, null, "" and "Success" in any case. */
function isNameOfSuccess(codeDesc: unknown): boolean {
  const name = codeDesc ?? '';
  return typeof name === 'string' && ['', 'success'].includes(name.toLowerCase());
}

function messageOf(body: unknown): string | null {
  const isTold = (text: unknown): text is string => typeof text === 'string' && text !== '';
  return [at(body, ['message']), at(body, ['msg'])].find(isTold) ?? null;
}

function toRefusal(body: unknown, code: number): Refusal {
  const name = at(body, ['codeDesc']);
  const codeDesc = typeof name === 'string' ? name : '';
  const message = messageOf(body) ?? `The vendor refused with code ${code} and no message.`;
  return { code, codeDesc, message };
}

function unreadable(response: WireResponse, what: string): Answer {
  return fail(invalidResponse, null, `The vendor's answer ${what}.`, response);
}

function fail(
  kind: FailureClass,
  vendorCode: number | null,
  message: string,
  { headers }: WireResponse,
): Answer {
  const retryAfterMs = toRetryAfterMs(headers['retry-after']);
  return { ok: false, failure: { ...kind, vendorCode, message, vendorRequestId: null, retryAfterMs } };
}

/** HTTP's own `Retry-After` in whole seconds: undocumented here, yet a proxy in front may send it. */
export function toRetryAfterMs(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) * 1000 : null;
}
