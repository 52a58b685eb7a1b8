import { spreadEvenly, spreadOverSlots, type Slot } from '../../spread.js';
import { refuseTotals, type TopologyAccount, type TopologyProblem } from '../../topology-account.js';
import { refuseSpellings, toShortRegion } from '../regions.js';
import { editionOf, editions, isProfile } from './editions.js';

export const PAGE_DEFAULT = 20;
export const PAGE_MAXIMUM = 100;
export const FORWARD_HEALTH_IDS = 30;

export interface Layout {
  /** By load balancer. */
  readonly application: readonly boolean[];
  readonly listeners: readonly number[];
  readonly l7Listeners: readonly number[];
  readonly rulesPerL7Listener: number;
  /** By place: for each load balancer itself if it is classic, else its layer-4 listeners and then its rules. */
  readonly backends: readonly number[];
}

const LARGE_FLEET_BACKENDS = 150;
const FULL_PLACE = 100;
const LARGE_FLEET_PLACES = 3;

/** Where everything of a region stands; null if its backends do not fit. */
export function layOut(account: TopologyAccount): Layout | null {
  const { loadBalancers, backends, instances } = account;
  const applications = account.application ?? 0;
  const rulesPerL7Listener = account.rulesPerL7Listener ?? 1;
  const upTo = (index: number): number => Math.floor((index * applications) / Math.max(loadBalancers, 1));
  const application = Array.from({ length: loadBalancers }, (_, index) => upTo(index + 1) > upTo(index));

  // One classic load balancer has machines bound and no listener; the very last one may be left without machines.
  const classic = application.flatMap((own, index) => (own ? [] : [index]));
  const bare = classic.length >= 3 ? (classic.at(-2) ?? -1) : -1;
  const listeners = spreadEvenly(account.listeners, bare < 0 ? loadBalancers : loadBalancers - 1);
  if (bare >= 0) listeners.splice(bare, 0, 0);
  const perApplication = spreadEvenly(account.l7Listeners ?? 0, applications);
  const l7Listeners = application.map((own, index) => (own ? (perApplication[upTo(index)] ?? 0) : 0));

  const slots = application.flatMap((own, index): Slot[] => {
    if (!own) return [{ capacity: instances }];
    const places = (listeners[index] ?? 0) + (l7Listeners[index] ?? 0) * rulesPerL7Listener;
    return Array.from({ length: places }, () => ({ capacity: Infinity }));
  });
  const spread = spreadOverSlots(backends, withWishes(slots, backends));
  return spread && { application, listeners, l7Listeners, rulesPerL7Listener, backends: spread };
}

/** A large enough fleet has a full place on an application load balancer, more on a classic one, and an empty one. */
function withWishes(slots: readonly Slot[], backends: number): Slot[] {
  if (slots.length < LARGE_FLEET_PLACES) return [...slots];
  const wishes = slots.map((slot) => ({ ...slot }));
  const isShared = (at: number): boolean => slots[at]?.capacity === Infinity;
  const places = slots.map((_, at) => at);
  const full = places.find((at) => isShared(at));
  const crowded = places.find((at) => !isShared(at) && (slots[at]?.capacity ?? 0) > FULL_PLACE);
  const room = backends - LARGE_FLEET_BACKENDS;
  const fullAt = room >= 0 ? full : undefined;
  const crowdedAt = room >= (fullAt === undefined ? 0 : FULL_PLACE) ? crowded : undefined;
  return wishes.map((slot, at) => ({
    ...slot,
    ...(at === fullAt ? { first: FULL_PLACE } : {}),
    ...(at === crowdedAt ? { first: FULL_PLACE + 1 } : {}),
    ...(at === wishes.length - 1 ? { last: true } : {}),
  }));
}

/** Totals are per region, so one region's arithmetic holds for all. */
export function checkTopology(account: TopologyAccount): TopologyProblem[] {
  const problems = refuseTotals(account, ['routers', 'vmIps']);
  const { profile, application = 0, l7Listeners = 0, regions } = account;
  const add = (path: readonly (string | number)[], message: string): void => {
    problems.push({ path, message });
  };
  if (profile !== undefined && !isProfile(profile))
    add(['profile'], `must be one of ${Object.keys(editions).join(', ')}`);
  regions.forEach((region, index) => {
    if (toShortRegion(region) === undefined) add(['regions', index], 'is no region of the vendor');
  });
  problems.push(...refuseSpellings(regions));
  if (application > account.loadBalancers)
    add(['application'], `at most ${account.loadBalancers}: as many as load balancers`);
  if (editionOf(account).old && application > 0)
    add(['application'], 'the edition of 2014 knows no application load balancers');
  if (l7Listeners > 0 && application === 0) add(['l7Listeners'], 'only application load balancers have them');
  if (account.listeners > 0 && account.loadBalancers === 0)
    add(['listeners'], 'at most 0: there is no load balancer');
  if (problems.length === 0 && !layOut(account))
    add(['backends'], 'too many: a classic load balancer binds a machine once');
  return problems;
}
