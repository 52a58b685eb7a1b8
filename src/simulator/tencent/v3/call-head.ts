import type { WireRequest } from '../../vendor.js';
import { isOfAlgorithm, readAuthorization, type Authorization } from './authorization.js';

const DOMAIN = '.tencentcloudapi.com';

/** What a 3.0 call says of itself outside its parameters; nothing of it is verified. Texts are "" where absent. */
export interface CallHead {
  readonly action: string;
  readonly version: string;
  readonly region: string;
  /** UNIX seconds, as sent. */
  readonly timestamp: string;
  readonly token: string;
  readonly authorization: Authorization | null;
  /** Without its port. */
  readonly host: string;
  /** Whose call it is by the host name, or else by the credential scope; null if neither tells. */
  readonly service: string | null;
}

export function readHead({ headers }: Pick<WireRequest, 'headers'>): CallHead {
  const header = (name: string): string => headers[name] ?? '';
  const authorization = readAuthorization(headers['authorization']);
  const host = nameOf(header('host'));
  return {
    action: header('x-tc-action'),
    version: header('x-tc-version'),
    region: header('x-tc-region'),
    timestamp: header('x-tc-timestamp'),
    token: header('x-tc-token'),
    authorization,
    host,
    service: isOwnHost(host) ? (host.split('.')[0] ?? null) : (authorization?.service ?? null),
  };
}

/** Whether a request is one of API 3.0, which has one path and names its action in a header. */
export function isModernCall({ path, headers }: WireRequest): boolean {
  if (path !== '/') return false;
  const named = headers['x-tc-action'] !== undefined || isOfAlgorithm(headers['authorization']);
  return named || isOwnHost(nameOf(headers['host'] ?? ''));
}

/** The vendor's names of a service, those of its regions left out. */
export function hostsOf(service: string): string[] {
  return [`${service}${DOMAIN}`, `${service}.intl${DOMAIN}`];
}

const nameOf = (host: string): string => host.replace(/:\d+$/, '').toLowerCase();

export function isOwnHost(host: string): boolean {
  return host.endsWith(DOMAIN);
}
