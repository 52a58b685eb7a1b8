import type { Answer, CallContext, SimulatedAccount, WireRequest } from '../vendor.js';
import {
  illegalAccessKey,
  illegalParameter,
  missingParameter,
  requestExpired,
  signatureNotMatched,
} from './errors.js';
import { readInteger } from './parameters.js';
import { PAGE_DEFAULT, PAGE_MAXIMUM } from './limits.js';
import { expires as expiresEffect, futureTimeStamp, illegalLimit, limitValues } from './settings.js';
import { isSignedBy, type Parameters } from './signature.js';
import { fromWireTime } from './wire-time.js';

const WINDOW_MS = 60_000;
/** The page on paging names these. */
const LISTED_LIMITS: readonly number[] = [10, 20, 50, 100];
const REQUIRED: readonly string[] = [
  'action',
  'access_key_id',
  'time_stamp',
  'signature_method',
  'signature_version',
  'signature',
];

/** Key, signature, then time, in the order of the sheet's checklist; null if all is well. */
export function checkIdentity(
  { method, path }: WireRequest,
  parameters: Parameters,
  account: SimulatedAccount | undefined,
  context: CallContext,
): Answer | null {
  const missing = REQUIRED.find((name) => !parameters.get(name));
  if (missing !== undefined) return missingParameter(missing);
  if (!account) return illegalAccessKey(parameters.get('access_key_id') ?? '');
  if (!isSignedBy(method, path, parameters, account.credentials.key)) return signatureNotMatched();
  return checkTime(parameters, context);
}

/** `expires`, where it is sent, stands in for the 60 seconds. */
function checkTime(parameters: Parameters, { now, settings }: CallContext): Answer | null {
  const stamp = fromWireTime(parameters.get('time_stamp') ?? '');
  if (stamp === null) return illegalParameter('time_stamp');
  const expiresText = parameters.get('expires');
  if (expiresText !== undefined && settings.get(expiresEffect) === 'replaces') {
    const expires = fromWireTime(expiresText);
    if (expires === null) return illegalParameter('expires');
    return expires < now ? requestExpired() : null;
  }
  if (now - stamp > WINDOW_MS) return requestExpired();
  return stamp - now > WINDOW_MS && settings.get(futureTimeStamp) === '1300' ? requestExpired() : null;
}

export interface Window {
  readonly kind: 'window';
  readonly offset: number;
  readonly limit: number;
  readonly verbose: number;
}

/** A limit above the maximum is clamped in silence. */
export function readWindow(parameters: Parameters, { settings }: CallContext): Window | Answer {
  const offset = readInteger(parameters, 'offset', 0);
  if (offset === null || offset < 0) return illegalParameter('offset');
  const verbose = readInteger(parameters, 'verbose', 0);
  if (verbose === null || verbose < 0) return illegalParameter('verbose');
  const limit = readInteger(parameters, 'limit', PAGE_DEFAULT);
  if (limit === null || limit < 1) {
    return settings.get(illegalLimit) === '1100'
      ? illegalParameter('limit')
      : { kind: 'window', offset, verbose, limit: PAGE_DEFAULT };
  }
  if (limit <= PAGE_MAXIMUM && !LISTED_LIMITS.includes(limit) && settings.get(limitValues) === 'listed')
    return illegalParameter('limit');
  return { kind: 'window', offset, verbose, limit: Math.min(limit, PAGE_MAXIMUM) };
}
