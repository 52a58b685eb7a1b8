import { z } from 'zod';
import { isObject } from './nested-values.js';

/** How one version of an API writes a kind of row: what is read of it is the same in all. */
export type Reader<S extends z.ZodType> = z.ZodType<z.output<S>>;

/** A version's name for each field that a schema reads; null for one that it does not have. */
export type Names<S extends z.ZodObject> = Readonly<Record<Extract<keyof S['shape'], string>, string | null>>;

/** A schema for rows that call their fields otherwise: what it reads has its own names. */
export function spelled<S extends z.ZodObject>(schema: S, names: Names<S>): Reader<S> {
  const pairs = Object.entries<string | null>(names);
  const toOwnNames = (row: unknown) =>
    isObject(row)
      ? Object.fromEntries(
          pairs.flatMap(([name, theirs]) =>
            theirs !== null && Object.hasOwn(row, theirs) ? [[name, row[theirs]]] : [],
          ),
        )
      : row;
  return z.preprocess(toOwnNames, schema);
}
