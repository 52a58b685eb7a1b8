import { buildSchema, graphql, type GraphQLResolveInfo } from 'graphql';
import { describe, expect, test } from 'vitest';
import { selectedConnection, selectedFields } from '../../src/graphql/look-ahead.js';
import type { Selection } from '../../src/model/selection.js';

const schema = buildSchema(`
  type Query { loadBalancers: Connection, node: Node }
  interface Node { id: ID }
  type Connection { edges: [Edge], nodes: [LoadBalancer], pageInfo: PageInfo, totalCount: Int }
  type Edge { cursor: String, node: LoadBalancer }
  type PageInfo { hasNextPage: Boolean, endCursor: String }
  type LoadBalancer implements Node { id: ID, name: String, status: String, listeners(first: Int): Listeners, tags: [Tag] }
  type Tag { key: String }
  type Listeners { edges: [ListenerEdge], nodes: [Listener], totalCount: Int }
  type ListenerEdge { node: Listener }
  type Listener implements Node { id: ID, port: Int, target: Target, loadBalancer: LoadBalancer }
  type Machine { id: ID, name: String }
  type Address { address: String }
  union Target = Machine | Address
`);

/** A selection in plain words: fields, and in brackets what is selected below them. */
function plain({ fields, below }: Selection): readonly string[] {
  const deeper = [...below].map(([field, selection]) => `${field}(${plain(selection).join(' ')})`);
  return [...[...fields].filter((field) => !below.has(field)), ...deeper].sort();
}

async function capture<T>(
  query: string,
  read: (info: GraphQLResolveInfo) => T,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<T> {
  const seen: T[] = [];
  const note = (_args: unknown, _context: unknown, info: GraphQLResolveInfo) => {
    seen.push(read(info));
    return null;
  };
  const { errors } = await graphql({
    schema,
    source: query,
    rootValue: { loadBalancers: note, node: note },
    variableValues: variables,
  });
  expect(errors).toBeUndefined();
  const [first] = seen;
  if (first === undefined) throw new Error('nothing was resolved');
  return first;
}

const ofNodes = async (selection: string, variables?: Readonly<Record<string, unknown>>, more = '') => {
  const declared = Object.keys(variables ?? {}).map((name) => `$${name}: Boolean!`);
  const head = declared.length === 0 ? '' : `query(${declared.join(', ')})`;
  const { node } = await capture(
    `${head} { loadBalancers { ${selection} } } ${more}`,
    selectedConnection,
    variables,
  );
  return plain(node);
};

describe('what is selected of the items of a connection', () => {
  test.each([
    ['through nodes', 'nodes { id name }', ['id', 'name']],
    ['through edges', 'edges { cursor node { id name } }', ['id', 'name']],
    ['through both, together', 'nodes { id } edges { node { name } }', ['id', 'name']],
    ['by its name, not its alias', 'a: nodes { b: name c: status }', ['name', 'status']],
    ['under several aliases, together', 'a: nodes { id } b: nodes { name }', ['id', 'name']],
    ['in an inline fragment', 'nodes { ... { name } ... on LoadBalancer { status } }', ['name', 'status']],
    ['of objects below', 'nodes { tags { key } }', ['tags(key)']],
    ['of connections below, seen through', 'nodes { listeners { nodes { port } } }', ['listeners(port)']],
    [
      'of connections below, through edges and nodes',
      'nodes { listeners { totalCount nodes { id } edges { node { port } } } }',
      ['listeners(id port)'],
    ],
    [
      'of several levels below',
      'nodes { listeners { nodes { loadBalancer { name listeners { nodes { id } } } } } }',
      ['listeners(loadBalancer(listeners(id) name))'],
    ],
    [
      'of the same field twice, together',
      'nodes { listeners { nodes { id } } x: listeners(first: 3) { nodes { port } } }',
      ['listeners(id port)'],
    ],
    [
      'of any member of a union',
      'nodes { listeners { nodes { target { __typename ... on Machine { name } ... on Address { address } } } } }',
      ['listeners(target(__typename address name))'],
    ],
    ['not at all', 'totalCount', []],
  ])('%s', async (_, selection, expected) => {
    expect(await ofNodes(selection)).toEqual(expected);
  });

  test('in a fragment, wherever it stands', async () => {
    const fragments = `
      fragment Page on Connection { nodes { ...Item } edges { node { listeners { ...Below } } } }
      fragment Item on LoadBalancer { name ...Rest }
      fragment Rest on Node { id }
      fragment Below on Listeners { nodes { port } }
    `;
    expect(await ofNodes('...Page', undefined, fragments)).toEqual(['id', 'listeners(port)', 'name']);
  });
});

describe('what @skip and @include leave out', () => {
  const fragment = 'fragment Status on LoadBalancer { status }';

  test.each([
    ['nodes { id name @include(if: $v) }', true, ['id', 'name']],
    ['nodes { id name @include(if: $v) }', false, ['id']],
    ['nodes { id name @skip(if: $v) }', true, ['id']],
    ['nodes { id name @skip(if: $v) }', false, ['id', 'name']],
    ['nodes { id name @skip(if: false) @include(if: $v) }', false, ['id']],
    ['nodes { id name @skip(if: $v) @include(if: true) }', true, ['id']],
    ['nodes { id ... @include(if: $v) { name } }', false, ['id']],
    ['nodes { id ...Status @include(if: $v) }', false, ['id']],
    ['nodes { id ...Status @include(if: $v) }', true, ['id', 'status']],
    ['nodes { id listeners @skip(if: $v) { nodes { port } } }', true, ['id']],
    ['nodes { id } edges @include(if: $v) { node { name } }', false, ['id']],
  ])('%s with %s', async (selection, v, expected) => {
    const used = selection.includes('...Status') ? fragment : '';
    expect(await ofNodes(selection, { v }, used)).toEqual(expected);
  });
});

describe('what is selected of a connection itself', () => {
  test('is told apart from its items and its page', async () => {
    const { fields, pageInfo } = await capture(
      '{ loadBalancers { t: totalCount nodes { id } ...P } } fragment P on Connection { pageInfo { hasNextPage x: endCursor } }',
      selectedConnection,
    );
    expect(fields).toEqual(new Set(['totalCount', 'nodes', 'pageInfo']));
    expect(pageInfo).toEqual(new Set(['hasNextPage', 'endCursor']));
  });

  test('is everything that is said of it in several places', async () => {
    const { fields, node } = await capture(
      '{ loadBalancers { totalCount } loadBalancers { nodes { id } } }',
      selectedConnection,
    );
    expect(fields).toEqual(new Set(['totalCount', 'nodes']));
    expect(plain(node)).toEqual(['id']);
  });
});

describe('what is selected of an object', () => {
  test('is what any type condition selects, connections seen through', async () => {
    const selection = await capture(
      '{ node { id ... on LoadBalancer { name listeners { edges { node { port } } } } ... on Listener { port } } }',
      selectedFields,
    );
    expect(plain(selection)).toEqual(['id', 'listeners(port)', 'name', 'port']);
  });
});

test('fragments that spread each other many times over are read once each', async () => {
  const levels = 60;
  const fragments = Array.from({ length: levels }, (_, level) => {
    const below = `listeners { nodes { loadBalancer { ...F${level + 1} } } }`;
    return `fragment F${level} on LoadBalancer { ${below} ${below} ...F${level + 1} ...F${level + 1} }`;
  });
  const { node } = await capture(
    `{ loadBalancers { nodes { ...F0 } } } ${fragments.join(' ')} fragment F${levels} on LoadBalancer { name }`,
    selectedConnection,
  );
  let deepest = node;
  let depth = 0;
  for (let inner: Selection | undefined = node; inner !== undefined; depth++) {
    deepest = inner;
    inner = inner.below.get('listeners')?.below.get('loadBalancer');
  }
  expect(depth).toBe(levels + 1);
  expect(plain(deepest)).toEqual(['name']);
});
