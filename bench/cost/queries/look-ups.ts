import { placesBelow, type Fleet } from '../fleet.js';
import { nothing, type Need, type Reverse, type Single } from '../need.js';
import { treeNeed, type Tree } from './need-of.js';
import type { CostQuery } from './query.js';
import { nodeId, type Subject } from './subject.js';

const node = (
  name: string,
  selection: string,
  key: (subject: Subject) => string,
  need: CostQuery['need'],
): CostQuery => ({
  name: `node: ${name}`,
  text: `query Node($id: ID!) { node(id: $id) { ${selection} } }`,
  variables: (subject) => ({ id: nodeId(subject, key(subject)) }),
  need,
});

const ofLoadBalancer =
  (tree: Tree = {}): CostQuery['need'] =>
  (fleet, { loadBalancer }) =>
    treeNeed(fleet, { ...tree, only: [loadBalancer] });

const single = ({ loadBalancer, listener }: Subject, more: Partial<Single> = {}): Need => ({
  ...nothing,
  single: { loadBalancer, listener, parents: false, ...more },
});

const behind =
  'listeners(first: 50) { nodes { protocol port backends(first: 100) { nodes { port weight health } } } }';
const whole = { listeners: 'lean', backends: 'of listeners', health: true } as const;

const backendKey = ({ listener, backend }: Subject) => `${listener.id} ${backend.machine}`;

const one = (name: string, field: string, selection: string, need: CostQuery['need']): CostQuery => ({
  name,
  text: `query One($account: ID!, $region: String, $id: ID!) { ${field}(account: $account, region: $region, vendorId: $id) { ${selection} } }`,
  variables: ({ account, region, loadBalancer, machine }) => ({
    ...{ account, region, id: field === 'instance' ? machine.id : loadBalancer.id },
  }),
  need,
});

/** Objects by their ids, and what sends traffic to a machine. */
export const lookUps: readonly CostQuery[] = [
  one('one load balancer', 'loadBalancer', 'name status', ofLoadBalancer()),
  one('one load balancer with its tree', 'loadBalancer', `name ${behind}`, ofLoadBalancer(whole)),
  one(
    'one load balancer with a roll-up',
    'loadBalancer',
    'name health { total up down weightTotal }',
    (fleet, subject) => ofLoadBalancer({ backends: 'of load balancers', health: true })(fleet, subject),
  ),
  one('one machine', 'instance', 'name createdAt', (_fleet, { machine }) => ({
    ...{ ...nothing, machines: new Set([machine.id]), machineKindTold: false },
  })),
  node(
    'load balancer',
    '... on LoadBalancer { name }',
    ({ loadBalancer }) => loadBalancer.id,
    ofLoadBalancer(),
  ),
  node(
    'load balancer, its listeners',
    '... on LoadBalancer { name listeners { nodes { port } } }',
    ({ loadBalancer }) => loadBalancer.id,
    ofLoadBalancer({ listeners: 'lean' }),
  ),
  node(
    'listener',
    '... on Listener { protocol port }',
    ({ listener }) => listener.id,
    (_fleet, subject) => single(subject),
  ),
  node(
    'listener, all fields',
    '... on Listener { name port scheduler }',
    ({ listener }) => listener.id,
    (_fleet, subject) => single(subject),
  ),
  {
    ...node(
      'rule',
      '... on ListenerRule { domain path }',
      ({ ruled }) => ruled?.rule.id ?? '',
      (_fleet, subject) => single(subject, subject.ruled ?? {}),
    ),
    where: ({ ruled }) => ruled !== null,
  },
  node('backend', '... on Backend { port weight }', backendKey, (_fleet, subject) =>
    single(subject, { backend: subject.backend }),
  ),
  node('backend with health', '... on Backend { port weight health }', backendKey, (fleet, subject) => ({
    ...{ ...single(subject, { backend: subject.backend }), health: fleet.vendor.checksHealth },
  })),
  node(
    'backend with its parents',
    '... on Backend { port loadBalancer { name } listener { port } }',
    backendKey,
    (_fleet, subject) => ({
      ...single(subject, { backend: subject.backend, parents: true }),
    }),
  ),
  node(
    'machine',
    '... on Instance { name createdAt }',
    ({ machine }) => machine.id,
    (_fleet, { machine }) => ({
      ...{ ...nothing, machines: new Set([machine.id]) },
    }),
  ),
  {
    name: 'nodes: 20 load balancers',
    text: 'query Nodes($ids: [ID!]!) { nodes(ids: $ids) { ... on LoadBalancer { name } } }',
    variables: (subject, fleet) => ({ ids: firstOf(fleet).map(({ id }) => nodeId(subject, id)) }),
    need: (fleet) => treeNeed(fleet, { only: firstOf(fleet) }),
  },
  reverse('machine', 'places', 'port loadBalancer { name } listener { port }'),
  reverse('machine', 'full', 'port weight health loadBalancer { name } listener { port }'),
  reverse('address', 'places', 'port loadBalancer { name } listener { port }'),
  one(
    'reverse: backends of one machine',
    'instance',
    'name backends(first: 200) { nodes { port } }',
    ofMachine('ports'),
  ),
  one(
    'reverse: load balancers of one machine',
    'instance',
    'name loadBalancers(first: 200) { nodes { name } }',
    ofMachine('load balancers'),
  ),
];

function firstOf({ loadBalancers }: Fleet): Fleet['loadBalancers'] {
  return loadBalancers.slice(0, 20);
}

function reverse(by: Reverse['by'], fields: Reverse['fields'], selection: string): CostQuery {
  const filter = by === 'machine' ? 'instance: [$value]' : 'address: [$value]';
  const type = by === 'machine' ? 'ID' : 'IP';
  return {
    name: `reverse: by ${by}${fields === 'full' ? ', weight and health' : ''}`,
    text: `query Behind($value: ${type}!) { backends(first: 200, filter: { ${filter} }) { totalCount nodes { ${selection} } } }`,
    variables: (subject) => ({
      value: by === 'machine' ? nodeId(subject, subject.machine.id) : addressOf(subject),
    }),
    need: (fleet, subject) => ({ ...nothing, reverse: whatSends(fleet, subject, by, fields) }),
  };
}

function ofMachine(fields: Reverse['fields']): CostQuery['need'] {
  return (fleet, subject) => ({
    ...nothing,
    machines: new Set([subject.machine.id]),
    machineKindTold: false,
    reverse: whatSends(fleet, subject, 'machine', fields),
  });
}

function addressOf({ backend, machine }: Subject): string {
  return backend.addresses[0] ?? machine.addresses[0] ?? '';
}

function whatSends(fleet: Fleet, subject: Subject, by: Reverse['by'], fields: Reverse['fields']): Reverse {
  const { machine } = subject;
  const address = addressOf(subject);
  const places = placesBelow(fleet.loadBalancers).flatMap((place) => {
    const { listener, loadBalancer } = place;
    return (listener?.backends ?? loadBalancer.bound).map((backend) => ({ ...place, backend }));
  });
  const isFound = ({ backend }: (typeof places)[number]) =>
    by === 'machine' ? backend.machine === machine.id : backend.addresses.includes(address);
  const named = places.filter(({ backend }) => backend.addresses.includes(address));
  return {
    ...{ by, machine, address, fields },
    named: [...new Set(named.map(({ loadBalancer }) => loadBalancer))],
    found: places.filter(isFound),
  };
}
