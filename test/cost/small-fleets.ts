import fc from 'fast-check';
import type {
  Fleet,
  FleetBackend,
  FleetListener,
  FleetLoadBalancer,
  VendorTraits,
} from '../../bench/cost/fleet.js';
import type { Maxima, ProviderName } from '../../bench/cost/maxima.js';
import { traits } from '../../bench/cost/read-fleet.js';
import type { Tree } from '../../bench/cost/queries/need-of.js';

/** A small fleet, and how little fits into one call. */
export interface SmallFleet {
  readonly fleet: Fleet;
  readonly most: Maxima;
}

interface Shape {
  readonly kind: 'classic' | 'application';
  readonly layer4Only: boolean;
  readonly bound: readonly number[];
  readonly listeners: readonly { readonly layer: 4 | 7; readonly targets: readonly number[] }[];
}

const target = fc.nat({ max: 5 });
const listener = fc.record({
  layer: fc.constantFrom(4 as const, 7 as const),
  targets: fc.array(target, { maxLength: 3 }),
});
const shape = fc.record({
  kind: fc.constantFrom('classic' as const, 'application' as const),
  layer4Only: fc.boolean(),
  bound: fc.array(target, { maxLength: 3 }),
  listeners: fc.array(listener, { maxLength: 2 }),
});
const few = fc.integer({ min: 1, max: 3 });
/** A batch of listeners is no fewer than one load balancer has. */
const aFew = fc.integer({ min: 2, max: 3 });

export function smallFleets(provider: ProviderName): fc.Arbitrary<SmallFleet> {
  return fc
    .record({
      shapes: fc.array(shape, { minLength: 1, maxLength: 4 }),
      listed: fc.integer({ min: 1, max: 4 }),
      page: aFew,
      loadBalancerIds: aFew,
      machineIds: few,
      healthIds: few,
      embeds: fc.boolean(),
      pagesBindings: fc.boolean(),
      oneKind: fc.boolean(),
    })
    .map(
      ({ shapes, listed, page, loadBalancerIds, machineIds, healthIds, embeds, pagesBindings, oneKind }) => {
        const vendor: VendorTraits = { ...traits[provider], embeds, pagesBindings };
        const isZenlayer = provider === 'ZENLAYER_BMC';
        const kinds = isZenlayer && oneKind ? ['BM'] : vendor.kinds;
        const loadBalancers = shapes.map((given, index) => toLoadBalancer(given, index, provider, kinds));
        const machines = [0, 1, 2, 3].slice(0, listed).map((id) => ({
          ...{ id: `m${id}`, kind: kinds[id % kinds.length] ?? '', name: null, addresses: [`10.0.0.${id}`] },
        }));
        return {
          fleet: {
            loadBalancers,
            machines: [...machines].sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind)),
            elsewhere: new Set(['m4']),
            deleted: new Set<string>(),
            vendor: { ...vendor, kinds, embeds: isZenlayer && embeds },
          },
          // Where a page holds the listeners of one call's load balancers: how to pack them otherwise is no closed formula.
          most: {
            page: isZenlayer ? 2 * loadBalancerIds : page,
            // A call by ids takes no fewer than a page, else the list itself might be the shorter way.
            loadBalancerIds: isZenlayer ? loadBalancerIds : page,
            ...{ listenerIds: page, backendIds: page, machineIds, healthIds },
          },
        };
      },
    );
}

function toLoadBalancer(
  given: Shape,
  index: number,
  provider: ProviderName,
  kinds: readonly string[],
): FleetLoadBalancer {
  const id = `lb${index}`;
  const backend = (machine: number, at: number, where: string): FleetBackend => ({
    ...{ id: `${where}-${at}`, health: 'UP', addresses: [`10.0.0.${machine}`] },
    ...{ machine: `m${machine}`, router: null, kind: kinds[machine % kinds.length] ?? '' },
  });
  const kind =
    provider === 'TENCENT_CLB' ? given.kind : provider === 'ZENLAYER_ZLB' ? 'application' : 'plain';
  const layer4Only = provider === 'TENCENT_BMLB' && given.layer4Only;
  const listeners = given.listeners.map(({ layer, targets }, number): FleetListener => {
    const listenerId = `${id}-l${number}`;
    const machines = kind === 'classic' ? given.bound : targets;
    const has7 = provider === 'TENCENT_BMLB' && !layer4Only;
    return {
      ...{ id: listenerId, layer: has7 ? layer : 4, rules: [] },
      backends: machines.map((machine, at) => backend(machine, at, listenerId)),
    };
  });
  const isBound = kind === 'classic' && listeners.length === 0;
  return {
    ...{ id, name: `web-frontend ${id}`, status: 'ACTIVE', kind, layer4Only, listeners },
    bound: isBound ? given.bound.map((machine, at) => backend(machine, at, id)) : [],
  };
}

export const trees: fc.Arbitrary<Tree> = fc.record(
  {
    first: fc.integer({ min: 0, max: 4 }),
    last: fc.integer({ min: 0, max: 3 }),
    total: fc.boolean(),
    listeners: fc.constantFrom('lean' as const, 'full' as const),
    rules: fc.boolean(),
    backends: fc.constantFrom('of listeners' as const, 'of load balancers' as const),
    health: fc.boolean(),
    machines: fc.constantFrom('name' as const, 'created' as const),
  },
  { requiredKeys: [] },
);
