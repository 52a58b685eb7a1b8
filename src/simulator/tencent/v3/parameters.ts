import { z } from 'zod';
import type { Settings } from '../../settings.js';
import type { WireRequest } from '../../vendor.js';
import { numbersAsDeclared, sortByDeclaration } from './declaration.js';
import { invalidParameter, missingParameter, refuse, type Refusal } from './errors.js';
import { limitOverMaximum, unknownParameter } from './settings.js';

type Json = Record<string, unknown>;

/** Declarations of parameters; a call may leave out what is not `required`. */
export const optional = {
  text: z.string().optional(),
  integer: z.int().optional(),
  /** A list with at most so many values. */
  texts: (most: number = Infinity) => z.array(z.string()).max(most).optional(),
};
export const required = {
  text: z.string().min(1),
  texts: (most: number = Infinity) => z.array(z.string()).min(1).max(most),
};

/** How a service names what the common codes do not tell apart. */
export interface ParameterCodes {
  /** Too many values in a list. */
  readonly length: string;
  /** A number out of its range. */
  readonly range: string;
}

/** The parameters of a call as they came: a JSON body, or for GET a query of flat names; null if they are neither. */
export function readBody({ method, query, headers, body }: WireRequest, declaration: z.ZodType): Json | null {
  if (method === 'GET') return numbersAsDeclared(nestQuery(new URLSearchParams(query)), declaration) as Json;
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return null;
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8') || '{}');
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Json) : null;
  } catch {
    return null;
  }
}

/** Values of their declared types, or the refusal of the first that is not. */
export function checkParameters<T>(
  body: Json,
  declaration: z.ZodType<T>,
  { length, range }: ParameterCodes,
  settings: Settings,
): { readonly kind: 'parameters'; readonly values: T } | Refusal {
  const [unknown] = sortByDeclaration(body, declaration).others;
  if (unknown && settings.get(unknownParameter) === 'UnknownParameter')
    return refuse('UnknownParameter', `The parameter ${unknown.name} is not recognized.`);
  const parsed = declaration.safeParse(body);
  if (parsed.success) return { kind: 'parameters', values: parsed.data };
  const [issue] = parsed.error.issues;
  const name = issue?.path.join('.') ?? '';
  if (valueAt(body, issue?.path ?? []) === undefined) return missingParameter(name);
  if (issue?.code === 'too_big' && issue.origin === 'array') return invalidParameter(name, length);
  return invalidParameter(name, issue?.code === 'too_big' || issue?.code === 'too_small' ? range : undefined);
}

export interface Page {
  readonly kind: 'page';
  readonly offset: number;
  readonly limit: number;
}

export interface PageLimits {
  readonly usual: number;
  readonly most: number;
}

/** Offset and Limit of a paged call. */
export function readPage(
  {
    Offset: offset = 0,
    Limit,
  }: { readonly Offset?: number | undefined; readonly Limit?: number | undefined },
  { usual, most }: PageLimits,
  { range }: ParameterCodes,
  settings: Settings,
): Page | Refusal {
  const limit = Limit ?? usual;
  if (offset < 0) return invalidParameter('Offset', range);
  if (limit < 0 || (limit > most && settings.get(limitOverMaximum) === 'refuse'))
    return invalidParameter('Limit', range);
  return { kind: 'page', offset, limit: Math.min(limit, most) };
}

/** `Filters.0.Name=a` as what JSON would say, but for numbers. */
function nestQuery(query: URLSearchParams): Json {
  const root: Json = {};
  for (const [name, text] of query) {
    const steps = name.split('.');
    const last = steps.pop() ?? '';
    let place = root;
    for (const step of steps) {
      const inner = place[step];
      place = (typeof inner === 'object' && inner !== null ? inner : (place[step] = {})) as Json;
    }
    place[last] = text;
  }
  return toLists(root) as Json;
}

/** Objects whose names are all numbers are lists, in the order of these. */
function toLists(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, part]): [string, unknown] => [name, toLists(part)]);
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name));
  return isList
    ? entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, part]) => part)
    : Object.fromEntries(entries);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (part, step) => (typeof part === 'object' && part !== null ? (part as Json)[String(step)] : undefined),
    value,
  );
}
