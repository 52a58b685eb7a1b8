import type { z } from 'zod';

/** One mistake: where it is (`accounts[1].credentials.key`) and what to do about it. Never the value itself. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/**
 * Every issue of a failed decoding as a problem; an unknown key is one at its own path.
 * @param file what was decoded
 */
export function toProblems(issues: readonly z.core.$ZodIssue[], file: unknown): readonly Problem[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownKey(issue.path, key, file))
      : [{ path: toPath(issue.path), message: isMissing(issue) ? 'Is missing.' : issue.message }],
  );
}

const settingName = /^(<<|[A-Za-z_][A-Za-z0-9_-]{0,31})$/;

/** A value may have become a key: `key:secret` is one, with nothing for a value. Such a name is not shown. */
function unknownKey(path: readonly PropertyKey[], key: string, file: unknown): Problem {
  const within = path.reduce(memberOf, file);
  if (settingName.test(key) && memberOf(within, key) !== null) {
    return { path: toPath([...path, key]), message: 'Unknown key.' };
  }
  const place = Object.keys(within ?? {}).indexOf(key) + 1;
  return {
    path: toPath([...path, `(key ${place})`]),
    message: 'Unknown key, not shown since it may be a secret. Is there no space behind a colon?',
  };
}

function memberOf(container: unknown, key: PropertyKey): unknown {
  const isContainer = typeof container === 'object' && container !== null;
  return isContainer && Object.hasOwn(container, key) ? Reflect.get(container, key) : undefined;
}

function isMissing({ code, message }: z.core.$ZodIssue): boolean {
  return code === 'invalid_type' && message.endsWith('received undefined');
}

/** The path as it is written in code; `(file)` for the file as a whole. */
export function toPath(keys: readonly PropertyKey[]): string {
  const path = keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
  return path === '' ? '(file)' : path;
}
