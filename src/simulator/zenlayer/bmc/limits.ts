import type { TopologyAccount, TopologyProblem } from '../../topology-account.js';
import { checkTotals } from '../limits.js';

export const TAG_LENGTH_MAXIMUM = 128;

/** `bm-only`: no virtual machines; without a profile a quarter of the instances are. */
export const profiles: readonly string[] = ['bm-only'];

export function checkTopology(account: TopologyAccount): TopologyProblem[] {
  const problems = checkTotals(account);
  if (account.profile !== undefined && !profiles.includes(account.profile)) {
    problems.push({ path: ['profile'], message: `must be one of ${profiles.join(', ')}` });
  }
  return problems;
}
