import type { GraphQLResolveInfo } from 'graphql';
import { toWholePage } from '../inventory/segment-pages.js';
import { walkList } from '../inventory/list-walk.js';
import { readSequencePage, type Part, type SequencePage } from '../loaders/sequence-page.js';
import type { Backend } from '../model/backend.js';
import type { InstanceRef } from '../model/instance.js';
import { cursorLost } from '../errors.js';
import { itemOf } from '../model/item-of.js';
import type { ListRef } from '../model/list.js';
import type { Listener, ListenerRef } from '../model/listener.js';
import type { LoadBalancer } from '../model/load-balancer.js';
import { itemKey } from '../model/record.js';
import { emptySelection, type Selection } from '../model/selection.js';
import type { Source } from '../model/source.js';
import {
  checkList,
  toConnection,
  toPageRequest,
  type Connection,
  type ConnectionArgs,
} from './connection.js';
import type { Context } from './context.js';
import { listMark } from './cursor.js';
import { fieldOf, listConnection, listParts, nestedList } from './list-connection.js';
import { selectedConnection } from './look-ahead.js';
import type { InstanceValue } from './resolvers/instance.js';

/** More rows than any list has. */
const everything = 1_000_000_000;

/** The parts of a list of backends. Not exact: of what they stand under something is missing. */
interface BackendParts {
  readonly parts: readonly Part[];
  readonly exact: boolean;
}

/**
 * All that is reached through a listener: its own backends, then those of its rules, rule after rule.
 * @throws {LbgraphError} when its rules cannot be read
 */
async function partsOfListener(
  context: Context,
  { source, loadBalancerId, vendorId: listenerId }: ListenerRef,
  selection: Selection,
): Promise<BackendParts> {
  const partsOf = (ruleId: string | null) => {
    const of: ListRef = { list: 'backends', source, loadBalancerId, listenerId, ruleId };
    return listParts(context, source, of, `${listenerId} ${ruleId ?? ''} `);
  };
  const rules = listParts(context, source, { list: 'rules', source, loadBalancerId, listenerId });
  if (rules.length === 0) return { parts: partsOf(null), exact: true };
  const { entries, exact } = await readEverything(context, rules, withBackends(selection), false);
  return { parts: [null, ...entries.map(({ item }) => item.vendorId)].flatMap(partsOf), exact };
}

/**
 * A load balancer's backends, listener after listener, so that both ways of listing them show the same ones; what is bound at itself
 * where it has no listeners.
 * @throws {LbgraphError} when its listeners or their rules cannot be read
 */
async function partsOfLoadBalancer(
  context: Context,
  { source, vendorId: loadBalancerId }: LoadBalancer,
  selection: Selection,
): Promise<BackendParts> {
  const listeners = listParts(context, source, { list: 'listeners', source, loadBalancerId });
  const { entries, exact } = await readEverything(context, listeners, withBackends(selection), false);
  const found = entries.flatMap(({ item }) => itemOf('listener')(item) ?? []);
  if (found.length === 0) {
    // Whether it has none, or none could be read, is not known: then neither is how machines are reached.
    if (!exact) return { parts: [], exact };
    const own: ListRef = { list: 'backends', source, loadBalancerId, listenerId: null, ruleId: null };
    return { parts: listParts(context, source, own), exact };
  }
  const each = await Promise.all(found.map((listener) => partsOfListener(context, listener, selection)));
  return { parts: each.flatMap(({ parts }) => parts), exact: exact && each.every((one) => one.exact) };
}

/** The selection of an object of which the backends are read next. */
function withBackends(selection: Selection): Selection {
  return { fields: new Set(), below: new Map([['backends', selection]]) };
}

/** The value of `LoadBalancer.backends`. */
export async function backendsConnection(
  loadBalancer: LoadBalancer,
  args: ConnectionArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<Backend>> {
  const { source, vendorId } = loadBalancer;
  const identity = [source, vendorId];
  checkList(args, listMark(source.account, fieldOf(info), identity), context);
  const found = await partsOfLoadBalancer(context, loadBalancer, selectedConnection(info).node);
  return connectionOf(found, source, identity, args, context, info);
}

/** The value of `Listener.backends`: at once where the vendor has no rules and all is at hand. */
export function backendsOfListener(
  listener: Listener,
  args: ConnectionArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Connection<Backend> | Promise<Connection<Backend>> {
  const { source, loadBalancerId, vendorId: listenerId } = listener;
  const rules: ListRef = { list: 'rules', source, loadBalancerId, listenerId };
  if (listParts(context, source, rules).length === 0) {
    const own: ListRef = { list: 'backends', source, loadBalancerId, listenerId, ruleId: null };
    return nestedList(own, itemOf('backend'), args, context, info);
  }
  const identity = [source, loadBalancerId, listenerId];
  checkList(args, listMark(source.account, fieldOf(info), identity), context);
  return partsOfListener(context, listener, selectedConnection(info).node).then((found) =>
    connectionOf(found, source, identity, args, context, info),
  );
}

async function connectionOf(
  { parts, exact }: BackendParts,
  source: Source,
  identity: readonly unknown[],
  args: ConnectionArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<Backend>> {
  const together = context.loaders.inventory.provider(source).batchedLists.has('backends');
  const spec = {
    account: source.account,
    identity,
    parts,
    partsVanish: true,
    together,
    partial: false,
    toNode: itemOf('backend'),
  };
  const connection = await listConnection(spec, args, context, info);
  if (exact) return connection;
  // What is missing may stand over backends of which nobody told.
  return { ...connection, totalCount: null, coverage: { ...connection.coverage, exact, expected: null } };
}

/** The value of `LoadBalancer.instances`: the distinct machines of all its backends. */
export async function instancesConnection(
  loadBalancer: LoadBalancer,
  args: ConnectionArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<InstanceValue>> {
  const { source, vendorId } = loadBalancer;
  const mark = listMark(source.account, fieldOf(info), [source, vendorId]);
  const request = toPageRequest(args, { mark, partIds: [''], partsVanish: false }, context);
  const { parts, exact: allListed } = await partsOfLoadBalancer(context, loadBalancer, emptySelection);
  const backends = await readEverything(context, parts, emptySelection, true);
  const { entries, exact: allRead } = backends;
  const machines = distinctMachines(entries.flatMap(({ item }) => itemOf('backend')(item) ?? []));
  const exact = allListed && allRead;
  const walk = walkList(
    [toWholePage([...machines.keys()], { exact, isTold: false, asOf: 0, readings: [] })],
    {
      direction: request.direction,
      from: request.from?.at.mark ?? null,
      until: request.until?.at.mark ?? null,
      take: request.count,
    },
    allAtHand,
  );
  if (walk.type !== 'rows') throw cursorLost();
  const shown = walk.rows.flatMap(({ key, mark: markOf }) => {
    const node = machines.get(key);
    return node === undefined ? [] : [{ node, place: () => ({ at: { part: 0, mark: markOf() }, left: [] }) }];
  });
  if (request.direction === 'backward') shown.reverse();
  const total = exact ? machines.size : null;
  // Where the vendor does not tell how many backends there are, a machine may be missing without a word.
  const expected = backends.expected === null ? null : total;
  const page = {
    entries: shown,
    total,
    expected,
    more: walk.rest > 0 || request.end !== null,
    near: walk.near > 0,
    reordered: false,
    exact,
    sources: 1,
    failures: [],
  };
  return toConnection(page, request, context, info);
}

/** A list that is there as a whole. */
const allAtHand = { notBefore: 0, reading: '', searchPages: 0 };

/** The machines that backends name, each once, by their keys, in the order in which they are named. */
function distinctMachines(backends: readonly Backend[]): ReadonlyMap<string, InstanceValue> {
  const machines = new Map<string, InstanceValue>();
  for (const { source, target, carried } of backends) {
    if (target.type !== 'Instance') continue;
    const ref: InstanceRef = { source, instanceKind: target.kind, vendorId: target.id };
    const key = itemKey({ kind: 'instance', ...ref });
    if (!machines.has(key)) machines.set(key, { ref, carried, record: null });
  }
  return machines;
}

async function readEverything(
  { loaders }: Context,
  parts: readonly Part[],
  selection: Selection,
  together: boolean,
): Promise<SequencePage> {
  return readSequencePage(loaders, {
    parts,
    page: { direction: 'forward', count: everything, from: null },
    wants: { total: true, more: false, near: false },
    selection,
    together,
    partial: false,
  });
}
