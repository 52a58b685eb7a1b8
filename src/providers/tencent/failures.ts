import type { ErrorCode } from '../../errors.js';
import type { Repeat } from '../provider.js';

/** What becomes of a failed call. */
export interface FailureClass {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly repeat: Repeat;
  readonly notFound: boolean;
}

/** What no repeat can mend is not retryable either. `notFound`: the vendor says that what was named does not exist. */
function failure(code: ErrorCode, repeat: Repeat, notFound = false): FailureClass {
  return { code, retryable: repeat !== 'never', repeat, notFound };
}

export const rejected = failure('UPSTREAM_REJECTED', 'never');
export const missing = failure('UPSTREAM_REJECTED', 'never', true);
export const failing = failure('UPSTREAM_UNAVAILABLE', 'soon');
export const busy = failure('UPSTREAM_UNAVAILABLE', 'later');
export const invalidResponse = failure('UPSTREAM_INVALID_RESPONSE', 'soon');
export const failed = failure('UPSTREAM_UNAVAILABLE', 'never');
export const unauthenticated = failure('UPSTREAM_UNAUTHENTICATED', 'never');
export const outOfTime = failure('UPSTREAM_UNAUTHENTICATED', 'signed-again');
export const forbidden = failure('UPSTREAM_FORBIDDEN', 'never');
export const rateLimited = failure('UPSTREAM_RATE_LIMITED', 'later');

/** What a range of codes means, both ends included. */
interface Meaning {
  readonly from: number;
  readonly to: number;
  /** Only with a `codeDesc` that begins so. */
  readonly codeDesc?: string;
  readonly means: FailureClass;
}

function range(from: number, to: number, means: FailureClass): Meaning {
  return { from, to, means };
}

function code(value: number, means: FailureClass): Meaning {
  return { from: value, to: value, means };
}

/** "Error codes": the public codes, the same for every product. The first that fits counts. */
const publicCodes: readonly Meaning[] = [
  // Another operation is under way on what is asked for.
  { ...code(4000, busy), codeDesc: 'IncorrectStatus.' },
  // A parameter is missing or malformed: our bug.
  code(4000, rejected),
  // Signature, identity.
  code(4100, unauthenticated),
  // No right to the action, to the resource, to this use of it.
  range(4101, 4103, forbidden),
  // Unknown key; bad token; second factor.
  range(4104, 4106, unauthenticated),
  // Other refusals of the access management.
  range(4107, 4199, forbidden),
  // The request expired.
  code(4200, outOfTime),
  // The account is blocked or not admitted.
  code(4300, forbidden),
  code(4400, rateLimited),
  // The time is off, or the nonce was seen before: another signature has new ones.
  code(4500, outOfTime),
  // Only https is served: our bug.
  code(4600, rejected),
  // Does not exist, was returned, or is another user's.
  code(5000, missing),
  // The operation failed; no repeat is advised.
  code(5100, failed),
  // A purchase failed: no read makes one.
  code(5200, rejected),
  // The balance.
  code(5300, forbidden),
  // Partly done.
  code(5400, rejected),
  // The owner's identity is not verified.
  code(5500, forbidden),
  code(6000, failing),
  // No such action at this host: our bug.
  code(6100, rejected),
  // Maintenance.
  code(6200, busy),
  // From 6000 on the vendor is at fault, below it the caller; for none of the rest is a repeat advised.
  range(6000, 6999, failed),
  range(-Infinity, Infinity, rejected),
];

/** Public codes, by their hundred, about keys and quota: no product has seen such a call. */
const beforeTheProduct: ReadonlySet<number> = new Set([41, 43, 44, 45]);

/** HTTP statuses other than 200. The vendor documents none: they come from what stands in front of it. */
const httpStatuses: readonly Meaning[] = [
  // A redirect, which is never followed.
  range(300, 399, failure('UPSTREAM_INVALID_RESPONSE', 'never')),
  code(401, unauthenticated),
  code(403, forbidden),
  code(408, failing),
  code(429, rateLimited),
  range(400, 499, rejected),
  range(500, 599, failing),
];

/** What a code inside a product means, which tells more than the public one around it. */
export interface ModuleFailure {
  readonly code: number;
  /** The name that comes with it in `codeDesc`; null when it has none that is its own. */
  readonly codeDesc: string | null;
  readonly means: FailureClass;
}

/** A failure as the vendor tells it. */
export interface Refusal {
  readonly code: number;
  /** '' when there is none. */
  readonly codeDesc: string;
  readonly message: string;
}

/** `(12003)text`: products write their own code at the start of the message. */
function toModuleCode(message: string): number | null {
  const digits = /^\s*\((-?\d{1,9})\)/.exec(message)?.[1];
  return digits === undefined ? null : Number(digits);
}

function meaningOf(table: readonly Meaning[], value: number, codeDesc = ''): FailureClass {
  const fits = (row: Meaning) =>
    row.from <= value && value <= row.to && codeDesc.startsWith(row.codeDesc ?? '');
  return table.find(fits)?.means ?? invalidResponse;
}

/**
 * What a refusal means: by the product's own code where it is a known one. Where that stands is not documented for every call: at the
 * start of the message, by its name in `codeDesc`, or in place of the public code.
 */
export function toFailure(
  { code, codeDesc, message }: Refusal,
  moduleFailures: readonly ModuleFailure[],
): FailureClass {
  const general = meaningOf(publicCodes, code, codeDesc);
  if (beforeTheProduct.has(Math.floor(code / 100))) return general;
  const moduleCode = toModuleCode(message);
  const known =
    moduleFailures.find((failure) => failure.code === moduleCode) ??
    moduleFailures.find((failure) => failure.code === code) ??
    moduleFailures.find((failure) => failure.codeDesc === codeDesc);
  return known?.means ?? general;
}

/** What an HTTP status other than 200 means where the body tells no code. */
export function toHttpFailure(status: number): FailureClass {
  return meaningOf(httpStatuses, status);
}
