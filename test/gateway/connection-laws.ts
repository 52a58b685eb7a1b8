import { expect } from 'vitest';
import type { Gateway } from '../support/gateway.js';
import { readPage, type ConnectionPlace, type Page, type PageArguments } from './connection-fields.js';

type Ask = Gateway['query'];

/** The ids of a list's rows, in its order. */
type Rows = readonly string[];

/** A list as one page. */
export async function readWhole(ask: Ask, place: ConnectionPlace): Promise<Rows> {
  const page = await readPage(ask, place, { first: 1000 });
  const rows = page.edges.map(({ node }) => node.id);
  expect(new Set(rows).size).toBe(rows.length);
  expectPage(page, rows, 0, rows.length, { first: 1000 });
  return rows;
}

/** Holds a page against the part of its list that it must be: its own laws, and what it says of the rest. */
export function expectPage(page: Page, rows: Rows, from: number, to: number, asked: PageArguments): void {
  const { edges, nodes, pageInfo, totalCount } = page;
  const ids = edges.map(({ node }) => node.id);
  const isEmpty = from === to;
  const hasCursor = asked.after !== undefined || asked.before !== undefined;
  expect({ asked, ids, nodes: nodes.map(({ id }) => id), totalCount, pageInfo }).toEqual({
    asked,
    ids: rows.slice(from, to),
    nodes: ids,
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: to < rows.length,
      hasPreviousPage: from > 0,
      // An empty page behind a cursor may keep its place: a source that failed may have some later.
      startCursor: isEmpty && hasCursor ? pageInfo.startCursor : (edges[0]?.cursor ?? null),
      endCursor: isEmpty && hasCursor ? pageInfo.endCursor : (edges.at(-1)?.cursor ?? null),
    },
  });
  expect(new Set(edges.map(({ cursor }) => cursor)).size).toBe(edges.length);
}

/** Reads a list page by page from either end: the pages are what one large page is cut into. */
export async function expectScrolls(
  ask: Ask,
  place: ConnectionPlace,
  rows: Rows,
  sizes: readonly number[],
): Promise<void> {
  for (const size of sizes) {
    let cursor: string | null = null;
    for (let from = 0; from < rows.length; from += size) {
      const asked = { first: size, ...(cursor === null ? {} : { after: cursor }) };
      const page: Page = await readPage(ask, place, asked);
      expectPage(page, rows, from, Math.min(from + size, rows.length), asked);
      cursor = page.pageInfo.endCursor;
    }
    cursor = null;
    for (let to = rows.length; to > 0; to -= size) {
      const asked = { last: size, ...(cursor === null ? {} : { before: cursor }) };
      const page: Page = await readPage(ask, place, asked);
      expectPage(page, rows, Math.max(0, to - size), to, asked);
      cursor = page.pageInfo.startCursor;
    }
  }
}

/** The cursors of a list's first, middle and last edges lead on in both directions, whether read from the start or from the end. */
export async function expectAnchors(ask: Ask, place: ConnectionPlace, rows: Rows): Promise<void> {
  const { length } = rows;
  const few = Math.min(9, length);
  const pages: readonly (readonly [PageArguments, from: number, anchors: readonly number[]])[] = [
    [{ first: 1000 }, 0, [0, 1, Math.floor(length / 2), length - 1]],
    [{ last: few }, length - few, [length - few, length - 2]],
  ];
  for (const [asked, from, anchors] of pages) {
    const { edges } = await readPage(ask, place, asked);
    for (const at of anchors) {
      const cursor = edges[at - from]?.cursor ?? '';
      const forward = { first: 3, after: cursor };
      expectPage(await readPage(ask, place, forward), rows, at + 1, Math.min(at + 4, length), forward);
      const backward = { last: 3, before: cursor };
      expectPage(await readPage(ask, place, backward), rows, Math.max(0, at - 3), at, backward);
    }
  }
}

/** `after` and `before` bound a list whatever end is counted from: what the specification calls the edges to return. */
export async function expectBounds(ask: Ask, place: ConnectionPlace, rows: Rows): Promise<void> {
  const { edges } = await readPage(ask, place, { first: 1000 });
  const { length } = rows;
  const [i, j] = [Math.floor(length / 4), Math.floor((3 * length) / 4)];
  const [after, before] = [edges[i]?.cursor, edges[j]?.cursor];
  if (length < 3 || after === undefined || before === undefined) return;
  for (const count of [1, 2, length]) {
    const pages: readonly (readonly [PageArguments, number, number])[] = [
      [{ first: count, before }, 0, Math.min(count, j)],
      [{ last: count, after }, Math.max(i + 1, length - count), length],
      [{ first: count, after, before }, i + 1, Math.min(i + 1 + count, j)],
      [{ last: count, after, before }, Math.max(i + 1, j - count), j],
      // The other way round nothing is between them.
      [{ first: count, after: before, before: after }, j + 1, j + 1],
    ];
    for (const [asked, from, to] of pages) {
      if (from > to || (from === to && to === length)) continue;
      expectPage(await readPage(ask, place, asked), rows, from, to, asked);
    }
  }
}

/** Beyond both ends there is nothing, and pages of no rows say truly what is around them. */
export async function expectEnds(ask: Ask, place: ConnectionPlace, rows: Rows): Promise<void> {
  const { length } = rows;
  const { startCursor } = (await readPage(ask, place, { first: 1 })).pageInfo;
  const { endCursor } = (await readPage(ask, place, { last: 1 })).pageInfo;
  const empty: readonly (readonly [PageArguments, at: number])[] = [
    [{ first: 5, after: endCursor }, length],
    [{ last: 5, before: startCursor }, 0],
    [{ first: 0 }, 0],
    [{ last: 0 }, length],
    [{ first: 0, after: startCursor }, 1],
    [{ last: 0, before: endCursor }, length - 1],
  ];
  for (const [asked, at] of empty) expectPage(await readPage(ask, place, asked), rows, at, at, asked);
}

/** A list of nothing has no cursors and nothing around it. */
export async function expectEmptyList(ask: Ask, place: ConnectionPlace): Promise<void> {
  for (const asked of [{}, { first: 0 }, { first: 7 }, { last: 0 }, { last: 7 }]) {
    expectPage(await readPage(ask, place, asked), [], 0, 0, asked);
  }
}
