import { LbgraphError } from '../errors.js';
import type { Demand, PlannedAsk, Provider, View } from '../providers/provider.js';
import type { Source } from '../model/source.js';

/** Who asks: the accounts that they may see. */
export interface Viewer {
  readonly accounts: ReadonlySet<string>;
}

/** @throws {LbgraphError} FORBIDDEN when the viewer may not see the source's account */
export function assertMaySee(viewer: Viewer, source: Source): void {
  if (!viewer.accounts.has(source.account)) {
    throw new LbgraphError('FORBIDDEN', 'The account is not among those that you may see.');
  }
}

/** The asks for one level of demands in one source, each demand made by a viewer who may see it. Pure. */
export function planLevel(
  entries: readonly { readonly viewer: Viewer; readonly demand: Demand }[],
  source: Source,
  provider: Provider,
  view: View,
): readonly PlannedAsk[] {
  for (const { viewer } of entries) assertMaySee(viewer, source);
  return provider.plan(
    entries.map(({ demand }) => demand),
    view,
  );
}
