import type { GraphqlError } from '../support/gateway.js';

/** The codes of the contract that an upstream call's error may have. */
const upstreamCodes = [
  'UPSTREAM_UNAUTHENTICATED',
  'UPSTREAM_FORBIDDEN',
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_INVALID_RESPONSE',
];
const toldByErrors = ['vendorCode', 'vendorRequestId', 'retryAfterMs'];

/** What every error of an upstream call tells. */
export function formProblems({ message, extensions }: GraphqlError): readonly string[] {
  const problems: string[] = [];
  if (!upstreamCodes.includes(extensions.code)) problems.push(`an error under ${extensions.code}`);
  for (const name of ['requestId', 'account', 'provider', 'action']) {
    const value = extensions[name];
    if (typeof value !== 'string' || value === '') problems.push(`an error without ${name}`);
  }
  if (typeof extensions['region'] !== 'string' && extensions['region'] !== null)
    problems.push('an error without region');
  if (typeof extensions['retryable'] !== 'boolean') problems.push('an error without retryable');
  for (const name of toldByErrors) if (!(name in extensions)) problems.push(`an error without ${name}`);
  if (message === '') problems.push('an error without a message');
  return problems;
}

/** An answer's errors by their paths, and which of them something in the answer explains. */
export interface ErrorIndex {
  readonly at: (path: readonly (string | number)[]) => readonly GraphqlError[];
  readonly explain: (error: GraphqlError) => void;
  readonly isExplained: (error: GraphqlError) => boolean;
}

export function createErrorIndex(errors: readonly GraphqlError[]): ErrorIndex {
  const explained = new Set<GraphqlError>();
  const byPath = new Map<string, GraphqlError[]>();
  for (const error of errors) {
    const key = JSON.stringify(error.path ?? null);
    byPath.set(key, [...(byPath.get(key) ?? []), error]);
  }
  return {
    at: (path) => byPath.get(JSON.stringify(path)) ?? [],
    explain: (error) => explained.add(error),
    isExplained: (error) => explained.has(error),
  };
}
