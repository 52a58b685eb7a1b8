import type { GraphQLResolveInfo } from 'graphql';
import type { Wants } from '../inventory/sequence.js';
import { readSequencePage, type Part, type SequencePage } from '../loaders/sequence-page.js';
import type { ListRef } from '../model/list.js';
import type { Item } from '../model/record.js';
import type { Source } from '../model/source.js';
import {
  toConnection,
  toPageRequest,
  type Connection,
  type ConnectionArgs,
  type ConnectionPage,
} from './connection.js';
import type { Context } from './context.js';
import { listMark, type CursorList } from './cursor.js';
import { selectedConnection, type ConnectionSelection } from './look-ahead.js';

/** A list that vendors page, as one connection shows it. */
export interface ListSpec<T> {
  /** The account of which it is; null where it is of several. */
  readonly account: string | null;
  /** What makes the list this one, besides the field: parent, filter. Cursors are bound to it. */
  readonly identity: readonly unknown[];
  readonly parts: readonly Part[];
  /** Whether the parts come and go with what they stand under. */
  readonly partsVanish?: boolean;
  /** Whether parts of unknown length are read at once. */
  readonly together: boolean;
  /** Whether the page is given all the same when a source fails. */
  readonly partial: boolean;
  readonly toNode: (item: Item) => T | null;
}

/** The parts of a vendor's list in one source. `prefix` keeps them apart from those of other lists. */
export function listParts({ loaders }: Context, source: Source, of: ListRef, prefix = ''): readonly Part[] {
  const segments = loaders.inventory.provider(source).segments(of);
  return segments.map((segment) => ({ id: prefix + segment, source, segment: { of, segment } }));
}

/** The parts of a list over all sources of some accounts. */
export function mergedParts(
  context: Context,
  sources: readonly Source[],
  list: 'loadBalancers' | 'instances',
): readonly Part[] {
  return sources.flatMap((source) =>
    listParts(context, source, { list, source }, `${source.account} ${source.region ?? ''} `),
  );
}

/** The value of a connection over a vendor's lists, or a promise of it when calls are needed. */
export function listConnection<T>(
  spec: ListSpec<T>,
  args: ConnectionArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<T> | Promise<Connection<T>> {
  const list: CursorList = {
    mark: listMark(spec.account, fieldOf(info), spec.identity),
    partIds: spec.parts.map(({ id }) => id),
    partsVanish: spec.partsVanish ?? false,
  };
  const page = toPageRequest(args, list, context);
  // Nothing more is asked for an answer that is not sent.
  if (context.budget.overspent() !== null) return toConnection(nothing, page, context, info);
  const selected = selectedConnection(info);
  const reading = readSequencePage(context.loaders, {
    parts: spec.parts,
    page: needsItems(selected) ? page : { ...page, count: 0 },
    wants: toWants(selected, page.direction),
    selection: selected.node,
    together: spec.together,
    partial: spec.partial,
  });
  const present = (result: SequencePage) => {
    const entries = result.entries.flatMap(({ place, item }) => {
      const node = spec.toNode(item);
      return node === null ? [] : [{ node, place }];
    });
    // A nested list needs its parent's source even where the vendor has nothing to ask for it.
    const sources = spec.partial ? result.sources : Math.max(1, result.sources);
    return toConnection({ ...result, entries, sources }, page, context, info);
  };
  return reading instanceof Promise ? reading.then(present) : present(reading);
}

const nothing: ConnectionPage<never> = {
  entries: [],
  total: null,
  expected: null,
  more: null,
  near: null,
  reordered: false,
  exact: false,
  sources: 0,
  failures: [],
};

/** The value of a connection over one list of one parent. */
export function nestedList<T>(
  of: ListRef,
  toNode: (item: Item) => T | null,
  args: ConnectionArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<T> | Promise<Connection<T>> {
  const parts = listParts(context, of.source, of);
  return listConnection(
    { account: of.source.account, identity: [of], parts, together: false, partial: false, toNode },
    args,
    context,
    info,
  );
}

function needsItems({ fields }: ConnectionSelection): boolean {
  return [...fields].some((field) => field !== 'totalCount' && field !== '__typename');
}

/** A field as cursors and checks name it. */
export function fieldOf({ parentType, fieldName }: GraphQLResolveInfo): string {
  return `${parentType.name}.${fieldName}`;
}

function toWants({ fields, pageInfo }: ConnectionSelection, direction: 'forward' | 'backward'): Wants {
  return {
    total: fields.has('totalCount'),
    more: pageInfo.has(direction === 'forward' ? 'hasNextPage' : 'hasPreviousPage'),
    near: pageInfo.has(direction === 'forward' ? 'hasPreviousPage' : 'hasNextPage'),
  };
}
