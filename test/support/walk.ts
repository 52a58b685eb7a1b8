import { expect } from 'vitest';
import type { GraphqlAnswer } from './gateway.js';
import type { Row } from './truth.js';

/** A connection that is walked page by page, and what it must hold. */
export interface WalkedList {
  readonly name: string;
  /** The field, with `(ARGS)` in place of its arguments: the selection down to it must have one field on each level. */
  readonly path: readonly string[];
  /** The node's values. */
  readonly fields: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly truth: readonly Row[];
  /** How many sources the whole list stands over. */
  readonly sources: number;
}

type Ask = (
  query: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<GraphqlAnswer<Readonly<Record<string, unknown>>>>;

interface Page {
  readonly totalCount: number | null;
  readonly coverage: Readonly<Record<string, unknown>>;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
}

/** Where a walk starts: the place of an item and its cursor; null at the list's own end. */
export interface Anchor {
  readonly index: number;
  readonly cursor: string;
}

const declared = '$id: ID, $account: ID, $first: Int, $after: String, $last: Int, $before: String';
const args = 'first: $first, after: $after, last: $last, before: $before';

function operation({ path, fields }: WalkedList): string {
  const page = `totalCount coverage { sources answered expected seen exact failures { code } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { ${fields} } }`;
  const field = path.reduceRight((inner, step) => `${step.replace('ARGS', args)} { ${inner} }`, page);
  const used = declared.split(', ').filter((name) => field.includes(name.split(':')[0] ?? ''));
  return `query Walk(${used.join(', ').replaceAll(/\$(id|account): ID/g, '$$$1: ID!')}) { ${field} }`;
}

async function readPage(ask: Ask, list: WalkedList, window: Readonly<Record<string, unknown>>) {
  const { status, data, errors } = await ask(operation(list), { ...list.variables, ...window });
  expect({ list: list.name, window, status, errors }).toEqual({
    list: list.name,
    window,
    status: 200,
    errors: [],
  });
  let value: unknown = data;
  for (const step of list.path) {
    // A step may be a type condition, which is no level of the answer.
    const name = /^[A-Za-z]+/.exec(step)?.[0];
    if (name !== undefined) value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value as Page;
}

/** Holds one page against the slice of the inventory that it must be. */
function expectSlice(list: WalkedList, page: Page, from: number, to: number): void {
  const { truth, sources, name } = list;
  const { edges, totalCount, pageInfo, coverage } = page;
  expect({ name, from, nodes: edges.map(({ node }) => node) }).toEqual({
    name,
    from,
    nodes: truth.slice(from, to),
  });
  expect({ name, from, to, totalCount, coverage, pageInfo: { ...pageInfo } }).toEqual({
    name,
    from,
    to,
    totalCount: truth.length,
    coverage: {
      sources,
      answered: sources,
      // Of a list inside its parent's row the vendor tells no total.
      expected: list.path.length > 1 && coverage['expected'] === null ? null : truth.length,
      seen: to - from,
      exact: true,
      failures: [],
    },
    pageInfo: {
      hasNextPage: to < truth.length,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? pageInfo.startCursor,
      endCursor: edges.at(-1)?.cursor ?? pageInfo.endCursor,
    },
  });
}

/** Reads a list from its start to its end by pages of a size, each checked; gives the cursor of every item. */
export async function walkForward(ask: Ask, list: WalkedList, size: number): Promise<readonly string[]> {
  const cursors: string[] = [];
  const { length } = list.truth;
  let after: string | null = null;
  do {
    const page: Page = await readPage(ask, list, { first: size, after });
    const from = cursors.length;
    expectSlice(list, page, from, Math.min(from + size, length));
    cursors.push(...page.edges.map(({ cursor }) => cursor));
    after = page.pageInfo.endCursor;
  } while (cursors.length < length);
  expect(new Set(cursors).size).toBe(length);
  return cursors;
}

/** Reads a list to its start, from its end or from in front of an item; gives the cursors in the list's order. */
export async function walkBackward(
  ask: Ask,
  list: WalkedList,
  size: number,
  anchor: Anchor | null = null,
): Promise<readonly string[]> {
  const cursors: string[] = [];
  let to = anchor?.index ?? list.truth.length;
  let before = anchor?.cursor ?? null;
  do {
    const page: Page = await readPage(ask, list, { last: size, before });
    const from = Math.max(0, to - size);
    expectSlice(list, page, from, to);
    cursors.unshift(...page.edges.map(({ cursor }) => cursor));
    before = page.pageInfo.startCursor;
    to = from;
  } while (to > 0);
  return cursors;
}

/** What lies beyond both ends of a list: nothing, and each end says truly what is on its other side. */
export async function expectEnds(ask: Ask, list: WalkedList, cursors: readonly string[]): Promise<void> {
  const { length } = list.truth;
  const behind = await readPage(ask, list, { first: 3, after: cursors.at(-1) ?? null });
  expectSlice(list, behind, length, length);
  const inFront = await readPage(ask, list, { last: 3, before: cursors[0] ?? null });
  expectSlice(list, inFront, 0, 0);
  expectSlice(list, await readPage(ask, list, { first: 0 }), 0, 0);
  expectSlice(list, await readPage(ask, list, { last: 0 }), length, length);
}
