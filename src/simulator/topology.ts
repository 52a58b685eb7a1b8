import { z } from 'zod';
import type { Vendor } from './vendor.js';

const count = z.number().int().min(0);

const accountSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be letters, digits, ".", "_" or "-"'),
  provider: z.string(),
  api: z.string(),
  site: z.string().min(1).optional(),
  regions: z.array(z.string().min(1)).min(1),
  profile: z.string().optional(),
  loadBalancers: count,
  application: count.optional(),
  listeners: count,
  l7Listeners: count.optional(),
  rulesPerL7Listener: count.optional(),
  backends: count,
  instances: count,
  routers: count.optional(),
  vmIps: count.optional(),
});

const topologySchema = z.strictObject({
  seed: z.number().int().optional(),
  accounts: z.array(accountSchema).min(1),
});

/** Totals are per region; for a vendor without regions per account, its `regions` being zones to spread over. */
export type TopologyAccount = z.infer<typeof accountSchema>;
export type Topology = z.infer<typeof topologySchema>;

export interface TopologyProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

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

/** Totals that name something the vendor does not have. */
export function refuseTotals(
  account: TopologyAccount,
  names: readonly ('application' | 'l7Listeners' | 'rulesPerL7Listener' | 'routers' | 'vmIps')[],
): TopologyProblem[] {
  return names
    .filter((name) => (account[name] ?? 0) > 0)
    .map((name) => ({ path: [name], message: `${account.provider} has none` }));
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
