import type { WireRequest } from '../vendor.js';
import type { Parameters } from './signature.js';

/** Query for GET, form body for POST, whose query is ignored; decoded. Of a name sent twice the last one counts. */
export function readParameters({ method, query, body }: WireRequest): Parameters {
  return new Map(new URLSearchParams(method === 'POST' ? body.toString('utf8') : query));
}

/** The values of `name.0`, `name.1`, … in the order of their numbers, which may start anywhere. */
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

/** The elements of `name.0.field`, `name.1.field`, … in the order of their numbers, each a map of its fields. */
export function readRecords(parameters: Parameters, name: string): Parameters[] {
  const pattern = new RegExp(`^${name}\\.(\\d+)\\.(.+)$`);
  const records = new Map<number, Map<string, string>>();
  for (const [key, value] of parameters) {
    const [, at, field] = pattern.exec(key) ?? [];
    if (at === undefined || field === undefined) continue;
    const record = records.get(Number(at)) ?? new Map<string, string>();
    records.set(Number(at), record.set(field, value));
  }
  return [...records].sort(([a], [b]) => a - b).map(([, record]) => record);
}

/** The number, undefined if absent or empty, or null if it is not a whole number. */
export function readInteger(parameters: Parameters, name: string): number | null | undefined {
  const text = parameters.get(name);
  if (text === undefined || text === '') return undefined;
  return /^-?\d+$/.test(text) ? Number(text) : null;
}

/** Parameters without their numbers: `listenerIds.3` is `listenerIds.n`, `backends.1.port` is `backends.n.port`. */
const plainName = (name: string): string => name.replace(/\.\d+(?=\.|$)/g, '.n');

/** Common ones that tell neither who calls nor prove it. */
const HARMLESS: readonly string[] = ['Region', 'Version'];

const isShown = (name: string, documented: readonly string[]): boolean =>
  HARMLESS.includes(name) || documented.includes(plainName(name));

/** What a log may show of a call: documented parameters, lists written as `name.n`, and the region. */
export function loggableParameters(
  parameters: Parameters,
  documented: readonly string[],
): Record<string, string> {
  return Object.fromEntries([...parameters].filter(([name]) => isShown(name, documented)));
}

/** The values of all others but the action, as sent and with the `+` that an unescaped signature loses. */
export function unloggableValues(parameters: Parameters, documented: readonly string[]): string[] {
  return [...parameters]
    .filter(([name]) => !isShown(name, documented) && name !== 'Action')
    .flatMap(([, value]) => [value, value.replaceAll(' ', '+')]);
}
