/**
 * Apollo Client as an application uses it: `relayStylePagination` in its cache and `fetchMore` until there is no next
 * page, over the real gateway and simulated vendors whose rows come, go and move between the pages.
 */
import { ApolloClient, HttpLink, InMemoryCache, gql, type TypedDocumentNode } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { filter, firstValueFrom } from 'rxjs';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { openNested, startMutatingFleet, type MutatingFleet } from './mutating-fleet.js';
import { pageSize, scrollOverFailure, scrollWhileMutating, type Row, type Scroll } from './scroll.js';

interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

type Variables = Readonly<Record<string, unknown>>;

interface FleetAnswer {
  readonly loadBalancers: Connection;
}

const fleetQuery: TypedDocumentNode<FleetAnswer, Variables> = gql`
  query Fleet($count: Int, $after: String) {
    loadBalancers(first: $count, after: $after) {
      edges {
        cursor
        node {
          id
          vendorId
          name
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;

interface ListenersAnswer {
  readonly loadBalancer: { readonly listeners: Connection };
}

const listenersQuery: TypedDocumentNode<ListenersAnswer, Variables> = gql`
  query Listeners(
    $account: ID!
    $region: String
    $vendorId: ID!
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    loadBalancer(account: $account, region: $region, vendorId: $vendorId) {
      id
      listeners(first: $first, after: $after, last: $last, before: $before) {
        edges {
          cursor
          node {
            id
            vendorId
            port
          }
        }
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
      }
    }
  }
`;

function createClient(uri: string): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri }),
    cache: new InMemoryCache({
      typePolicies: {
        Query: { fields: { loadBalancers: relayStylePagination(['filter']) } },
        LoadBalancer: { fields: { listeners: relayStylePagination() } },
      },
    }),
  });
}

/** The first page is read by the query itself, each further one by `fetchMore` from what the cache tells. */
function openScroll<Answer>(
  uri: string,
  query: TypedDocumentNode<Answer, Variables>,
  variables: Variables,
  connectionOf: (answer: Answer) => Connection,
): Scroll {
  const client = createClient(uri);
  const isForward = variables['last'] === undefined;
  // A page on which a source failed has errors besides its data.
  const observed = client.watchQuery({ query, variables, errorPolicy: 'all' });
  observed.subscribe(() => undefined);
  const cached = (): Connection | null => {
    const answer = client.readQuery({ query, variables });
    return answer === null ? null : connectionOf(answer);
  };
  const rowsOf = (connection: Connection | null) => connection?.edges.map(({ node }) => node) ?? [];
  return {
    turn: async () => {
      const pageInfo = cached()?.pageInfo;
      if (pageInfo === undefined) {
        await firstValueFrom(observed.pipe(filter(({ loading }) => !loading)));
        return rowsOf(cached());
      }
      const { endCursor: after, startCursor: before } = pageInfo;
      const variables = isForward ? { after } : { before };
      const { data } = await observed.fetchMore({ variables, errorPolicy: 'all' });
      return data === undefined ? [] : rowsOf(connectionOf(data));
    },
    hasMore: () => {
      const pageInfo = cached()?.pageInfo;
      return (isForward ? pageInfo?.hasNextPage : pageInfo?.hasPreviousPage) ?? false;
    },
    merged: () => rowsOf(cached()),
  };
}

const scrollFleet = ({ url }: MutatingFleet) =>
  openScroll(url, fleetQuery, { count: pageSize }, ({ loadBalancers }) => loadBalancers);

describe('Apollo Client, with nothing kept between requests', () => {
  let fleet: MutatingFleet;
  beforeEach(async () => {
    fleet = await startMutatingFleet({ cache: { enabled: false } });
  });
  afterEach(() => fleet.stop());

  test('scrolls a whole fleet that changes between the pages, each row once', () =>
    scrollWhileMutating(fleet, fleet.lists, scrollFleet(fleet)));

  test.each(['forward', 'backward'] as const)('scrolls listeners that change, %s', (direction) => {
    const { parent, listeners } = openNested(fleet);
    const variables = { ...parent, ...(direction === 'forward' ? { first: 7 } : { last: 7 }) };
    const scroll = openScroll(
      fleet.url,
      listenersQuery,
      variables,
      (answer) => answer.loadBalancer.listeners,
    );
    return scrollWhileMutating(fleet, [listeners], scroll, { direction });
  });

  test.each(['first', 'middle', 'last'] as const)(
    'goes on when an account fails on the %s page and comes back, each row once',
    (where) => scrollOverFailure(fleet, scrollFleet(fleet), where),
  );
});

describe('Apollo Client, with a cache', () => {
  let fleet: MutatingFleet;
  beforeEach(async () => {
    fleet = await startMutatingFleet();
  });
  afterEach(() => fleet.stop());

  test.each([
    ['is too old at each page', true],
    ['is still at hand', false],
  ] as const)('scrolls a whole fleet that changes while what was read %s, each row once', (_kept, ages) =>
    scrollWhileMutating(fleet, fleet.lists, scrollFleet(fleet), { ages }),
  );
});
