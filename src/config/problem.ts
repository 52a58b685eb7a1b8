import type { z } from 'zod';

/** One mistake: where it is (`accounts[1].credentials.key`) and what to do about it. Never the value itself. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** Every issue of a failed decoding as a problem; an unknown key is one at its own path. */
export function toProblems(issues: readonly z.core.$ZodIssue[]): readonly Problem[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: toPath([...issue.path, key]), message: 'Unknown key.' }))
      : [{ path: toPath(issue.path), message: isMissing(issue) ? 'Is missing.' : issue.message }],
  );
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
