import { z } from 'zod';

const count = z.number().int().min(0);

/** One account of a topology. */
export const accountSchema = z.strictObject({
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

/** Totals are per region; for a vendor without regions per account, its `regions` being zones to spread over. */
export type TopologyAccount = z.infer<typeof accountSchema>;

export interface TopologyProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
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
