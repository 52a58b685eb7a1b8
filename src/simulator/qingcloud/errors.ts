import type { Settings } from '../settings.js';
import type { Answer, VendorFailure } from '../vendor.js';
import { errorMessage, errorStatus } from './settings.js';

/** A refusal in the vendor's form: HTTP 200, no `action`, the misspelling of 1100 being the vendor's own. */
export function refuse(retCode: number, message: string | null): Answer {
  return {
    kind: 'answer',
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message, ret_code: retCode }),
    code: retCode,
    rows: 0,
  };
}

const FIRST_SERVER_FAULT = 5000;

/** A refusal as the settings make the vendor send it. */
export function spellRefusal(answer: Answer, settings: Settings): Answer {
  const { code, body, status } = answer;
  if (typeof code !== 'number') return answer;
  const { message } = JSON.parse(body) as { message: string | null };
  const failed = code < FIRST_SERVER_FAULT ? 400 : 500;
  return {
    ...answer,
    status: settings.get(errorStatus) === '200' ? status : failed,
    body: JSON.stringify({
      message: settings.get(errorMessage) === 'null' ? null : message,
      ret_code: code,
    }),
  };
}

export const targetTooLong = (): Answer => transport(414, 'URI Too Long');

export const missingParameter = (name: string): Answer =>
  refuse(1100, `InvailidRequestFormat, missing parameter [${name}]`);

export const illegalParameter = (name: string): Answer =>
  refuse(1100, `InvailidRequestFormat, illegal parameter [${name}]`);

export const unknownAction = (action: string): Answer =>
  refuse(1101, `InvalidAction, no such action [${action}]`);

export const illegalAccessKey = (id: string): Answer =>
  refuse(1200, `AuthFailure, illegal access key [${id}]`);

export const signatureNotMatched = (): Answer => refuse(1200, 'AuthFailure, signature not matched');

export const requestExpired = (): Answer => refuse(1300, 'RequestExpired, time_stamp is out of range');

export const notFound = (id: string): Answer => refuse(2100, `ResourceNotFound, resource [${id}] not found`);

export const quotaExceeded = (): Answer => refuse(2500, 'QuotaExceeded, too many requests');

/** Anything but HTTP 200 comes from something in front of the API, and is not JSON. */
function transport(status: number, text: string): Answer {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'text/html' },
    body: `<html><body><h1>${status} ${text}</h1></body></html>`,
    code: null,
    rows: 0,
  };
}

export const failures: Readonly<Record<VendorFailure, (settings: Settings) => Answer>> = {
  http500: () => transport(500, 'Internal Server Error'),
  http429: () => transport(429, 'Too Many Requests'),
  'vendor-throttle': (settings) => spellRefusal(quotaExceeded(), settings),
  'vendor-internal': (settings) =>
    spellRefusal(refuse(5000, 'InternalError, please try again later'), settings),
  auth: (settings) => spellRefusal(signatureNotMatched(), settings),
};
