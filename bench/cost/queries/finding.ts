import type { Fleet, FleetLoadBalancer } from '../fleet.js';
import { nothing, type Need } from '../need.js';
import { treeNeed, type Tree } from './need-of.js';
import type { CostQuery } from './query.js';

const filtered = (
  name: string,
  argument: string,
  need: (fleet: Fleet) => Need,
  rest = 'totalCount nodes { name }',
) => ({
  name: `filter: ${name}`,
  text: `{ loadBalancers(first: 200, ${argument}) { ${rest} } }`,
  need,
});

/** The whole list has to be read, and whatever the filter looks at below it. */
const overAll =
  (tree: Tree = {}) =>
  (fleet: Fleet): Need =>
    treeNeed(fleet, { ...tree, total: true });

/** The list that the vendor's own filter leaves, where it has it. */
const narrowed =
  (filter: 'status' | 'name', isLeft: (loadBalancer: FleetLoadBalancer) => boolean) =>
  (fleet: Fleet): Need => {
    if (!fleet.vendor.filters.has(filter)) return overAll()(fleet);
    const { length } = fleet.loadBalancers.filter(isLeft);
    return { ...nothing, window: { from: 0, to: length }, total: true };
  };

const backends = { backends: 'of load balancers' } as const;

/** Filters and orders of the list of load balancers. */
export const finding: readonly CostQuery[] = [
  {
    name: 'filter: vendorId',
    text: 'query Find($ids: [ID!]) { loadBalancers(filter: { vendorId: $ids }) { totalCount nodes { name } } }',
    variables: (_subject, fleet) => ({ ids: chosen(fleet).map(({ id }) => id) }),
    need: (fleet) => treeNeed(fleet, { only: chosen(fleet) }),
  },
  filtered(
    'status',
    'filter: { status: [ACTIVE] }',
    narrowed('status', ({ status }) => status === 'ACTIVE'),
  ),
  filtered(
    'name',
    'filter: { name: ["web-frontend"] }',
    narrowed('name', ({ name }) => name?.includes('web-frontend') === true),
  ),
  filtered('nameContains', 'filter: { nameContains: ["a"] }', overAll()),
  filtered('hasUnhealthyBackends', 'filter: { hasUnhealthyBackends: true }', (fleet) =>
    fleet.vendor.checksHealth ? overAll({ ...backends, health: true })(fleet) : nothing,
  ),
  filtered('hasNoBackends', 'filter: { hasNoBackends: true }', (fleet) => {
    if (!fleet.vendor.filters.has('hasNoBackends')) return overAll(backends)(fleet);
    const { length } = fleet.loadBalancers.filter(hasNone);
    return { ...nothing, window: { from: 0, to: length }, total: true, windowOfBackends: true };
  }),
  filtered('order by name', 'orderBy: { field: NAME }', overAll()),
  {
    name: 'order by createdAt, page of 5',
    text: '{ loadBalancers(first: 5, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { name createdAt } } }',
    need: overAll(),
  },
  {
    name: 'filter: backends by port',
    text: `{ loadBalancers(first: 200) { nodes { name listeners(first: 50) { nodes { port
      backends(filter: { port: [8080] }) { totalCount nodes { port } } } } } } }`,
    need: (fleet) => treeNeed(fleet, { listeners: 'lean', backends: 'of listeners' }),
  },
  {
    name: 'filter: unhealthy backends',
    text: `{ loadBalancers(first: 200) { nodes { name listeners(first: 50) { nodes { port
      backends(filter: { health: [DOWN] }) { totalCount nodes { port } } } } } } }`,
    need: (fleet) => ({
      ...treeNeed(fleet, { listeners: 'lean', backends: 'of listeners', health: true }),
      ...(fleet.vendor.checksHealth ? {} : { backends: [] }),
    }),
  },
];

function chosen({ loadBalancers }: Fleet): readonly FleetLoadBalancer[] {
  return loadBalancers.slice(0, 15);
}

function hasNone({ listeners, bound }: FleetLoadBalancer): boolean {
  return bound.length === 0 && listeners.every((listener) => listener.backends.length === 0);
}
