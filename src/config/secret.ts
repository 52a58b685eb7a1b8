import { dirname, resolve } from 'node:path';
import { z } from 'zod';

/** Where references are looked up: passed in, so that reading a configuration is a pure function of it. */
export interface SecretReader {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => string;
}

const environmentReference = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;
const fileReference = /^file:(.+)$/s;

const inClear = 'A secret must not stand here in clear. Write "${ENV_NAME}" or "file:/path".';
/** What a key's public half looks like, whoever the vendor is. */
const clearId = /^[A-Za-z0-9_.:/+=-]{1,128}$/;
/** Names as environments have them: anything else may be a secret that was put where a name should be. */
const plainName = /^[A-Z_][A-Z0-9_]*$/;

/** A secret: only by reference, and decoded to what the reference leads to. */
export function secret(reader: SecretReader, source: string): z.ZodType<string, string> {
  const text = z.string({ error: ({ input }) => (input === undefined ? undefined : inClear) });
  return text.transform((text, context) => {
    const value = lookUp(text, reader, source);
    if (value === null) {
      context.addIssue(inClear);
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
      if (value !== null && 'found' in value) return value.found;
      if (value === null && clearId.test(text)) return text;
      context.addIssue(value?.problem ?? 'Must be letters, digits and "_.:/+=-", or a reference.');
      return z.NEVER;
    });
}

type LookUp = { readonly found: string } | { readonly problem: string };

/** Null if the text is no reference. A relative path starts at the configuration file's folder. */
function lookUp(text: string, reader: SecretReader, source: string): LookUp | null {
  const name = environmentReference.exec(text)?.[1];
  if (name !== undefined) {
    const value = reader.env[name] ?? '';
    return value === ''
      ? {
          problem: `The environment variable ${plainName.test(name) ? name : 'named here'} is not set or empty.`,
        }
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
