import { spreadBackends, spreadEvenly, type BackendCapacity } from '../../spread.js';
import { refuseTotals, type TopologyAccount, type TopologyProblem } from '../../topology-account.js';
import { toShortRegion } from '../regions.js';

/** Structural limits as documented for creating each of these. */
export const LISTENERS_PER_LAYER = 50;
export const DOMAINS_PER_LISTENER = 50;
export const LOCATIONS_PER_DOMAIN = 100;
export const LOCATIONS_PER_LISTENER = DOMAINS_PER_LISTENER * LOCATIONS_PER_DOMAIN;
export const BACKENDS_PER_PLACE = 255;

export const PAGE_DEFAULT = 20;
/** Not documented: that of the neighbouring calls. */
export const PAGE_MAXIMUM = 100;

/** Where the vendor has this product. */
const REGIONS: readonly string[] = ['gz', 'sh', 'bj', 'cq'];

const capacity: BackendCapacity = {
  perListener: BACKENDS_PER_PLACE,
  perLoadBalancer: Number.POSITIVE_INFINITY,
};

/** How many listeners each load balancer has, and how many places that hold backends: listeners of layer 4, locations. */
export function listenerCounts(account: TopologyAccount): { layer4: number; layer7: number }[] {
  const layer7 = spreadEvenly(account.l7Listeners ?? 0, account.loadBalancers);
  return spreadEvenly(account.listeners, account.loadBalancers).map((count, index) => ({
    layer4: count,
    layer7: layer7[index] ?? 0,
  }));
}

/**
 * Backends of each place by load balancer: listeners of layer 4 first, except in the last load balancer, whose
 * last listener of layer 4 is to be the one without backends. Null if they do not fit.
 */
export function placeCounts(account: TopologyAccount): { layer4: number[]; locations: number[] }[] | null {
  const counts = listenerCounts(account);
  const locationsOf = (layer7: number): number => layer7 * (account.rulesPerL7Listener ?? 0);
  const spread = spreadBackends(
    counts.map(({ layer4, layer7 }) => layer4 + locationsOf(layer7)),
    account.backends,
    capacity,
  );
  return (
    spread?.map((places, index) => {
      const { layer4 = 0, layer7 = 0 } = counts[index] ?? {};
      const locations = locationsOf(layer7);
      return index === spread.length - 1
        ? { layer4: places.slice(locations), locations: places.slice(0, locations) }
        : { layer4: places.slice(0, layer4), locations: places.slice(layer4) };
    }) ?? null
  );
}

/** Totals are per region, so one region's arithmetic holds for all. */
export function checkTopology(account: TopologyAccount): TopologyProblem[] {
  const problems = [...refuseTotals(account, ['application', 'routers']), ...checkRegions(account)];
  if (account.profile !== undefined) problems.push({ path: ['profile'], message: 'this product has none' });
  const most = account.loadBalancers * LISTENERS_PER_LAYER;
  const layers = (['listeners', 'l7Listeners'] as const).filter((name) => (account[name] ?? 0) > most);
  for (const name of layers) {
    const message = `at most ${most}: ${LISTENERS_PER_LAYER} of each layer for each load balancer`;
    problems.push({ path: [name], message });
  }
  if ((account.rulesPerL7Listener ?? 0) > LOCATIONS_PER_LISTENER) {
    problems.push({ path: ['rulesPerL7Listener'], message: `at most ${LOCATIONS_PER_LISTENER}` });
  } else if (layers.length === 0 && placeCounts(account) === null) {
    const message = `too many: at most ${BACKENDS_PER_PLACE} for each layer-4 listener and location`;
    problems.push({ path: ['backends'], message });
  }
  return problems;
}

function checkRegions({ regions }: TopologyAccount): TopologyProblem[] {
  const short = regions.map((region) => toShortRegion(region) ?? '');
  return short.flatMap((region, index) => {
    if (!REGIONS.includes(region)) {
      return [
        { path: ['regions', index], message: `must be one of ${REGIONS.join(', ')}, or its long form` },
      ];
    }
    return short.indexOf(region) < index
      ? [{ path: ['regions', index], message: 'is another spelling of an earlier one' }]
      : [];
  });
}
