import { upstreamError } from '../errors.js';
import { openLists, readBackends } from '../loaders/backend-parts.js';
import { healthOfEach } from '../loaders/health.js';
import { partsOfListener, partsOfLoadBalancer, type BackendParts } from '../loaders/unfolding.js';
import type { Backend, BackendHealth, Health } from '../model/backend.js';
import type { HealthSummary } from '../model/health-summary.js';
import type { ListenerRef, ListenerRuleRef } from '../model/listener.js';
import type { LoadBalancerRef } from '../model/load-balancer.js';
import { emptySelection, type Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import { accountOf } from './visible.js';
import type { Context } from './context.js';

/** What is needed of each backend. */
const selection: Selection = { ...emptySelection, fields: new Set(['health', 'weight']) };

/** The value of `LoadBalancer.health`. */
export async function healthOfLoadBalancer(ref: LoadBalancerRef, context: Context): Promise<HealthSummary> {
  return summaryOf(ref.source, await partsOfLoadBalancer(context.loaders, ref, selection), context);
}

/** The value of `Listener.health`. */
export async function healthOfListener(ref: ListenerRef, context: Context): Promise<HealthSummary> {
  return summaryOf(ref.source, await partsOfListener(context.loaders, ref, selection), context);
}

/** The value of `ListenerRule.health`. */
export function healthOfRule(
  { source, loadBalancerId, listenerId, vendorId }: ListenerRuleRef,
  context: Context,
): Promise<HealthSummary> {
  const open = openLists(context.loaders, source, selection);
  const parts = open({ list: 'backends', source, loadBalancerId, listenerId, ruleId: vendorId }, '');
  return summaryOf(source, { parts, exact: true }, context);
}

/**
 * Counts the backends of some parts.
 * @throws {LbgraphError} when one of them could not be read: a part of them says nothing of all
 */
async function summaryOf(
  source: Source,
  parts: Pick<BackendParts, 'parts' | 'exact'>,
  context: Context,
): Promise<HealthSummary> {
  const { loaders } = context;
  const { backends, exact } = await readBackends(loaders, parts);
  if (!exact) {
    const { account, region } = source;
    const about = { account, provider: accountOf(context, source).provider, region, action: null };
    const message = 'Not all backends could be read, so nothing is told about all of them.';
    throw upstreamError('UPSTREAM_INVALID_RESPONSE', message, about, { retryable: true });
  }
  return summarize(backends, await healthOfEach(loaders, backends));
}

/** @param healths of the backends in their order; null where the vendor has no health check */
export function summarize(
  backends: readonly Pick<Backend, 'weight' | 'asOf'>[],
  healths: readonly (Pick<Health, 'health' | 'asOf'> | null)[],
): HealthSummary {
  const count = (health: BackendHealth) =>
    healths.filter((one) => (one?.health ?? 'UNKNOWN') === health).length;
  const ages = [...backends, ...healths.filter((health) => health !== null)].map(({ asOf }) => asOf);
  return {
    total: backends.length,
    up: count('UP'),
    down: count('DOWN'),
    abnormal: count('ABNORMAL'),
    unknown: count('UNKNOWN'),
    weightTotal: sum(backends),
    weightUp: sum(backends.filter((_, at) => healths[at]?.health === 'UP')),
    asOf: ages.length === 0 ? null : new Date(ages.reduce((oldest, age) => Math.min(oldest, age))),
  };
}

/** Null where one is not told. */
function sum(backends: readonly Pick<Backend, 'weight'>[]): number | null {
  return backends.reduce<number | null>(
    (total, { weight }) => (total === null || weight === null ? null : total + weight),
    0,
  );
}
