import type { GraphQLResolveInfo } from 'graphql';
import { badUserInput } from '../errors.js';
import type { Mark } from '../inventory/mark.js';
import type { PageRequest } from '../inventory/sequence.js';
import type { SourceFailure } from '../loaders/sequence-request.js';
import { valuesPerRow } from './answer-values.js';
import type { Context } from './context.js';
import type { CursorList } from './cursor.js';

/** The arguments of every connection. */
export interface ConnectionArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface Edge<T> {
  readonly node: T;
  readonly cursor: () => string;
}

export interface PageInfoValue {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: () => string | null;
  readonly endCursor: () => string | null;
}

export interface CoverageFailureValue {
  readonly account: string;
  readonly provider: string;
  readonly region: string | null;
  readonly action: string | null;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly staleAsOf: Date | null;
}

export interface CoverageValue {
  readonly sources: number;
  readonly answered: number;
  readonly expected: number | null;
  readonly seen: number;
  readonly exact: boolean;
  readonly reordered: boolean;
  readonly failures: readonly CoverageFailureValue[];
}

/** The value of a connection field. */
export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfoValue;
  readonly totalCount: number | null;
  readonly coverage: CoverageValue;
}

/** What a connection shows, however it was read. */
export interface ConnectionPage<T> {
  readonly entries: readonly Edge<T>[];
  /** The cursor of the edge at which reading begins, for a page without items. */
  readonly edge: () => string;
  readonly total: number | null;
  readonly expected: number | null;
  readonly more: boolean | null;
  readonly near: boolean | null;
  readonly reordered: boolean;
  readonly exact: boolean;
  readonly seen: number;
  readonly sources: number;
  readonly failures: readonly SourceFailure[];
}

/** A page as its arguments ask for it, with the cursors that they gave. */
export type PageArguments = ReturnType<typeof checkArguments>;

/** The same with the places that the cursors name. */
export type RequestedPage = PageRequest<Mark> & PageArguments;

/** Unless fewer are allowed. */
const defaultPageSize = 20;

/**
 * Checks the arguments of a connection before anything is read for it. By the Relay specification `after` and `before` bound the list,
 * and `first` and `last` count from its two ends: so reading begins at one of the cursors and ends at the other (`end`).
 * @throws {LbgraphError} BAD_USER_INPUT, saying what to do
 */
export function checkArguments({ first, after, last, before }: ConnectionArgs, maxPageSize: number) {
  if (isSet(first) && isSet(last)) throw badUserInput('Use first or last, not both.');
  const isBackward = isSet(last) || (isSet(before) && !isSet(after) && !isSet(first));
  const count = (isBackward ? last : first) ?? Math.min(defaultPageSize, maxPageSize);
  const name = isBackward ? 'last' : 'first';
  if (count < 0) throw badUserInput(`${name} must not be negative.`, { limit: 0, actual: count });
  if (count > maxPageSize) {
    const sentence = `${name} must be at most ${maxPageSize}; it is ${count}.`;
    throw badUserInput(sentence, { limit: maxPageSize, actual: count });
  }
  const direction: PageRequest<Mark>['direction'] = isBackward ? 'backward' : 'forward';
  const [cursor = null, end = null] = isBackward ? [before, after] : [after, before];
  return { direction, count, cursor, end };
}

/**
 * The same with as much as can be told of the cursor before it is known which list this is.
 * @param field as `Type.field`
 * @throws {LbgraphError} BAD_USER_INPUT, saying what to do
 */
export function checkPage(
  args: ConnectionArgs,
  field: string,
  { limits, cursors, viewer }: Pick<Context, 'limits' | 'cursors' | 'viewer'>,
) {
  const page = checkArguments(args, limits.maxPageSize);
  for (const cursor of cursorsOf(page)) cursors.check(cursor, viewer.accounts, field);
  return page;
}

/**
 * The same where the list is known, and its parts are not yet.
 * @throws {LbgraphError} BAD_USER_INPUT, saying what to do
 */
export function checkList(
  args: ConnectionArgs,
  mark: string,
  { limits, cursors }: Pick<Context, 'limits' | 'cursors'>,
): void {
  for (const cursor of cursorsOf(checkArguments(args, limits.maxPageSize))) cursors.checkList(cursor, mark);
}

/** Whether the places that the cursors name stand in parts that are known by now. */
export function isWithin(
  args: ConnectionArgs,
  list: CursorList,
  { limits, cursors }: Pick<Context, 'limits' | 'cursors'>,
): boolean {
  return cursorsOf(checkArguments(args, limits.maxPageSize)).every((cursor) =>
    cursors.isWithin(list, cursor),
  );
}

/**
 * The page that the arguments of a connection ask for.
 * @throws {LbgraphError} BAD_USER_INPUT, CURSOR_LOST, saying what to do
 */
export function toPageRequest(
  args: ConnectionArgs,
  list: CursorList,
  { limits, cursors }: Pick<Context, 'limits' | 'cursors'>,
): RequestedPage {
  const page = checkArguments(args, limits.maxPageSize);
  const placeAt = (cursor: string | null) => (cursor === null ? null : cursors.decode(list, cursor));
  return { ...page, from: placeAt(page.cursor), until: placeAt(page.end) };
}

function cursorsOf({ cursor, end }: ReturnType<typeof checkArguments>): readonly string[] {
  return [cursor, end].filter((each) => each !== null);
}

function isSet<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

/** The value of a connection field from a page that was read; failures are reported at the field's path. */
export function toConnection<T>(
  result: ConnectionPage<T>,
  page: PageArguments,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<T> {
  for (const { error } of result.failures) context.report(error, info.path);
  const { entries } = result;
  // An answer that is too large is not sent: nothing more is put into it.
  const edges = context.budget.spend(entries.length * valuesPerRow(info)) ? entries : [];
  const forward = page.direction === 'forward';
  const beyond = result.more ?? false;
  // Asked for only where it is selected.
  const passed = result.near ?? page.cursor !== null;
  /** A page without items keeps its place: a source that failed may have some when it is asked again. */
  const unmoved = () => (page.cursor !== null || result.failures.length === 0 ? page.cursor : result.edge());
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: forward ? beyond : passed || result.failures.length > 0,
      hasPreviousPage: forward ? passed : beyond,
      startCursor: () => edges[0]?.cursor() ?? unmoved(),
      endCursor: () => edges.at(-1)?.cursor() ?? unmoved(),
    },
    totalCount: result.total,
    coverage: toCoverage(result, context),
  };
}

function toCoverage(result: ConnectionPage<unknown>, { accounts }: Context): CoverageValue {
  return {
    sources: result.sources,
    answered: result.sources - result.failures.length,
    expected: result.expected,
    seen: result.seen,
    exact: result.exact,
    reordered: result.reordered,
    failures: result.failures.map(({ source, error, staleAsOf }) => ({
      account: source.account,
      provider: accounts.all.find(({ id }) => id === source.account)?.provider ?? '',
      region: source.region,
      action: error.details.action ?? null,
      code: error.code,
      message: error.message,
      retryable: error.details.retryable ?? false,
      staleAsOf: staleAsOf === null ? null : new Date(staleAsOf),
    })),
  };
}
