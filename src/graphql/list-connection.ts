import type { GraphQLResolveInfo } from 'graphql';
import type { Wants } from '../inventory/sequence.js';
import { readSequencePage } from '../loaders/sequence-page.js';
import type { Part } from '../loaders/sequence-request.js';
import { readSortedPage, type SortedPlace } from '../loaders/sorted-page.js';
import type { Order } from '../model/order.js';
import type { Item } from '../model/record.js';
import { mergeSelections, type Selection } from '../model/selection.js';
import {
  checkArguments,
  toConnection,
  toPageRequest,
  type Connection,
  type ConnectionArgs,
  type ConnectionPage,
} from './connection.js';
import type { Context } from './context.js';
import { listMark, type CursorList } from './cursor.js';
import { selectedConnection, type ConnectionSelection } from './look-ahead.js';
import { sortKeys } from './sort-keys.js';

/** A list, as one connection shows it. */
export interface ListSpec<T> {
  /** The account of which it is; null where it is of several. */
  readonly account: string | null;
  /** What makes the list this one, besides the field and the order: parent, filter. Cursors are bound to it. */
  readonly identity: readonly unknown[];
  /** @param selection all that is needed of each item */
  readonly parts: (selection: Selection) => readonly Part[];
  /** In which order they are shown; null: in that of the vendors. */
  readonly order: Order | null;
  /** What is needed of each item besides what is selected: for filter and order. */
  readonly needs: Selection;
  /** Whether parts come to light as others are read: `parts` is then asked again, and gives the same array until they do. */
  readonly unfolds?: boolean;
  /** Whether the parts come and go with what they stand under. */
  readonly partsVanish?: boolean;
  /** Whether parts of unknown length are read at once. */
  readonly together: boolean;
  /** Whether the page is given all the same when a source fails. */
  readonly partial: boolean;
  readonly toNode: (item: Item) => T | null;
}

/** The value of a connection over lists, or a promise of it when calls are needed. */
export function listConnection<T>(
  spec: ListSpec<T>,
  args: ConnectionArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<T> | Promise<Connection<T>> {
  const selected = selectedConnection(info);
  const selection = mergeSelections(selected.node, spec.needs);
  const mark = markOf(spec, info);
  const open = (parts = spec.parts(selection)): Opened => ({
    parts,
    list: { mark, partIds: parts.map(({ id }) => id), partsVanish: spec.partsVanish ?? false },
  });
  const { order } = spec;
  return order === null
    ? inVendorsOrder(spec, { open, selected }, args, context, info)
    : inOrder(spec, { ...open(), order }, args, context, info);
}

/** The mark of a list that its cursors carry. */
export function markOf(
  { account, identity, order }: Pick<ListSpec<never>, 'account' | 'identity' | 'order'>,
  info: GraphQLResolveInfo,
): string {
  return listMark(account, fieldOf(info), order === null ? identity : [...identity, order]);
}

interface Opened {
  readonly parts: readonly Part[];
  readonly list: CursorList;
}

function inVendorsOrder<T>(
  spec: ListSpec<T>,
  { open, selected }: { readonly open: () => Opened; readonly selected: ConnectionSelection },
  args: ConnectionArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<T> | Promise<Connection<T>> {
  let { parts, list } = open();
  let page = toPageRequest(args, list, context);
  // Nothing more is asked for an answer that is not sent.
  if (context.budget.overspent() !== null) return toConnection(nothing, page, context, info);
  const pageNow = () => (needsItems(selected) ? page : { ...page, count: 0 });
  const unfolded = () => {
    const now = open();
    if (now.parts !== parts) {
      ({ parts, list } = now);
      page = toPageRequest(args, list, context);
    }
    return { parts, page: pageNow() };
  };
  const reading = readSequencePage(context.loaders, {
    parts,
    page: pageNow(),
    wants: toWants(selected, page.direction),
    together: spec.together,
    partial: spec.partial,
    ...(spec.unfolds === true ? { unfolded } : {}),
  });
  const present = (result: Awaited<typeof reading>) => {
    const entries = result.entries.flatMap(({ place, item }) => {
      const node = spec.toNode(item);
      return node === null ? [] : [{ node, cursor: () => context.cursors.encode(list, place()) }];
    });
    // A nested list needs its parent's source even where the vendor has nothing to ask for it.
    const sources = spec.partial ? result.sources : Math.max(1, result.sources);
    const part = page.direction === 'forward' ? 0 : list.partIds.length;
    const edge = () => context.cursors.encode(list, { at: { part, mark: null }, left: [] });
    return toConnection({ ...result, entries, sources, edge }, page, context, info);
  };
  return reading instanceof Promise ? reading.then(present) : present(reading);
}

async function inOrder<T>(
  spec: ListSpec<T>,
  { parts, list, order }: Opened & { readonly order: Order },
  args: ConnectionArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<T>> {
  const { cursors, limits, loaders, budget } = context;
  const page = checkArguments(args, limits.maxPageSize);
  const placeAt = (cursor: string | null) => (cursor === null ? null : cursors.decodeSorted(list, cursor));
  const [from, until] = [placeAt(page.cursor), placeAt(page.end)];
  if (budget.overspent() !== null) return toConnection(nothing, page, context, info);
  const result = await readSortedPage(loaders, {
    parts,
    direction: page.direction,
    count: page.count,
    from,
    until,
    order,
    keysOf: (items) => sortKeys(loaders, order.field, items),
    partial: spec.partial,
  });
  const cursorAt = (place: SortedPlace) => () => cursors.encodeSorted(list, place);
  const entries = result.entries.flatMap(({ place, item }) => {
    const node = spec.toNode(item);
    return node === null ? [] : [{ node, cursor: cursorAt(place) }];
  });
  const sources = spec.partial ? result.sources : Math.max(1, result.sources);
  const edge = cursorAt({ at: null, owed: [] });
  return toConnection({ ...result, entries, sources, edge, reordered: false }, page, context, info);
}

const nothing: ConnectionPage<never> = {
  entries: [],
  edge: () => '',
  total: null,
  expected: null,
  more: null,
  near: null,
  reordered: false,
  exact: false,
  seen: 0,
  sources: 0,
  failures: [],
};

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
