import type { Answer, CallContext, SimulatedAccount, WireRequest } from '../vendor.js';
import { invalidAuthorization, signatureExpired, signatureFailure } from './errors.js';
import { skewAt300, unknownKey } from './settings.js';
import { isSignedBy, parseAuthorization } from './signature.js';

export const VENDOR_HOST = 'console.zenlayer.com';
const SKEW_SECONDS = 300;

export type FindAccount = (keyId: string) => SimulatedAccount | undefined;

/** Form of the authorization, then skew, then key and signature; null if all is well. */
export function checkIdentity(
  request: WireRequest,
  findAccount: FindAccount,
  context: CallContext,
): Answer | null {
  const { headers, body } = request;
  const authorization = parseAuthorization(headers['authorization']);
  if (!authorization) return invalidAuthorization('The Authorization header is not in the required form.');
  if (headers['x-zc-signature-method'] !== 'ZC2-HMAC-SHA256') {
    return invalidAuthorization('X-ZC-Signature-Method must be ZC2-HMAC-SHA256.');
  }
  if (!['content-type', 'host'].every((name) => authorization.signedHeaders.includes(name))) {
    return invalidAuthorization('content-type and host must be signed.');
  }
  const timestamp = headers['x-zc-timestamp'] ?? '';
  if (!/^\d{1,12}$/.test(timestamp)) return invalidAuthorization('X-ZC-Timestamp must be Unix seconds.');
  const skew = Math.abs(Math.floor(context.now / 1000) - Number(timestamp));
  const most = context.settings.get(skewAt300) === 'accept' ? SKEW_SECONDS : SKEW_SECONDS - 1;
  if (skew > most) return signatureExpired();
  const account = findAccount(authorization.keyId);
  if (!account) {
    return context.settings.get(unknownKey) === 'AUTHFAILURE_SIGNATURE_FAILURE'
      ? signatureFailure()
      : invalidAuthorization('The access key id is not known.');
  }
  const received = { headers, body, timestamp };
  return isSignedBy(received, authorization, account.credentials.key, VENDOR_HOST)
    ? null
    : signatureFailure();
}
