import type { WireRequest } from '../vendor.js';
import type { Parameters } from './signature.js';

/** Query for GET, form body for POST; decoded. */
export function readParameters({ method, query, body }: WireRequest): Parameters {
  return new Map(new URLSearchParams(method === 'POST' ? body.toString('utf8') : query));
}

/** The values of `name.1`, `name.2`, … in the order of their numbers; any whole number is taken for one. */
export function readList(parameters: Parameters, name: string): string[] {
  const pattern = new RegExp(`^${name}\\.(\\d+)$`);
  return [...parameters]
    .flatMap(([key, value]): [number, string][] => {
      const match = pattern.exec(key);
      return match ? [[Number(match[1]), value]] : [];
    })
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
}

/** The number, `fallback` if absent, or null if it is not a whole number. */
export function readInteger(parameters: Parameters, name: string, fallback: number): number | null {
  const text = parameters.get(name);
  if (text === undefined || text === '') return fallback;
  return /^-?\d+$/.test(text) ? Number(text) : null;
}

const IDENTITY: ReadonlySet<string> = new Set([
  'action',
  'access_key_id',
  'signature',
  'signature_method',
  'signature_version',
  'time_stamp',
  'expires',
]);

/** What a log may show of a call. */
export function loggableParameters(parameters: Parameters): Record<string, string> {
  return Object.fromEntries([...parameters].filter(([name]) => !IDENTITY.has(name)));
}
