import { z } from 'zod';
import type { BuildClock } from './build-clock.js';

/** One schema field of a row that a mutation can set. */
export interface RowField<Row> {
  /** Why the value is refused, or null. */
  problemOf(value: unknown): string | null;
  /** Takes only what was not refused. */
  set(row: Row, value: unknown): void;
}

/** One state in the schema's words and in the vendor's; null where the vendor's row then says nothing. */
export interface Word {
  readonly value: string;
  readonly vendorValue: string | null;
}

/** Two schema fields that tell the same thing, `field` in the schema's words and `vendorField` in the vendor's. */
export interface WordPair<Row> {
  readonly field: string;
  readonly vendorField: string;
  /** Of several for one word, the first is meant where only that word is given. */
  readonly words: readonly Word[];
  /** What a word of the vendor that is not listed means; null if the vendor has no other. */
  readonly otherwise: string | null;
  set(row: Row, word: Word): void;
}

export interface RowFields<Row> {
  readonly plain: Readonly<Record<string, RowField<Row>>>;
  readonly pairs: readonly WordPair<Row>[];
}

export function rowField<Row, T>(schema: z.ZodType<T>, set: (row: Row, value: T) => void): RowField<Row> {
  return {
    problemOf: (value) => {
      const parsed = schema.safeParse(value);
      return parsed.success ? null : parsed.error.issues.map(({ message }) => message).join(', ');
    },
    set: (row, value) => set(row, schema.parse(value)),
  };
}

/** A pair whose words are checked against the type of the schema field. */
export function wordPair<Row, V extends string>(pair: {
  readonly field: string;
  readonly vendorField: string;
  readonly words: readonly { readonly value: V; readonly vendorValue: string | null }[];
  readonly otherwise: V | null;
  set(row: Row, value: V, vendorValue: string | null): void;
}): WordPair<Row> {
  const values = [
    ...pair.words.map(({ value }) => value),
    ...(pair.otherwise === null ? [] : [pair.otherwise]),
  ];
  return {
    ...pair,
    set(row, word) {
      const value = values.find((candidate) => candidate === word.value);
      if (value !== undefined) pair.set(row, value, word.vendorValue);
    },
  };
}

export const textField = z.string().min(1);
export const portField = z.int().min(1).max(65_535);
export const portRangeField = z
  .strictObject({ from: portField, to: portField })
  .refine(({ from, to }) => from <= to, 'must not end before it begins');
/** The vendors' times have whole seconds. */
export const timeField = z
  .string()
  .regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.000)?Z$/, 'must be a UTC time of this century in whole seconds')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'must be a time that exists')
  .transform((text) => new Date(text).toISOString());

export const nameOfRow = rowField<{ name: string | null }, string | null>(
  textField.nullable(),
  (row, value) => {
    row.name = value;
  },
);

/** Later rows are newer than a time that was set. */
export const createdAtOfRow = (clock: BuildClock) =>
  rowField<{ createdAt: string | null }, string>(timeField, (row, value) => {
    row.createdAt = value;
    clock.pass(value);
  });

/** One word of a `wordPair`. */
export const word = <V extends string>(value: V, vendorValue: string | null) => ({ value, vendorValue });

type Given = Readonly<Record<string, unknown>>;

/** Every reason why these fields cannot be set; empty if they can. */
export function refuseFields(fields: RowFields<never>, given: Given): string[] {
  const known = [
    ...Object.keys(fields.plain),
    ...fields.pairs.flatMap(({ field, vendorField }) => [field, vendorField]),
  ];
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  return [
    ...('port' in given && 'ports' in given ? ['fields.port: not beside ports, which tell it'] : []),
    ...unknown.map((name) => `fields.${name}: cannot be set; these can: ${known.join(', ')}`),
    ...Object.entries(fields.plain).flatMap(([name, field]) => {
      const problem = name in given ? field.problemOf(given[name]) : null;
      return problem === null ? [] : [`fields.${name}: ${problem}`];
    }),
    ...fields.pairs.flatMap((pair) => {
      const word = wordOf(pair, given);
      return typeof word === 'string' ? [word] : [];
    }),
  ];
}

/** Sets fields that were not refused. */
export function setFields<Row>(fields: RowFields<Row>, row: Row, given: Given): void {
  for (const [name, field] of Object.entries(fields.plain)) if (name in given) field.set(row, given[name]);
  for (const pair of fields.pairs) {
    const word = wordOf(pair, given);
    if (word !== null && typeof word !== 'string') pair.set(row, word);
  }
}

/** Null if neither field is given, a text if they are refused. Case does not count in the vendor's words. */
function wordOf(pair: WordPair<never>, given: Given): Word | string | null {
  const { field, vendorField, words, otherwise } = pair;
  if (!(field in given) && !(vendorField in given)) return null;
  const value = given[field];
  const vendorValue = given[vendorField];
  if (field in given && !words.some((word) => word.value === value)) {
    return `fields.${field}: must be one of ${[...new Set(words.map((word) => word.value))].join(', ')}`;
  }
  if (!(vendorField in given)) return words.find((word) => word.value === value) ?? null;
  if (vendorValue !== null && (typeof vendorValue !== 'string' || vendorValue === '')) {
    return `fields.${vendorField}: must be a text or null`;
  }
  const alike = words.filter((word) => word.vendorValue?.toLowerCase() === vendorValue?.toLowerCase());
  if (alike.length === 0 && otherwise === null) {
    const possible = words.map((word) => word.vendorValue ?? 'null').join(', ');
    return `fields.${vendorField}: must be one of ${possible}`;
  }
  const meant = alike.length > 0 ? alike : [{ value: otherwise ?? '', vendorValue }];
  const word = field in given ? meant.find((candidate) => candidate.value === value) : meant[0];
  return word
    ? { ...word, vendorValue }
    : `fields.${field}: ${String(value)} is not what ${vendorField} ${JSON.stringify(vendorValue)} means`;
}
