import { z } from 'zod';
import { accountSchema, type TopologyAccount, type TopologyProblem } from './topology-account.js';
import type { Vendor } from './vendor.js';

const topologySchema = z.strictObject({
  seed: z.number().int().optional(),
  accounts: z.array(accountSchema).min(1),
});

export type Topology = z.infer<typeof topologySchema>;

/** Every mistake of a topology, one a line, each with its path. */
export class TopologyError extends Error {
  override readonly name = 'TopologyError';
  constructor(readonly problems: readonly TopologyProblem[]) {
    super(problems.map(({ path, message }) => `${toPathText(path)}: ${message}`).join('\n'));
  }
}

/** Checks shape, vendors and vendors' limits; throws a TopologyError that names every mistake. */
export function parseTopology(value: unknown, vendors: readonly Vendor[]): Topology {
  const parsed = topologySchema.safeParse(value);
  if (!parsed.success) {
    throw new TopologyError(parsed.error.issues.flatMap(toProblems));
  }
  const problems = parsed.data.accounts.flatMap((account, index): TopologyProblem[] =>
    checkAccount(account, vendors).map(({ path, message }) => ({
      path: ['accounts', index, ...path],
      message,
    })),
  );
  problems.push(...duplicateIds(parsed.data.accounts));
  if (problems.length > 0) throw new TopologyError(problems);
  return parsed.data;
}

function checkAccount(account: TopologyAccount, vendors: readonly Vendor[]): TopologyProblem[] {
  const vendor = vendors.find(({ provider }) => provider === account.provider);
  if (!vendor) {
    const known = vendors.map(({ provider }) => provider).join(', ');
    return [{ path: ['provider'], message: `must be one of ${known}` }];
  }
  const problems: TopologyProblem[] = [];
  if (!vendor.apis.includes(account.api)) {
    problems.push({ path: ['api'], message: `must be one of ${vendor.apis.join(', ')}` });
  }
  if (new Set(account.regions).size < account.regions.length) {
    problems.push({ path: ['regions'], message: 'must not repeat' });
  }
  if (account.backends > 0 && account.instances === 0) {
    problems.push({ path: ['instances'], message: 'must be at least 1 where there are backends' });
  }
  return [...problems, ...vendor.checkTopology(account)];
}

function duplicateIds(accounts: readonly TopologyAccount[]): TopologyProblem[] {
  return accounts.flatMap(({ id }, index) =>
    accounts.findIndex((other) => other.id === id) < index
      ? [{ path: ['accounts', index, 'id'], message: `"${id}" is already taken` }]
      : [],
  );
}

function toProblems(issue: z.core.$ZodIssue): TopologyProblem[] {
  const path = issue.path.map(toPathPart);
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: [...path, key], message: 'unknown key' }))
    : [{ path, message: issue.message }];
}

function toPathPart(part: PropertyKey): string | number {
  return typeof part === 'symbol' ? String(part) : part;
}

function toPathText(path: readonly (string | number)[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return text.replace(/^\./, '') || '(topology)';
}
