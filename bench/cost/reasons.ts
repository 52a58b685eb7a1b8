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
    ...{ provider: 'QINGCLOUD', topology: '200/500/2000', query: 'backends, the first 5', state: 'cold' },
    why: 'how many backends the listeners in front have is told by the same calls as theirs: read one after the other, they would need more of them as a rule',
  },
  {
    ...{
      provider: 'QINGCLOUD',
      topology: '6/14/40',
      query: 'reverse: by machine, weight and health',
      state: 'cold',
    },
    why: 'that all backends of the zone fit into one page, which tells health too, is not known before anything was read',
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
