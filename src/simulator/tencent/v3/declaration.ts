import { z } from 'zod';

/** A value taken apart by a declaration, whatever the types in it. */
export interface Sorted {
  /** What the declaration names. */
  readonly documented: unknown;
  readonly others: readonly { readonly name: string; readonly value: unknown }[];
}

export function sortByDeclaration(value: unknown, declaration: z.ZodType, name = ''): Sorted {
  const inner = innermost(declaration);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    const parts = value.map((part, at) =>
      sortByDeclaration(part, inner.element as z.ZodType, `${name}.${at}`),
    );
    return {
      documented: parts.map(({ documented }) => documented),
      others: parts.flatMap(({ others }) => others),
    };
  }
  if (typeof value !== 'object' || value === null) return { documented: value, others: [] };
  if (!(inner instanceof z.ZodObject) || Array.isArray(value))
    return { documented: undefined, others: [{ name, value }] };
  const shape = inner.shape as Readonly<Record<string, z.ZodType>>;
  const parts = Object.entries(value).map(([key, part]: [string, unknown]) => {
    const path = name === '' ? key : `${name}.${key}`;
    const declared = Object.hasOwn(shape, key) ? shape[key] : undefined;
    return declared
      ? { key, ...sortByDeclaration(part, declared, path) }
      : { key, documented: undefined, others: [{ name: path, value: part }] };
  });
  return {
    documented: Object.fromEntries(
      parts.flatMap(({ key, documented }) => (documented === undefined ? [] : [[key, documented]])),
    ),
    others: parts.flatMap(({ others }) => others),
  };
}

/** A copy in which whole numbers that came as text are numbers where the declaration has such. */
export function numbersAsDeclared(value: unknown, declaration: z.ZodType): unknown {
  const inner = innermost(declaration);
  if (inner instanceof z.ZodNumber)
    return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  if (inner instanceof z.ZodArray && Array.isArray(value))
    return value.map((part) => numbersAsDeclared(part, inner.element as z.ZodType));
  if (!(inner instanceof z.ZodObject) || typeof value !== 'object' || value === null) return value;
  const shape = inner.shape as Readonly<Record<string, z.ZodType>>;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) => {
      const declared = Object.hasOwn(shape, key) ? shape[key] : undefined;
      return [key, declared ? numbersAsDeclared(part, declared) : part];
    }),
  );
}

function innermost(declaration: z.ZodType): z.ZodType {
  return declaration instanceof z.ZodOptional
    ? innermost((declaration as z.ZodOptional<z.ZodType>).unwrap())
    : declaration;
}

/** Every text and number in a value. */
export function leavesOf(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}
