import { createHmac } from 'node:crypto';
import type { CallIdentity, SimulatedAccount, WireRequest } from '../../../../src/simulator/vendor.js';

const DOCUMENTED = ['balancer', 'listener', 'id', 'offset', 'limit'];
const MAX_SKEW_SECONDS = 300;

export function ownerOf(
  { headers }: WireRequest,
  accounts: readonly SimulatedAccount[],
): SimulatedAccount | undefined {
  return accounts.find(({ credentials }) => credentials.id === headers['x-acme-key']);
}

export function identify(request: WireRequest, accounts: readonly SimulatedAccount[]): CallIdentity {
  const query = new URLSearchParams(request.query);
  const named = DOCUMENTED.filter((name) => query.has(name));
  const limit = Number(query.get('limit') ?? 25);
  return {
    account: ownerOf(request, accounts)?.id ?? null,
    region: query.get('region'),
    action: request.path.replace('/v1/', ''),
    params: Object.fromEntries(
      named.map((name) => [name, name === 'id' ? query.getAll(name) : query.get(name)]),
    ),
    secrets: [request.headers['x-acme-signature'] ?? ''].filter((secret) => secret !== ''),
    page: Math.floor(Number(query.get('offset') ?? 0) / limit) + 1,
  };
}

/** Sheet "Requests": the code of the refusal, null for a call that is sound. */
export function refusalOf(
  { method, path, query, headers }: WireRequest,
  account: SimulatedAccount | undefined,
  now: number,
): string | null {
  if (account === undefined) return 'bad_key';
  const time = headers['x-acme-time'] ?? '';
  const text = `${method}\napi.acme.example\n${path}\n${query}\n${time}`;
  const expected = createHmac('sha256', account.credentials.key).update(text).digest('hex');
  if (headers['x-acme-signature'] !== expected) return 'bad_signature';
  return Math.abs(now / 1000 - Number(time)) <= MAX_SKEW_SECONDS ? null : 'stale_time';
}
