import type { GraphQLResolveInfo } from 'graphql';
import type { OpenList } from '../loaders/backend-parts.js';
import { unfoldListener, unfoldLoadBalancer, type Unfolding } from '../loaders/unfolding.js';
import type { Backend } from '../model/backend.js';
import type { BackendFilter } from '../model/filter.js';
import { itemOf } from '../model/item-of.js';
import type { ListRef } from '../model/list.js';
import type { Listener, ListenerRule } from '../model/listener.js';
import type { LoadBalancer } from '../model/load-balancer.js';
import { mergeSelections, type Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import { backendFilterBySource, type GivenBackendFilter } from './backend-filter.js';
import { checkList, isWithin, type Connection } from './connection.js';
import type { Context } from './context.js';
import { listConnection, markOf } from './list-connection.js';
import { nestedList, type FoundArgs } from './list-parts.js';
import { selectedConnection } from './look-ahead.js';
import { backends, filterIdentity, needsOf, partsOf } from './nouns.js';

type BackendArgs = FoundArgs<GivenBackendFilter>;

/** The value of `LoadBalancer.backends`. */
export function backendsConnection(
  loadBalancer: LoadBalancer,
  args: BackendArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<Backend>> {
  const { source, vendorId } = loadBalancer;
  return sequenceOf(
    { source, identity: [source, vendorId] },
    (selection, open) => unfoldLoadBalancer(context.loaders, loadBalancer, selection, open),
    args,
    context,
    info,
  );
}

/** The value of `Listener.backends`: at once where the vendor has no rules and all is at hand. */
export function backendsOfListener(
  listener: Listener,
  args: BackendArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<Backend> | Promise<Connection<Backend>> {
  const { source, loadBalancerId, vendorId: listenerId } = listener;
  const rules: ListRef = { list: 'rules', source, loadBalancerId, listenerId };
  if (context.loaders.inventory.provider(source).segments(rules).length === 0) {
    const own: ListRef = { list: 'backends', source, loadBalancerId, listenerId, ruleId: null };
    return backendsIn(own, args, context, info);
  }
  return sequenceOf(
    { source, identity: [source, loadBalancerId, listenerId] },
    (selection, open) => unfoldListener(context.loaders, listener, selection, open),
    args,
    context,
    info,
  );
}

/** The value of `ListenerRule.backends`. */
export function backendsOfRule(
  { source, loadBalancerId, listenerId, vendorId }: ListenerRule,
  args: BackendArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<Backend> | Promise<Connection<Backend>> {
  const of: ListRef = { list: 'backends', source, loadBalancerId, listenerId, ruleId: vendorId };
  return backendsIn(of, args, context, info);
}

function backendsIn(
  of: ListRef,
  { filter: given, ...args }: BackendArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<Backend> | Promise<Connection<Backend>> {
  const filter = filterIn(context, of.source, given);
  return nestedList(of, backends, itemOf('backend'), { ...args, filter }, context, info);
}

/** What a filter asks of the source that a parent stands in; what leaves nothing of it matches nothing. */
function filterIn(
  context: Context,
  source: Source,
  given: GivenBackendFilter | null | undefined,
): BackendFilter | null {
  if (given === null || given === undefined) return null;
  return backendFilterBySource(context, given).of(source)?.filter ?? { instance: [] };
}

/** Backends in parts that come and go with what they stand under. */
async function sequenceOf(
  { source, identity }: { readonly source: Source; readonly identity: readonly unknown[] },
  find: (selection: Selection, open: OpenList) => Unfolding | Promise<Unfolding>,
  { filter: given, orderBy = null, ...args }: BackendArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<Backend>> {
  const filter = filterIn(context, source, given);
  const needs = needsOf(backends, filter, orderBy);
  const list = {
    account: source.account,
    identity: [...identity, ...filterIdentity(filter)],
    order: orderBy,
  };
  checkList(args, markOf(list, info), context);
  const selection = mergeSelections(selectedConnection(info).node, needs);
  const open: OpenList = (of, prefix) => partsOf(backends, context, source, of, selection, filter, prefix);
  const { parts, exact, all } = await find(selection, open);
  // An order takes everything, and so does a cursor of a part that has not come to light.
  const known = { mark: markOf(list, info), partIds: parts().map(({ id }) => id), partsVanish: true };
  if (orderBy !== null || !isWithin(args, known, context)) await all();
  const together = context.loaders.inventory.provider(source).batched.backends !== undefined;
  const spec = { ...list, parts, unfolds: true, needs, partsVanish: true, together, partial: false };
  const connection = await listConnection({ ...spec, toNode: itemOf('backend') }, args, context, info);
  if (exact) return connection;
  // What is missing may stand over backends of which nobody told.
  return { ...connection, totalCount: null, coverage: { ...connection.coverage, exact, expected: null } };
}
