import { dirname, resolve } from 'node:path';
import { z } from 'zod';

/** Where references are looked up: passed in, so that reading a configuration is a pure function of it. */
export interface SecretReader {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => string;
}

const environmentReference = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;
const fileReference = /^file:(.+)$/s;

/** A secret: only by reference, and decoded to what the reference leads to. */
export function secret(reader: SecretReader, source: string): z.ZodType<string, string> {
  return z.string().transform((text, context) => {
    const value = lookUp(text, reader, source);
    if (value === null) {
      context.addIssue('A secret must not stand here in clear. Write "${ENV_NAME}" or "file:/path".');
      return z.NEVER;
    }
    if ('problem' in value) {
      context.addIssue(value.problem);
      return z.NEVER;
    }
    return value.found;
  });
}

/** The public half of a key pair: in clear, or by reference like a secret. */
export function keyId(reader: SecretReader, source: string): z.ZodType<string, string> {
  return z
    .string()
    .min(1, 'Must not be empty.')
    .transform((text, context) => {
      const value = lookUp(text, reader, source);
      if (value === null) return text;
      if ('problem' in value) {
        context.addIssue(value.problem);
        return z.NEVER;
      }
      return value.found;
    });
}

type LookUp = { readonly found: string } | { readonly problem: string };

/** Null if the text is no reference. A relative path starts at the configuration file's folder. */
function lookUp(text: string, reader: SecretReader, source: string): LookUp | null {
  const name = environmentReference.exec(text)?.[1];
  if (name !== undefined) {
    const value = reader.env[name] ?? '';
    return value === ''
      ? { problem: `The environment variable ${name} is not set or empty.` }
      : { found: value };
  }
  const path = fileReference.exec(text)?.[1];
  if (path === undefined) return null;
  try {
    const value = reader.readFile(resolve(dirname(source), path)).trim();
    return value === '' ? { problem: 'The file that this refers to is empty.' } : { found: value };
  } catch {
    return { problem: 'The file that this refers to cannot be read.' };
  }
}
