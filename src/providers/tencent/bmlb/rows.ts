import { z } from 'zod';
import { isObject } from '../nested-values.js';
import type {
  backendRow,
  domainRow,
  instanceRow,
  l4ListenerRow,
  l7ListenerRow,
  loadBalancerRow,
  locationRow,
  portRow,
} from './wire.js';

/** How a dialect writes a kind of row: what is read of it, by the names of `wire.ts`. */
export type Reader<S extends z.ZodType> = z.ZodType<z.output<S>>;

/** The rows of one dialect. `vendorFields`: what is shown of each under the dialect's own names. */
export interface Rows {
  readonly loadBalancer: Reader<typeof loadBalancerRow>;
  readonly port: Reader<typeof portRow>;
  readonly l4Listener: Reader<typeof l4ListenerRow>;
  readonly l7Listener: Reader<typeof l7ListenerRow>;
  readonly domain: Reader<typeof domainRow>;
  readonly location: Reader<typeof locationRow>;
  readonly backend: Reader<typeof backendRow>;
  readonly instance: Reader<typeof instanceRow>;
  /** The field of a backend that tells the name of its machine, where the row has it. */
  readonly machineName: string;
  readonly vendorFields: Readonly<
    Record<'loadBalancer' | 'listener' | 'backend' | 'instance', readonly string[]>
  >;
}

/** The dialect's name for each field that a schema reads. */
export type Names<S extends z.ZodObject> = Readonly<Record<Extract<keyof S['shape'], string>, string>>;

/** A schema for rows that call their fields otherwise: what it reads has its own names. */
export function spelled<S extends z.ZodObject>(schema: S, names: Names<S>): Reader<S> {
  const pairs = Object.entries<string>(names);
  const toOwnNames = (row: unknown) =>
    isObject(row)
      ? Object.fromEntries(
          pairs.flatMap(([name, theirs]) => (Object.hasOwn(row, theirs) ? [[name, row[theirs]]] : [])),
        )
      : row;
  return z.preprocess(toOwnNames, schema);
}
