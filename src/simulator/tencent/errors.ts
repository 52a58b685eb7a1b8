/** A call that the vendor refuses, not yet in the words of an envelope. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly code: number;
  readonly codeDesc: string;
  /** The name of the same error in the dialect of 2017. */
  readonly name: string;
  readonly message: string;
}

interface PublicError {
  /** Documented for few codes; otherwise a name of our own choice, near that of the dialect of 2017. */
  readonly codeDesc: string;
  readonly name: string;
}

const PUBLIC_ERRORS: ReadonlyMap<number, PublicError> = new Map([
  [4000, { codeDesc: 'InvalidParameter', name: 'InvalidParameter' }],
  [4100, { codeDesc: 'AuthFailure', name: 'InvalidParameter.SignatureFailure' }],
  [4104, { codeDesc: 'InvalidParameter.SecretIdNotFound', name: 'InvalidParameter.SecretIdNotFound' }],
  [4400, { codeDesc: 'RequestLimitExceeded', name: 'InvalidRequest.LimitExceeded' }],
  [4500, { codeDesc: 'InvalidRequest.ReplayAttack', name: 'InvalidRequest.ReplayAttack' }],
  [5000, { codeDesc: 'ResourceNotFound', name: 'InternalError.ResourceOpFailed' }],
  [5100, { codeDesc: 'InternalError.ResourceOpFailed', name: 'InternalError.ResourceOpFailed' }],
  [6000, { codeDesc: 'InternalError', name: 'InternalError' }],
  [6100, { codeDesc: 'InvalidAction.NotFound', name: 'InvalidAction.NotFound' }],
]);

/** `own` takes the place of the public names, where a product has words of its own for a failure. */
export function refuse(code: number, message: string, own: Partial<PublicError> = {}): Refusal {
  const known = PUBLIC_ERRORS.get(code) ?? { codeDesc: 'InternalError', name: 'InternalError' };
  return { kind: 'refusal', code, message, ...known, ...own };
}

export const missingParameter = (name: string): Refusal => refuse(4000, `missing parameter ${name}`);

export const invalidParameter = (name: string): Refusal => refuse(4000, `invalid parameter ${name}`);

export const signatureFailure = (): Refusal =>
  refuse(4100, 'Authentication failed. The signature does not match.');

export const unknownSecretId = (code: number): Refusal =>
  refuse(code, 'Authentication failed. SecretId does not exist');

export const replayed = (what: 'Nonce' | 'Timestamp'): Refusal =>
  refuse(4500, what === 'Nonce' ? 'Nonce was used before' : 'Timestamp is out of range');

export const unknownAction = (action: string): Refusal => refuse(6100, `no such API: ${action}`);

export const quotaExceeded = (): Refusal => refuse(4400, 'request quota exceeded, retry later');

export const internalError = (): Refusal => refuse(6000, 'internal error');
