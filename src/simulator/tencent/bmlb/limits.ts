import { spreadEvenly, spreadOverSlots, type Slot } from '../../spread.js';
import { refuseTotals, type TopologyAccount, type TopologyProblem } from '../../topology-account.js';
import { refuseSpellings, toShortRegion } from '../regions.js';

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

const FULL_LISTENER = 100;
const SPECIAL_FROM = { places: 3, backends: 150 };

/** How many listeners each load balancer has, and how many places that hold backends: listeners of layer 4, locations. */
export function listenerCounts(account: TopologyAccount): { layer4: number; layer7: number }[] {
  const layer7 = spreadEvenly(account.l7Listeners ?? 0, account.loadBalancers);
  return spreadEvenly(account.listeners, account.loadBalancers).map((count, index) => ({
    layer4: count,
    layer7: layer7[index] ?? 0,
  }));
}

/**
 * Backends of each place by load balancer, evenly but for two listeners of layer 4 that every large enough fleet
 * has: the first, with 100 backends, and the last, with none. Null if the total does not fit.
 */
export function placeCounts(account: TopologyAccount): { layer4: number[]; locations: number[] }[] | null {
  const places = listenerCounts(account).map(({ layer4, layer7 }) => ({
    layer4: Array.from({ length: layer4 }, (): Slot => ({ capacity: BACKENDS_PER_PLACE })),
    locations: Array.from({ length: layer7 * (account.rulesPerL7Listener ?? 0) }, (): Slot => ({
      capacity: BACKENDS_PER_PLACE,
    })),
  }));
  const slots = places.flatMap(({ layer4, locations }) => [...layer4, ...locations]);
  const listeners = places.flatMap(({ layer4 }) => layer4);
  const large = slots.length >= SPECIAL_FROM.places;
  const full = large && account.backends >= SPECIAL_FROM.backends ? listeners[0] : undefined;
  const empty = large ? listeners.at(-1) : undefined;
  const counts = spreadOverSlots(
    account.backends,
    slots.map((slot) => ({
      ...slot,
      ...(slot === full ? { first: FULL_LISTENER } : {}),
      ...(slot === empty && slot !== full ? { last: true } : {}),
    })),
  );
  if (!counts) return null;
  const countOf = new Map(slots.map((slot, index) => [slot, counts[index] ?? 0]));
  const countsOf = (row: readonly Slot[]): number[] => row.map((slot) => countOf.get(slot) ?? 0);
  return places.map(({ layer4, locations }) => ({
    layer4: countsOf(layer4),
    locations: countsOf(locations),
  }));
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
  const message = `must be one of ${REGIONS.join(', ')}, or its long form`;
  const strange = regions.flatMap((region, index): TopologyProblem[] =>
    REGIONS.includes(toShortRegion(region) ?? '') ? [] : [{ path: ['regions', index], message }],
  );
  return [...strange, ...refuseSpellings(regions)];
}
