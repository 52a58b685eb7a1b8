import { randomUUID } from 'node:crypto';
import type { Settings } from '../settings.js';
import type { Answer } from '../vendor.js';
import type { Refusal } from './errors.js';
import { codeDesc, codeType, contentType, errorStatus, successMessage } from './settings.js';

/** How an edition of the documentation writes what did not fail, where no setting says otherwise. */
export interface Edition {
  readonly codeDesc: boolean;
  /** The text of `message`; "" unless told. */
  readonly message?: string;
  /** Set where a page has `msg`, with this text, instead of `message`. */
  readonly msg?: string;
}

export type Dialect = 'classic' | '2017-03-12';

/** `payload` stands beside the code in the classic dialect, and inside `Response` in that of 2017. */
export function toSuccess(
  payload: Readonly<Record<string, unknown>>,
  settings: Settings,
  edition: Edition,
  dialect: Dialect = 'classic',
): Record<string, unknown> {
  if (dialect !== 'classic') return { Response: { ...payload, RequestId: randomUUID() } };
  const text = settings.get(successMessage) === 'edition' ? (edition.message ?? '') : 'success';
  return {
    code: settings.get(codeType) === 'string' ? '0' : 0,
    ...(edition.msg === undefined ? { message: text } : { msg: edition.msg }),
    ...codeDescField('Success', settings, edition),
    ...payload,
  };
}

const FIRST_SERVER_FAULT = 6000;

/** A refusal as it goes over the wire: HTTP 200 by default, no payload. */
export function toAnswer(
  refusal: Refusal,
  settings: Settings,
  edition: Edition,
  dialect: Dialect = 'classic',
): Answer {
  const { code, name, message } = refusal;
  const failed = code < FIRST_SERVER_FAULT ? 400 : 500;
  const classic = {
    code: settings.get(codeType) === 'number' ? code : String(code),
    message,
    ...codeDescField(refusal.codeDesc, settings, edition),
  };
  const modern = { Response: { Error: { Code: name, Message: message }, RequestId: randomUUID() } };
  return {
    kind: 'answer',
    status: settings.get(errorStatus) === '200' ? 200 : failed,
    headers: jsonHeaders(settings),
    body: JSON.stringify(dialect === 'classic' ? classic : modern),
    code: dialect === 'classic' ? classic.code : name,
    rows: 0,
  };
}

export function jsonHeaders(settings: Settings): Record<string, string> {
  return { 'content-type': settings.get(contentType) };
}

function codeDescField(
  text: string,
  settings: Settings,
  { codeDesc: byEdition }: Edition,
): Record<string, string> {
  const choice = settings.get(codeDesc);
  const shown = choice === 'edition' ? byEdition : choice === 'present';
  return shown ? { codeDesc: text } : {};
}
