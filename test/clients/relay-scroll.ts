/** Relay's runtime as its pagination hook uses it, without React. */
import {
  Environment,
  Network,
  RecordSource,
  Store,
  createOperationDescriptor,
  getPaginationMetadata,
  getPaginationVariables,
  getSingularSelector,
  getValueAtPath,
  type ConcreteRequest,
  type Direction,
  type GraphQLResponse,
  type ReaderFragment,
  type Variables,
} from 'relay-runtime';
import type { Row, Scroll } from './scroll.js';

/** An environment as an application makes it: a network that fetches, a store, Relay's own handlers. */
export function createEnvironment(url: string): Environment {
  return new Environment({
    network: Network.create(async ({ text }, variables) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: text, variables }),
      });
      return (await answer.json()) as GraphQLResponse;
    }),
    store: new Store(new RecordSource()),
  });
}

/** A connection as Relay's store shows it to who reads the fragment. */
interface ShownConnection {
  readonly edges: readonly { readonly node: Row }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** What is scrolled: a query, and the fragment of it that has the connection. */
export interface RelayList {
  readonly query: ConcreteRequest;
  readonly fragment: ReaderFragment;
  readonly variables: Variables;
  /** From the query's data to what the fragment is spread on. */
  readonly owner: (data: unknown) => unknown;
  readonly direction: Direction;
  readonly count: number;
}

/** Reads on as Relay's pagination hook does: variables and cursor come from the store, the query from the fragment. */
export function openRelayScroll(url: string, list: RelayList): Scroll {
  const { query, fragment, variables, owner, direction, count } = list;
  const environment = createEnvironment(url);
  const { paginationRequest, paginationMetadata, identifierField, connectionPathInFragmentData } =
    getPaginationMetadata(fragment, 'the test');
  const first = createOperationDescriptor(query, variables);

  /** What the answer itself holds, before the store makes one list of all pages. */
  const execute = async (operation: typeof first, ownerOf: (data: unknown) => unknown) => {
    environment.retain(operation);
    const answer = await environment.execute({ operation }).toPromise();
    const page = connectionIn(ownerOf((answer as { readonly data: unknown }).data));
    return page.edges.map(({ node }) => node);
  };
  const connectionIn = (data: unknown) =>
    getValueAtPath(data, connectionPathInFragmentData) as ShownConnection;
  const shown = () => {
    const selector = getSingularSelector(fragment, owner(environment.lookup(first.fragment).data));
    const data: unknown = environment.lookup(selector).data;
    return { data, connection: connectionIn(data), selector };
  };

  let isOpen = false;
  return {
    turn: () => {
      if (!isOpen) {
        isOpen = true;
        return execute(first, owner);
      }
      const { data, connection, selector } = shown();
      const { startCursor, endCursor } = connection.pageInfo;
      const cursor = direction === 'forward' ? endCursor : startCursor;
      const base = { ...first.request.variables, ...selector.variables };
      const next = getPaginationVariables(direction, count, cursor, base, {}, paginationMetadata);
      const isNode = identifierField !== null && identifierField !== undefined;
      const id: unknown = isNode ? getValueAtPath(data, [identifierField]) : undefined;
      return execute(
        createOperationDescriptor(paginationRequest, isNode ? { ...next, id } : next),
        (answer) => (isNode ? getValueAtPath(answer, ['node']) : answer),
      );
    },
    hasMore: () => {
      const { hasNextPage, hasPreviousPage } = shown().connection.pageInfo;
      return direction === 'forward' ? hasNextPage : hasPreviousPage;
    },
    merged: () => shown().connection.edges.map(({ node }) => node),
  };
}
