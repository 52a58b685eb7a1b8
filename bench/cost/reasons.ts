import type { CostRow } from './run.js';

interface Reason {
  readonly provider: string;
  readonly topology: string;
  readonly query: string;
  readonly state: string;
  /** Why no planner that does not know the fleet beforehand can do with fewer calls. */
  readonly why: string;
}

/** The gaps that stay: at most three rows of the table. */
export const reasons: readonly Reason[] = [
  {
    ...{ provider: 'QINGCLOUD', topology: '200/500/2000', query: 'last 20', state: 'cold' },
    why: 'where the list ends is not known before a page of it is read, and no order from its end is documented',
  },
];

/** Why a row has a gap; null where nothing explains it. */
export function reasonOf({ provider, topology, query, state }: CostRow): string | null {
  const isMeant = (reason: Reason) =>
    reason.provider === provider &&
    reason.topology === topology &&
    reason.query === query &&
    reason.state === state;
  return reasons.find(isMeant)?.why ?? null;
}
