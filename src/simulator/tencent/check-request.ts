import type { CallContext, SimulatedAccount, WireRequest } from '../vendor.js';
import {
  invalidParameter,
  missingParameter,
  replayed,
  signatureFailure,
  unknownSecretId,
  type Refusal,
} from './errors.js';
import type { ReplayGuard } from './replay-guard.js';
import { clockWindow, replayedNonce, unknownKey } from './settings.js';
import { isSignedBy, type Parameters } from './signature.js';

const REQUIRED: readonly string[] = ['Action', 'Timestamp', 'Nonce', 'SecretId', 'Signature'];

export interface Caller {
  /** Whose SecretId the call carries, if anybody's. */
  readonly account: SimulatedAccount | undefined;
  /** The vendor's own host names under which the call may be signed besides the received one. */
  readonly hosts: readonly string[];
  readonly replays: ReplayGuard;
}

/** Common parameters, key, signature, then time and nonce; null if all is well. */
export function checkIdentity(
  request: WireRequest,
  parameters: Parameters,
  { account, hosts, replays }: Caller,
  { now, settings }: CallContext,
): Refusal | null {
  const missing = REQUIRED.find((name) => !parameters.get(name));
  if (missing !== undefined) return missingParameter(missing);
  const stamp = parameters.get('Timestamp') ?? '';
  const nonce = parameters.get('Nonce') ?? '';
  if (!/^\d{1,12}$/.test(stamp)) return invalidParameter('Timestamp');
  if (!/^\d{1,20}$/.test(nonce)) return invalidParameter('Nonce');
  if (!account) return unknownSecretId(Number(settings.get(unknownKey)));
  const { id, key } = account.credentials;
  if (!isSignedBy(request, signedHosts(request, hosts), parameters, key, settings)) return signatureFailure();

  const windowMs = Number(settings.get(clockWindow)) * 1000;
  if (Math.abs(Math.floor(now / 1000) * 1000 - Number(stamp) * 1000) > windowMs) return replayed('Timestamp');
  const again = replays.sawBefore(`${id} ${stamp} ${nonce}`, now, 2 * windowMs + 1000);
  return again && settings.get(replayedNonce) === '4500' ? replayed('Nonce') : null;
}

/** The received name, then the vendor's own, each with and without the received port. */
function signedHosts({ headers }: WireRequest, own: readonly string[]): string[] {
  const received = headers['host'] ?? '';
  const name = received.replace(/:\d+$/, '');
  const port = received.slice(name.length);
  return [received, name, ...own.flatMap((host) => [host, host + port])];
}
