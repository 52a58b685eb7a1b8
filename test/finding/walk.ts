import { expect } from 'vitest';
import type { Gateway } from '../support/gateway.js';
import type { Noun, Question } from './questions.js';

/** A field with `filter` and `orderBy`, and the way down to it. */
export interface FilteredField {
  readonly noun: Noun;
  /** The selection down to it, one field on each level; `ARGS` stands for its arguments. */
  readonly path: readonly string[];
  /** Of the object that the way begins at. */
  readonly id?: string;
}

interface Page {
  readonly totalCount: number | null;
  readonly coverage: {
    readonly sources: number;
    readonly answered: number;
    readonly exact: boolean;
    readonly failures: readonly unknown[];
  };
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly nodes: readonly { readonly id: string }[];
}

const args = 'filter: $filter, orderBy: $order, first: $first, after: $after, last: $last, before: $before';
const page = `totalCount coverage { sources answered exact failures { code } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } nodes { id }`;

function operation({ noun, path, id }: FilteredField): string {
  const field = path.reduceRight((inner, step) => `${step.replace('ARGS', args)} { ${inner} }`, page);
  // At the root what backends to look for must be said.
  const filter = noun === 'Backend' ? 'BackendFilter!' : `${noun}Filter`;
  const own = id === undefined ? '' : '$id: ID!, ';
  return `query Find(${own}$filter: ${filter}, $order: ${noun}Order, $first: Int, $after: String,
    $last: Int, $before: String) { ${field} }`;
}

type Window = Readonly<Record<string, number | string | null>>;

async function readPage<F>(
  { query }: Pick<Gateway, 'query'>,
  field: FilteredField,
  { filter, order }: Question<F>,
  window: Window,
): Promise<Page> {
  const variables = { id: field.id, filter: filter ?? {}, order, ...window };
  const { status, data, errors } = await query(operation(field), variables);
  expect({ status, errors }).toEqual({ status: 200, errors: [] });
  let value: unknown = data;
  for (const step of field.path) {
    const name = /^[A-Za-z]+/.exec(step)?.[0];
    if (name !== undefined) value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value as Page;
}

/** No list is read in more pages than these. */
const maxPages = 8;

/**
 * Reads a list to its end, page by page, and holds it against the ids that it must have: each once, in that order, with the true count and
 * true words on what is before and behind each page.
 */
export async function expectList<F>(
  gateway: Pick<Gateway, 'query'>,
  field: FilteredField,
  question: Question<F>,
  expected: readonly string[],
): Promise<void> {
  const { length } = expected;
  const size = Math.max(question.size, Math.ceil(length / maxPages));
  const isForward = question.direction === 'forward';
  let cursor: string | null = null;
  let done = 0;
  do {
    const window: Window = isForward ? { first: size, after: cursor } : { last: size, before: cursor };
    const answered: Page = await readPage(gateway, field, question, window);
    const [from, to] = isForward
      ? [done, Math.min(done + size, length)]
      : [Math.max(0, length - done - size), length - done];
    expectPage(field, answered, expected, from, to);
    cursor = isForward ? answered.pageInfo.endCursor : answered.pageInfo.startCursor;
    done += size;
  } while (done < length);
}

function expectPage(
  { path, id }: FilteredField,
  answered: Page,
  expected: readonly string[],
  from: number,
  to: number,
): void {
  const list = { path: path.join(' '), id, from, to };
  const { edges, nodes, totalCount, coverage, pageInfo } = answered;
  const ids = expected.slice(from, to);
  expect({
    list,
    ids: edges.map(({ node }) => node.id),
    nodes: nodes.map(({ id }) => id),
    totalCount,
    exact: coverage.exact,
    unanswered: coverage.sources - coverage.answered,
    failures: coverage.failures,
    hasNextPage: pageInfo.hasNextPage,
    hasPreviousPage: pageInfo.hasPreviousPage,
  }).toEqual({
    list,
    ids,
    nodes: ids,
    totalCount: expected.length,
    exact: true,
    unanswered: 0,
    failures: [],
    hasNextPage: to < expected.length,
    hasPreviousPage: from > 0,
  });
  expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([
    edges[0]?.cursor ?? null,
    edges.at(-1)?.cursor ?? null,
  ]);
}
