import type { GraphQLResolveInfo } from 'graphql';
import { listParts } from '../loaders/backend-parts.js';
import { isReadAlone } from '../loaders/read-alone.js';
import type { Part } from '../loaders/sequence-request.js';
import type { ListRef } from '../model/list.js';
import type { Order } from '../model/order.js';
import type { Item } from '../model/record.js';
import { emptySelection, type Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import type { Connection, ConnectionArgs } from './connection.js';
import type { Context } from './context.js';
import { listConnection } from './list-connection.js';
import { selectsPlainLists } from './look-ahead.js';
import { filterIdentity, needsOf, partsOf, type Noun } from './nouns.js';

/** The arguments of a connection with a filter and an order. */
export interface FoundArgs<F> extends ConnectionArgs {
  readonly filter?: F | null | undefined;
  readonly orderBy?: Order | null | undefined;
}

/** The name of a source's part of a list, before that of its segment. */
export function partPrefix({ account, region }: Source): string {
  return `${account} ${region ?? ''} `;
}

/** The value of a connection over a list of whole sources. */
export function mergedList<F extends object, T>(
  {
    list,
    noun,
    sources,
    ...spec
  }: {
    readonly list: 'loadBalancers' | 'instances';
    readonly noun: Noun<F>;
    readonly sources: readonly Source[];
    readonly account: string | null;
    readonly identity: readonly unknown[];
    readonly partial: boolean;
    readonly toNode: (item: Item) => T | null;
  },
  { filter, orderBy = null, ...args }: FoundArgs<F>,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<T> | Promise<Connection<T>> {
  return listConnection(
    {
      ...spec,
      identity: [...spec.identity, ...filterIdentity(filter)],
      parts: (selection) =>
        sources.flatMap((source) =>
          partsOf(noun, context, source, { list, source }, selection, filter, partPrefix(source)),
        ),
      order: orderBy,
      needs: needsOf(noun, filter, orderBy),
      together: false,
    },
    args,
    context,
    info,
  );
}

/** The value of a connection over one list of one parent. */
export function nestedList<F extends object, T>(
  of: ListRef,
  noun: Noun<F>,
  toNode: (item: Item) => T | null,
  { filter, orderBy = null, ...args }: FoundArgs<F>,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<T> | Promise<Connection<T>> {
  return listConnection(
    {
      account: of.source.account,
      identity: [of, ...filterIdentity(filter)],
      parts: (selection) => partsOf(noun, context, of.source, of, selection, filter),
      order: orderBy,
      needs: needsOf(noun, filter, orderBy),
      together: false,
      partial: false,
      toNode,
    },
    args,
    context,
    info,
  );
}

/** The same of a list that is neither filtered nor ordered. `mayBeAlone`: what stands under it may be read as soon as it is. */
export function plainList<T>(
  of: ListRef,
  toNode: (item: Item) => T | null,
  args: ConnectionArgs,
  context: Context,
  info: GraphQLResolveInfo,
  mayBeAlone = false,
): Connection<T> | Promise<Connection<T>> {
  const { loaders } = context;
  const isAlone = (selection: Selection) =>
    mayBeAlone &&
    isReadAlone(selection, loaders.inventory.provider(of.source).batched) &&
    selectsPlainLists(info);
  return listConnection(
    {
      account: of.source.account,
      identity: [of],
      parts: (selection): readonly Part[] =>
        listParts(loaders, of.source, of, selection, { isAlone: isAlone(selection) }),
      order: null,
      needs: emptySelection,
      together: false,
      partial: false,
      toNode,
    },
    args,
    context,
    info,
  );
}
