import type { UpstreamTrace } from '../upstream/call-tally.js';
import type { AskedQuery } from './asked-query.js';
import type { Context } from './context.js';
import { dryRun } from './explain/dry-run.js';
import { accountOf } from './visible.js';

/**
 * A trace with the calls that its query would have taken besides, had nothing been kept: what it takes over all that is known by now
 * but for what it made and waited for.
 */
export async function withSaved(
  trace: UpstreamTrace,
  query: Pick<AskedQuery, 'document' | 'operation' | 'variables'>,
  context: Context,
): Promise<UpstreamTrace> {
  const { calls } = await dryRun(query, context, { guess: 'fewest', cached: false });
  const counts = new Map(trace.actions.map((count) => [keyOf(count), { ...count }]));
  const needed = new Map<string, number>();
  for (const { source, action, calls: number } of calls) {
    const { provider } = accountOf(context, source);
    const key = keyOf({ provider, action });
    needed.set(key, (needed.get(key) ?? 0) + number);
    if (!counts.has(key)) counts.set(key, { provider, action, made: 0, coalesced: 0, saved: 0 });
  }
  const actions = [...counts].map(([key, count]) => ({
    ...count,
    saved: Math.max(0, (needed.get(key) ?? 0) - count.made - count.coalesced),
  }));
  return { ...trace, actions, saved: actions.reduce((sum, { saved }) => sum + saved, 0) };
}

function keyOf({ provider, action }: { readonly provider: string; readonly action: string }): string {
  return JSON.stringify([provider, action]);
}
