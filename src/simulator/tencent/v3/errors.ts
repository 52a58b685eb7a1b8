import type { Settings } from '../../settings.js';
import { throttleCode } from './settings.js';

/** A call that API 3.0 refuses, not yet in its envelope. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly code: string;
  readonly message: string;
}

export function refuse(code: string, message: string): Refusal {
  return { kind: 'refusal', code, message };
}

export function isRefusal(value: object | null): value is Refusal {
  return value !== null && 'kind' in value && value.kind === 'refusal';
}

export const missingParameter = (name: string): Refusal =>
  refuse('MissingParameter', `The request is missing the parameter ${name}.`);

export const invalidParameter = (name: string, code = 'InvalidParameter'): Refusal =>
  refuse(code, `The parameter ${name} is not valid.`);

export const signatureFailure = (): Refusal =>
  refuse('AuthFailure.SignatureFailure', 'The signature does not match the request.');

export const quotaExceeded = (settings: Settings): Refusal =>
  refuse(settings.get(throttleCode), 'Too many requests, retry later.');

export const internalError = (): Refusal => refuse('InternalError', 'An internal error has occurred.');
