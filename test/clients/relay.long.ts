/**
 * Relay's compiler on the schema as it is published, and Relay's runtime on what the compiler makes: connections of
 * the store that grow page by page, over the real gateway and simulated vendors whose rows come, go and move between
 * the pages.
 */
import {
  buildSchema,
  getNamedType,
  isRequiredArgument,
  type GraphQLInterfaceType,
  type GraphQLSchema,
} from 'graphql';
import { getPaginationMetadata, getValueAtPath } from 'relay-runtime';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
  vi,
  type MockInstance,
} from 'vitest';
import { compileRelay, type RelayArtifacts } from './compile-relay.js';
import { openNested, startMutatingFleet, type MutatingFleet } from './mutating-fleet.js';
import { openRelayScroll } from './relay-scroll.js';
import { pageSize, scrollOverFailure, scrollWhileMutating } from './scroll.js';

const documents = [
  `query FleetQuery($count: Int) { ...Fleet_list @arguments(count: $count) }`,
  `fragment Fleet_list on Query
  @refetchable(queryName: "FleetPageQuery")
  @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
    loadBalancers(first: $count, after: $cursor) @connection(key: "Fleet_loadBalancers") {
      edges { node { id vendorId name addresses createdAt vendorFields } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      coverage { sources answered exact }
    }
  }`,
  `query FleetListenersQuery($account: ID!, $region: String, $vendorId: ID!, $first: Int, $last: Int) {
    loadBalancer(account: $account, region: $region, vendorId: $vendorId) {
      ...Fleet_listeners @arguments(first: $first, last: $last)
    }
  }`,
  `fragment Fleet_listeners on LoadBalancer
  @refetchable(queryName: "FleetListenersPageQuery")
  @argumentDefinitions(
    first: { type: "Int" }, after: { type: "String" }, last: { type: "Int" }, before: { type: "String" }
  ) {
    listeners(first: $first, after: $after, last: $last, before: $before) @connection(key: "Fleet_listeners") {
      edges { node { id vendorId port } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`,
  `query FleetBackendsQuery($account: ID!, $region: String, $vendorId: ID!, $first: Int, $last: Int) {
    loadBalancer(account: $account, region: $region, vendorId: $vendorId) {
      listeners(first: 1) { nodes { ...Fleet_backends @arguments(first: $first, last: $last) } }
    }
  }`,
  `fragment Fleet_backends on Listener
  @refetchable(queryName: "FleetBackendsPageQuery")
  @argumentDefinitions(
    first: { type: "Int" }, after: { type: "String" }, last: { type: "Int" }, before: { type: "String" }
  ) {
    backends(first: $first, after: $after, last: $last, before: $before) @connection(key: "Fleet_backends") {
      edges { node { id vendorId health } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`,
];

let fleet: MutatingFleet;
let sdl: string;
let artifacts: RelayArtifacts;
/** Relay tells of a cursor or a record that does not fit by a warning alone. */
let warnings: MockInstance<typeof console.error>;

beforeAll(async () => {
  warnings = vi.spyOn(console, 'error');
  fleet = await startMutatingFleet({ cache: { enabled: false } });
  const published = await fetch(new URL('/schema.graphql', fleet.url));
  sdl = await published.text();
  artifacts = compileRelay(sdl, 'Fleet', documents);
});
afterEach(() => {
  expect(warnings).not.toHaveBeenCalled();
});
afterAll(async () => {
  warnings.mockRestore();
  await fleet.stop();
});

/** A fragment for every connection that Relay can page by itself: of the root and of whatever `node` finds. */
function everyConnection(schema: GraphQLSchema) {
  const types = [
    schema.getQueryType(),
    ...schema.getPossibleTypes(schema.getType('Node') as GraphQLInterfaceType),
  ];
  return types.flatMap((type) =>
    Object.values(type?.getFields() ?? {})
      .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
      .map(({ name: field, args }) => {
        const on = type?.name ?? '';
        const name = `Every_${on}_${field}`;
        const own = args.filter((arg) => window.has(arg.name) || isRequiredArgument(arg));
        const defined = own.map((arg) => `${arg.name}: { type: "${String(arg.type)}" }`);
        const passed = own.map((arg) => `${arg.name}: $${arg.name}`);
        const document = `fragment ${name} on ${on}
          @refetchable(queryName: "Every${on}${field}Query") @argumentDefinitions(${defined.join(', ')}) {
            ${field}(${passed.join(', ')}) @connection(key: "${name}_${field}") { edges { node { id } } }
          }`;
        return { field, name, document };
      }),
  );
}
const window: ReadonlySet<string> = new Set(['first', 'after', 'last', 'before']);

test('every connection is one that Relay pages both ways, and the queries for it are whole', () => {
  const connections = everyConnection(buildSchema(sdl));
  expect(connections.map(({ name }) => name)).toContain('Every_Query_loadBalancers');
  const compiled = compileRelay(
    sdl,
    'Every',
    connections.map(({ document }) => document),
  );
  for (const { field, name } of connections) {
    const { paginationMetadata, paginationRequest } = getPaginationMetadata(compiled.fragment(name), name);
    expect([name, paginationMetadata]).toMatchObject([
      name,
      { forward: { count: 'first', cursor: 'after' }, backward: { count: 'last', cursor: 'before' } },
    ]);
    // A field that the compiler takes for the client's own is left out of what is sent.
    expect(paginationRequest.params).toMatchObject({ text: expect.stringContaining(`${field}(`) as unknown });
  }
});

const scrollFleet = ({ url }: MutatingFleet) =>
  openRelayScroll(url, {
    query: artifacts.request('FleetQuery'),
    fragment: artifacts.fragment('Fleet_list'),
    variables: { count: pageSize },
    owner: (data) => data,
    direction: 'forward',
    count: pageSize,
  });

describe('Relay scrolls a whole fleet that changes between the pages, each row once', () => {
  // A fleet for each: what one scroll put into a list stands elsewhere where a vendor lists by creation.
  let cachedFleet: MutatingFleet;
  beforeEach(async () => {
    cachedFleet = await startMutatingFleet();
  });
  afterEach(() => cachedFleet.stop());

  test('with nothing kept between requests', () =>
    scrollWhileMutating(fleet, fleet.lists, scrollFleet(fleet)));

  test.each([
    ['is too old at each page', true],
    ['is still at hand', false],
  ] as const)('with a cache, where what was read %s', (_kept, ages) =>
    scrollWhileMutating(cachedFleet, cachedFleet.lists, scrollFleet(cachedFleet), { ages }),
  );
});

/** From a query's data, or an answer to it, to what the fragment with the nested connection is spread on. */
const owners = {
  listeners: ['loadBalancer'],
  backends: ['loadBalancer', 'listeners', 'nodes', 0],
} as const;

describe('Relay scrolls a nested list that changes between the pages, each row once', () => {
  test.each([
    ['listeners', 'forward', 7],
    ['listeners', 'backward', 7],
    ['backends', 'forward', 9],
    ['backends', 'backward', 9],
  ] as const)('%s, %s', (field, direction, count) => {
    const { parent, ...lists } = openNested(fleet);
    const scroll = openRelayScroll(fleet.url, {
      query: artifacts.request(field === 'listeners' ? 'FleetListenersQuery' : 'FleetBackendsQuery'),
      fragment: artifacts.fragment(`Fleet_${field}`),
      variables: { ...parent, ...(direction === 'forward' ? { first: count } : { last: count }) },
      owner: (data) => getValueAtPath(data, owners[field]) as unknown,
      direction,
      count,
    });
    return scrollWhileMutating(fleet, [lists[field]], scroll, { direction });
  });
});

test.each(['first', 'middle', 'last'] as const)(
  'Relay goes on when an account fails on the %s page and comes back, each row once',
  (where) => scrollOverFailure(fleet, scrollFleet(fleet), where),
);
