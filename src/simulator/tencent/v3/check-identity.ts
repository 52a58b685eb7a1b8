import type { CallContext, SimulatedAccount, WireRequest } from '../../vendor.js';
import type { CallHead } from './call-head.js';
import { hostsOf, isOwnHost } from './call-head.js';
import { invalidParameter, missingParameter, refuse, signatureFailure, type Refusal } from './errors.js';
import { scopeMismatch, token } from './settings.js';
import { isSignedBy } from './signature.js';

const WINDOW_SECONDS = 300;
const MUST_BE_SIGNED: readonly string[] = ['content-type', 'host'];

/** Common headers, key, signature, then time; null if all is well. `account` is the one whose key id the call carries. */
export function checkIdentity(
  request: WireRequest,
  head: CallHead,
  account: SimulatedAccount | undefined,
  { now, settings }: CallContext,
): Refusal | null {
  const { action, version, timestamp, authorization } = head;
  const missing = Object.entries({ Action: action, Version: version, Timestamp: timestamp });
  const [name] = missing.find(([, value]) => value === '') ?? [];
  if (name !== undefined) return missingParameter(`X-TC-${name}`);
  if (!/^\d{1,12}$/.test(timestamp)) return invalidParameter('X-TC-Timestamp');
  if (!authorization || MUST_BE_SIGNED.some((header) => !authorization.signedHeaders.includes(header)))
    return refuse('AuthFailure.InvalidAuthorization', 'The header Authorization is not valid.');
  if (!account) return refuse('AuthFailure.SecretIdNotFound', 'The SecretId is not found.');

  const seconds = Number(timestamp);
  const sameDay = new Date(seconds * 1000).toISOString().slice(0, 10) === authorization.date;
  if (!sameDay || head.service !== authorization.service)
    return refuse(settings.get(scopeMismatch), 'The credential scope is not that of the request.');
  const hosts = signedHosts(request, head);
  if (!isSignedBy(request, authorization, timestamp, hosts, account.credentials.key))
    return signatureFailure();
  if (head.token !== '' && settings.get(token) !== 'accept')
    return refuse(settings.get(token), 'The token is not valid.');
  return Math.abs(Math.floor(now / 1000) - seconds) > WINDOW_SECONDS
    ? refuse('AuthFailure.SignatureExpire', 'The signature has expired.')
    : null;
}

/** The received name, then the vendor's own, each with and without the received port. */
function signedHosts({ headers }: WireRequest, { host, service }: CallHead): string[] {
  const received = headers['host'] ?? '';
  const port = /:\d+$/.exec(received)?.[0] ?? '';
  const own = isOwnHost(host) || service === null ? [] : hostsOf(service);
  return [...new Set([received, host, ...own.flatMap((name) => [name, name + port])])];
}
