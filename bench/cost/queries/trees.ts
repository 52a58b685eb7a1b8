import { treeNeed, type Tree } from './need-of.js';
import type { CostQuery } from './query.js';

const below = (name: string, selection: string, tree: Tree, first = fleetFirst): CostQuery => ({
  name,
  text: `{ loadBalancers(first: ${first}) { nodes { name ${selection} } } }`,
  need: (fleet) => treeNeed(fleet, { first, ...tree }),
});

/** Large enough for each list of every fleet. */
const fleetFirst = 200;
const listenersFirst = '(first: 50)';
const behindOneFirst = '(first: 100)';
const all = '(first: 200)';
const full = 'protocol port healthCheck { intervalSeconds }';
const behindListeners = (fields: string, listener = 'protocol port') =>
  `listeners${listenersFirst} { nodes { ${listener} backends${behindOneFirst} { nodes { ${fields} } } } }`;
const behind = (fields: string) => `backends${all} { nodes { ${fields} } }`;
const through = { listeners: 'lean', backends: 'of listeners' } as const;

/** What stands below load balancers, in every depth. */
export const trees: readonly CostQuery[] = [
  below('listeners', `listeners${listenersFirst} { nodes { protocol port status } }`, { listeners: 'lean' }),
  below(
    'listeners, all fields',
    `listeners${listenersFirst} { nodes { name port healthCheck { intervalSeconds } } }`,
    {
      listeners: 'full',
    },
  ),
  below('listeners, totalCount', 'listeners { totalCount }', { listeners: 'lean' }),
  below(
    'listeners of 20',
    `listeners${listenersFirst} { nodes { protocol port status } }`,
    { listeners: 'lean' },
    20,
  ),
  below(
    'rules',
    `listeners${listenersFirst} { nodes { port rules${listenersFirst} { nodes { domain path } } } }`,
    {
      listeners: 'lean',
      rules: true,
    },
  ),
  below('whole tree without health', behindListeners('port weight', full), {
    ...through,
    listeners: 'full',
  }),
  below('whole tree', behindListeners('port weight health', full), {
    ...through,
    listeners: 'full',
    health: true,
  }),
  below('whole tree, ports of listeners', behindListeners('port weight'), through),
  below('whole tree with rules', treeWithRules('port weight health'), {
    ...{ ...through, listeners: 'full', rules: true, health: true },
  }),
  below('tree of 20', behindListeners('port weight'), through, 20),
  below('tree of 20 with health', behindListeners('port weight health'), { ...through, health: true }, 20),
  below('tree of 1 with health', behindListeners('port weight health'), { ...through, health: true }, 1),
  below(
    'first listener, first backends',
    'listeners(first: 1) { nodes { port backends(first: 5) { nodes { port } } } }',
    {
      ...{ listeners: 'lean', backends: 'of first listeners', firstBackends: 5 },
    },
  ),
  below('backends', behind('port weight'), { backends: 'of load balancers' }),
  below('backends with health', behind('port weight health'), {
    backends: 'of load balancers',
    health: true,
  }),
  below('backends, totalCount', 'backends { totalCount }', { backends: 'of load balancers' }),
  below('backends, the first 5', 'backends(first: 5) { nodes { port } }', {
    backends: 'of load balancers',
    firstBackends: 5,
  }),
  below('backends with their listeners', behind('port listener { port } loadBalancer { name }'), {
    backends: 'of load balancers',
  }),
  below('machines for nothing', behindListeners('instance { id vendorId kind account { id } }'), through),
  below('machines, name', behindListeners('instance { name }'), { ...through, machines: 'name' }),
  below('machines, createdAt', behindListeners('instance { createdAt }'), {
    ...through,
    machines: 'created',
  }),
  below('machines of load balancers', `instances${all} { nodes { vendorId } }`, {
    backends: 'of load balancers',
  }),
  below('machines of load balancers, createdAt', `instances${all} { nodes { createdAt } }`, {
    ...{ backends: 'of load balancers', machines: 'created' },
  }),
  below('targets: names of machines', behindListeners('target { __typename ... on Instance { name } }'), {
    ...{ ...through, machines: 'name' },
  }),
  below(
    'targets: machines and routers',
    behindListeners(
      'target { ... on Instance { vendorId createdAt } ... on Router { vendorId name } ... on IpTarget { address } }',
    ),
    { ...through, machines: 'created', routers: true },
  ),
  below('roll-ups', 'health { total up down unknown weightTotal }', {
    backends: 'of load balancers',
    health: true,
  }),
  below('roll-ups of listeners', `listeners${listenersFirst} { nodes { port health { total up down } } }`, {
    ...{ ...through, health: true },
  }),
  below('health included', behindListeners('port health @include(if: true) weight @skip(if: true)'), {
    ...{ ...through, health: true },
  }),
  below(
    'health not included',
    behindListeners('port health @include(if: false) healthAsOf @skip(if: true)'),
    through,
  ),
  below(
    'backends skipped',
    `listeners${listenersFirst} { nodes { port backends(first: 9) @skip(if: true) { totalCount } } }`,
    {
      listeners: 'lean',
    },
  ),
  {
    name: 'tree in fragments',
    text: `
      fragment Below on LoadBalancer { listeners${listenersFirst} { nodes { ...Listened } } }
      fragment Listened on Listener { protocol port ${behind('...Bound')} }
      fragment Bound on Backend { port ... @include(if: false) { health instance { createdAt } } }
      { loadBalancers(first: 200) { edges { node { name ...Below } } } }`,
    need: (fleet) => treeNeed(fleet, through),
  },
  {
    name: 'tree under aliases',
    text: `{ loadBalancers(first: 20) { nodes { name
      some: listeners(first: 1) { nodes { port } }
      every: listeners${listenersFirst} { nodes { protocol port all: ${behind('port')} up: ${behind('health')} } } } } }`,
    need: (fleet) => treeNeed(fleet, { ...through, first: 20, health: true }),
  },
];

function treeWithRules(fields: string): string {
  return `listeners${listenersFirst} { nodes { ${full} rules${listenersFirst} { nodes { domain path ${behind(fields)} } } ${behind(fields)} } }`;
}
