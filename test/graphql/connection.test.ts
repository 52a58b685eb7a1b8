import { GraphQLSchema, type GraphQLResolveInfo } from 'graphql';
import { describe, expect, test } from 'vitest';
import { LbgraphError } from '../../src/errors.js';
import { createAnswerBudget } from '../../src/graphql/answer-budget.js';
import { toConnection, toPageRequest, type ConnectionArgs } from '../../src/graphql/connection.js';
import type { Context } from '../../src/graphql/context.js';
import { createCursors, listMark, type CursorList } from '../../src/graphql/cursor.js';
import type { Mark } from '../../src/inventory/mark.js';
import { createFakeVendor } from '../inventory/fake-vendor.js';
import type { PageRequest, Place } from '../../src/inventory/sequence.js';
import { createLoaders } from '../../src/loaders/loaders.js';
import { defaultLimits } from '../support/limits.js';

const partIds = ['a pek ', 'b gd '];
const list: CursorList = {
  mark: listMark(null, 'Query.loadBalancers', [null]),
  partIds,
  partsVanish: false,
};
const cursors = createCursors('a key');
const placeAt = (part: number, offset: number): Place<Mark> => ({
  at: {
    part,
    mark: { anchor: '0123456789abcdef', before: [], after: [], offset, total: 9, byId: false },
  },
  left: [],
});
const cursor = cursors.encode(list, placeAt(1, 4));
const other = cursors.encode(list, placeAt(1, 7));
const request = (args: ConnectionArgs) => toPageRequest(args, list, { limits: defaultLimits, cursors });

describe('the arguments of a connection', () => {
  test.each<readonly [string, ConnectionArgs, PageRequest<Mark>]>([
    ['nothing', {}, { direction: 'forward', count: 20, from: null }],
    [
      'nulls, which count as nothing',
      { first: null, after: null, last: null, before: null },
      { direction: 'forward', count: 20, from: null },
    ],
    ['first', { first: 5 }, { direction: 'forward', count: 5, from: null }],
    ['first none', { first: 0 }, { direction: 'forward', count: 0, from: null }],
    ['first, as many as allowed', { first: 1000 }, { direction: 'forward', count: 1000, from: null }],
    ['after', { after: cursor }, { direction: 'forward', count: 20, from: placeAt(1, 4) }],
    ['first and after', { first: 5, after: cursor }, { direction: 'forward', count: 5, from: placeAt(1, 4) }],
    ['last', { last: 5 }, { direction: 'backward', count: 5, from: null }],
    ['last none', { last: 0 }, { direction: 'backward', count: 0, from: null }],
    ['before', { before: cursor }, { direction: 'backward', count: 20, from: placeAt(1, 4) }],
    [
      'last and before',
      { last: 5, before: cursor },
      { direction: 'backward', count: 5, from: placeAt(1, 4) },
    ],
    [
      'first in front of a cursor',
      { first: 3, before: cursor },
      { direction: 'forward', count: 3, from: null, until: placeAt(1, 4) },
    ],
    [
      'last behind a cursor',
      { last: 3, after: cursor },
      { direction: 'backward', count: 3, from: null, until: placeAt(1, 4) },
    ],
    [
      'between two cursors',
      { after: cursor, before: other },
      { direction: 'forward', count: 20, from: placeAt(1, 4), until: placeAt(1, 7) },
    ],
    [
      'the last between two cursors',
      { last: 2, after: cursor, before: other },
      { direction: 'backward', count: 2, from: placeAt(1, 7), until: placeAt(1, 4) },
    ],
    ['last beside a null first', { first: null, last: 2 }, { direction: 'backward', count: 2, from: null }],
  ])('%s', (_, args, expected) => {
    expect(request(args)).toMatchObject(expected);
  });

  test.each<readonly [string, ConnectionArgs, Readonly<Record<string, number>>]>([
    ['first and last', { first: 1, last: 1 }, {}],
    ['a negative first', { first: -1 }, { limit: 0, actual: -1 }],
    ['a negative last', { last: -1 }, { limit: 0, actual: -1 }],
    ['a first above the cap', { first: 1001 }, { limit: 1000, actual: 1001 }],
    ['a last above the cap', { last: 1001 }, { limit: 1000, actual: 1001 }],
    ['an empty cursor', { after: '' }, {}],
    [
      'a cursor of another list',
      { after: cursors.encode({ ...list, mark: listMark(null, 'Query.other', []) }, placeAt(1, 4)) },
      {},
    ],
    [
      'a cursor of a part that is not in the list',
      { before: cursors.encode({ ...list, partIds: ['c'] }, placeAt(0, 4)) },
      {},
    ],
  ])('%s is refused with a sentence that helps', (_, args, details) => {
    expect(() => request(args)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        details,
        message: expect.stringMatching(/ .+\./) as string,
      }) as Error,
    );
  });
});

function noForecast(): never {
  throw new Error('no connection plans anything');
}

describe('the value of a connection', () => {
  const reported: unknown[] = [];
  const vendor = createFakeVendor();
  const account = {
    id: 'acme',
    name: 'Acme',
    provider: 'ACME',
    api: 'v1',
    site: null,
    regions: ['pek'],
    simulated: true,
  };
  const context: Context = {
    requestId: 'r',
    viewer: { accounts: new Set(['acme']) },
    accounts: {
      all: [account],
      health: () => ({ reachable: null, lastCallAt: null, lastError: null, budgetLeft: null }),
    },
    loaders: createLoaders(vendor.inventory, vendor.request()),
    dryRunner: { schema: new GraphQLSchema({}), forecast: () => noForecast(), now: () => 0 },
    admission: { arm: () => undefined, admit: () => null, refused: () => null },
    grants: { introspect: true, trace: true },
    limits: defaultLimits,
    cursors,
    budget: createAnswerBudget(1_000_000),
    report: (error) => reported.push(error),
  };
  const info = {
    path: { prev: undefined, key: 'loadBalancers', typename: 'Query' },
    fieldNodes: [],
  } as unknown as GraphQLResolveInfo;
  const entry = (offset: number) => ({
    node: `n${offset}`,
    cursor: () => cursors.encode(list, placeAt(0, offset)),
  });
  const page = {
    entries: [entry(3), entry(4)],
    edge: () => 'the edge',
    seen: 2,
    total: 9,
    expected: 9,
    more: true,
    near: null,
    reordered: false,
    exact: true,
    sources: 1,
    failures: [],
  };
  const forward = { direction: 'forward', count: 2, cursor: null, end: null } as const;
  const backward = { direction: 'backward', count: 2, cursor: null, end: null } as const;

  test('has cursors that lead back to where its edges stand', () => {
    const { edges, nodes, pageInfo } = toConnection(page, forward, context, info);
    expect(nodes).toEqual(['n3', 'n4']);
    expect(edges.map((edge) => cursors.decode(list, edge.cursor()).at.mark?.offset)).toEqual([3, 4]);
    expect(pageInfo.startCursor()).toBe(edges[0]?.cursor());
    expect(pageInfo.endCursor()).toBe(edges[1]?.cursor());
  });

  test('without edges has the cursor that was given, so that one can go on from there, or none', () => {
    for (const given of [null, cursor]) {
      const { pageInfo } = toConnection(
        { ...page, entries: [] },
        { ...forward, cursor: given },
        context,
        info,
      );
      expect([pageInfo.startCursor(), pageInfo.endCursor()]).toEqual([given, given]);
    }
  });

  test.each([
    ['forward, more to come', forward, true, { hasNextPage: true, hasPreviousPage: false }],
    ['forward, nothing more', forward, false, { hasNextPage: false, hasPreviousPage: false }],
    ['forward from a cursor', { ...forward, cursor }, false, { hasNextPage: false, hasPreviousPage: true }],
    ['backward, more to come', backward, true, { hasNextPage: false, hasPreviousPage: true }],
    ['backward, nothing more', backward, false, { hasNextPage: false, hasPreviousPage: false }],
    ['backward from a cursor', { ...backward, cursor }, true, { hasNextPage: true, hasPreviousPage: true }],
  ])('%s', (_, asked, more, expected) => {
    expect(toConnection({ ...page, more }, asked, context, info).pageInfo).toMatchObject(expected);
  });

  test('tells the truth of the other side where it was looked for', () => {
    const seen = { ...page, more: false, near: false };
    const { pageInfo } = toConnection(seen, { ...forward, cursor }, context, info);
    expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    const back = toConnection(seen, { ...backward, cursor }, context, info);
    expect(back.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });

  test('says that a list was read in another order', () => {
    expect(toConnection({ ...page, reordered: true }, forward, context, info).coverage.reordered).toBe(true);
  });

  test('over a source that failed says so in coverage, in errors and in hasNextPage, in both directions', () => {
    const error = new LbgraphError('UPSTREAM_TIMEOUT', 'too late', {
      action: 'DescribeThings',
      retryable: true,
    });
    const failures = [{ source: { account: 'acme', region: 'pek' }, error, staleAsOf: 1000 }];
    const failed = { ...page, failures, exact: false, total: null, expected: null, sources: 2 };
    for (const asked of [forward, backward]) {
      reported.length = 0;
      const value = toConnection({ ...failed, more: true }, asked, context, info);
      expect(reported).toEqual([error]);
      expect(value.pageInfo.hasNextPage).toBe(true);
      expect(value.totalCount).toBeNull();
      expect(value.coverage).toEqual({
        sources: 2,
        answered: 1,
        expected: null,
        seen: 2,
        exact: false,
        reordered: false,
        failures: [
          {
            account: 'acme',
            provider: 'ACME',
            region: 'pek',
            action: 'DescribeThings',
            code: 'UPSTREAM_TIMEOUT',
            message: 'too late',
            retryable: true,
            staleAsOf: new Date(1000),
          },
        ],
      });
    }
  });
});
