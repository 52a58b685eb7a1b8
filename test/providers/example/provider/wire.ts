import { z } from 'zod';
import { identifier, integer, listOf, text } from '../../../../src/providers/wire-values.js';

/** Sheet "Rows". */
export const balancerRow = z.looseObject({
  id: identifier,
  label: text,
  state: text,
  net: text,
  vips: listOf(text),
  made: integer,
});

export const listenerRow = z.looseObject({
  id: identifier,
  balancer: identifier,
  label: text,
  state: text,
  proto: text,
  port: integer,
  method: text,
});

export const backendRow = z.looseObject({
  id: identifier,
  listener: identifier,
  machine: text,
  ip: text,
  port: integer,
  share: integer,
  state: text,
  health: text,
  label: text,
});

export const machineRow = z.looseObject({
  id: identifier,
  label: text,
  state: text,
  inner: listOf(text),
  outer: listOf(text),
  made: integer,
});

/** What has to be known to ask for a listener, or for the backends of one. */
export const listenerSubject = subjectOf(z.tuple([z.string(), z.string()]), 'a listener');

/** Load balancer, listener, binding; machine or address as the row has them; port. */
export const backendSubject = subjectOf(
  z.tuple([
    z.string(),
    z.string(),
    z.string(),
    z.string().nullable(),
    z.string().nullable(),
    z.number().nullable(),
  ]),
  'a backend',
);

/** A subject as text. Only a plan makes them, so one that cannot be read is a mistake of ours. */
function subjectOf<T extends z.ZodType>(schema: T, what: string) {
  return {
    write: (parts: z.infer<T>): string => JSON.stringify(parts),
    read: (subject: string | undefined): z.infer<T> => {
      const parsed = schema.safeParse(JSON.parse(subject ?? 'null'));
      if (!parsed.success) throw new Error(`not the subject of ${what}: ${subject ?? 'none'}`);
      return parsed.data;
    },
  };
}

/** Unix seconds as RFC 3339. */
export function toTime(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString();
}
