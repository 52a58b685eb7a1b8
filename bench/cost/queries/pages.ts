import { nothing } from '../need.js';
import type { CostQuery } from './query.js';
import { treeNeed, windowOf, type Tree } from './need-of.js';

const listed = (name: string, selection: string, tree: Tree): CostQuery => ({
  name,
  text: `{ loadBalancers${selection} }`,
  need: (fleet) => treeNeed(fleet, tree),
});

const page = (first: number) =>
  listed(`page of ${first}`, `(first: ${first}) { nodes { name status addresses } }`, { first });

/** Machines, too, are a list of the source. */
const machines = (name: string, selection: string, window: Tree, total = false): CostQuery => ({
  name,
  text: `{ instances${selection} }`,
  need: (fleet) => ({
    ...nothing,
    machineWindow: windowOf(fleet.machines.length, window),
    machineTotal: total,
  }),
});

/** Pages of the lists of a source. */
export const pages: readonly CostQuery[] = [
  ...[0, 1, 20, 100, 101, 250, 1000].map(page),
  listed('page of 20 by default', ' { edges { cursor node { name } } }', { first: 20 }),
  listed('page of 0 and totalCount', '(first: 0) { totalCount nodes { name } }', { first: 0, total: true }),
  listed('page of 20 and totalCount', '(first: 20) { totalCount nodes { name } }', {
    first: 20,
    total: true,
  }),
  listed('totalCount alone', ' { totalCount }', { first: 0, total: true }),
  listed('page of 20 with pageInfo', '(first: 20) { nodes { name } pageInfo { hasNextPage } }', {
    first: 20,
    total: true,
  }),
  listed('last 20', '(last: 20) { nodes { name } }', { last: 20 }),
  listed('last 1000', '(last: 1000) { nodes { name } }', { last: 1000 }),
  {
    name: 'pages under aliases',
    text: '{ a: loadBalancers(first: 20) { nodes { name } } b: loadBalancers(first: 100) { totalCount nodes { id } } }',
    need: (fleet) => treeNeed(fleet, { first: 100, total: true }),
  },
  {
    name: 'page of an account',
    text: 'query Page($account: ID!) { account(id: $account) { name loadBalancers(first: 100) { nodes { name } } } }',
    variables: ({ account }) => ({ account }),
    need: (fleet) => treeNeed(fleet, { first: 100 }),
  },
  machines('machines: page of 20', '(first: 20) { nodes { name status } }', { first: 20 }),
  machines('machines: page of 1000', '(first: 1000) { nodes { name createdAt } }', { first: 1000 }),
  machines('machines: totalCount alone', ' { totalCount }', { first: 0 }, true),
];
