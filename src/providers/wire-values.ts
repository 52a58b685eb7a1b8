import { z } from 'zod';
import { isAddress } from '../model/address.js';
import type { JsonObject, JsonValue } from '../model/json.js';

/**
 * Readers for what vendors put on the wire. A number in a string, null, "" and an absent field are normal; a value of
 * another type makes the row malformed.
 */

/** Text; null, absent and "" become null. A number is taken as its digits. */
export const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === undefined || value === null || value === '' ? null : String(value)));

/** A name that must be there: ids. */
export const identifier = z.string().min(1);

/** A whole number, also in a string; null, absent, "" and what GraphQL's Int cannot hold become null. */
export const integer = z
  .union([z.int(), z.string().regex(/^-?\d{1,15}$/), z.literal('')])
  .nullish()
  .transform((value) => {
    const number = value === undefined || value === null || value === '' ? null : Number(value);
    return number !== null && number >= -(2 ** 31) && number < 2 ** 31 ? number : null;
  });

/** A port, 1 to 65535, also in a string; null when it is none. */
export function toPort(value: string | number | null): number | null {
  const port = /^\d{1,5}$/.test(String(value ?? '')) ? Number(value) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

/** A list; null and absent become an empty one. */
export function listOf<T extends z.ZodType>(element: T) {
  return z
    .array(element)
    .nullish()
    .transform((value) => value ?? []);
}

/** The valid IP addresses among some values, each once, in their order. */
export function toAddresses(values: readonly (string | null | undefined)[]): readonly string[] {
  const addresses = values.filter((value): value is string => typeof value === 'string' && isAddress(value));
  return [...new Set(addresses)];
}

/**
 * A vendor's time as RFC 3339 in UTC, null when it cannot be read. A time without a zone is read in the given zone:
 * 'Z' or an offset like '+08:00'.
 */
export function toUtc(value: string | null, zone: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/.exec(value ?? '');
  if (match === null) return null;
  const [, day = '', time = '', fraction = '', ownZone] = match;
  const instant = Date.parse(`${day}T${time}${fraction}${ownZone ?? zone}`);
  // A day that does not exist would be read as one of the next month.
  const local = Date.parse(`${day}T${time}Z`);
  const exists = !Number.isNaN(local) && new Date(local).toISOString().startsWith(`${day}T${time}`);
  return Number.isNaN(instant) || !exists ? null : new Date(instant).toISOString();
}

/** The schema value for a vendor's value, by a table with lower-case keys; null when it is absent or not in the table. */
export function fromTable<T extends string>(
  table: Readonly<Record<string, T>>,
  value: string | number | null,
): T | null {
  const key = value === null ? '' : String(value).toLowerCase();
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}

export type RawRow = Readonly<Record<string, unknown>>;

/** A row as its schema reads it, and as it came; null when it cannot be read. */
export function readRow<T extends z.ZodType>(
  schema: T,
  row: unknown,
): { readonly read: z.output<T>; readonly raw: RawRow } | null {
  const result = schema.safeParse(row);
  return result.success ? { read: result.data, raw: row as RawRow } : null;
}

/** Names that no field has whose value may be shown. */
const secretName = /passw|secret|token|credential|private_?key/i;

/** A value without what looks like a secret in it: of a listed object the documentation may not tell all members. */
function withoutSecrets(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !secretName.test(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutSecrets(inner)]));
}

/** The listed fields of a vendor's row, as they are: an allow-list, so that nothing else is ever kept. */
export function pickFields(row: Readonly<Record<string, unknown>>, names: readonly string[]): JsonObject {
  const picked: Record<string, JsonValue> = {};
  for (const name of names) {
    const value = row[name];
    // What JSON.parse gave is a JSON value.
    if (Object.hasOwn(row, name) && value !== undefined) picked[name] = withoutSecrets(value as JsonValue);
  }
  return picked;
}

/** Objects of a vendor's row, each by a list of its own; null stays null, what is no object is left out. */
export function pickObjects(
  row: Readonly<Record<string, unknown>>,
  objects: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, JsonObject | null>> {
  const picked: Record<string, JsonObject | null> = {};
  for (const [name, fields] of Object.entries(objects)) {
    const value = Object.hasOwn(row, name) ? row[name] : undefined;
    if (value === null) picked[name] = null;
    else if (isObject(value)) picked[name] = pickFields(value, fields);
  }
  return picked;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
