import type { GraphQLResolveInfo } from 'graphql';
import { layOut } from '../inventory/sequence.js';
import { readSequencePage, type Part, type SequencePage } from '../loaders/sequence-page.js';
import type { Backend } from '../model/backend.js';
import type { InstanceRef } from '../model/instance.js';
import { itemOf } from '../model/item-of.js';
import type { ListRef } from '../model/list.js';
import type { LoadBalancer } from '../model/load-balancer.js';
import { itemKey } from '../model/record.js';
import { emptySelection, type Selection } from '../model/selection.js';
import { windowEnd } from '../model/window.js';
import {
  checkArguments,
  toConnection,
  toPageRequest,
  type Connection,
  type ConnectionArgs,
} from './connection.js';
import type { Context } from './context.js';
import { listMark } from './cursor.js';
import { listConnection, listParts } from './list-connection.js';
import { selectedConnection } from './look-ahead.js';
import type { InstanceValue } from './resolvers/instance.js';

/** More rows than any list has. */
const everything = 1_000_000_000;

/**
 * A load balancer's backends, listener after listener: the parts of the list that all its listeners' lists make, so that both
 * ways of listing them show the same ones.
 * @throws {LbgraphError} when its listeners cannot be read
 */
async function backendParts(
  context: Context,
  { source, vendorId }: LoadBalancer,
  selection: Selection,
): Promise<{ readonly parts: readonly Part[]; readonly exact: boolean }> {
  const list: ListRef = { list: 'listeners', source, loadBalancerId: vendorId };
  const below: Selection = { fields: new Set(), below: new Map([['backends', selection]]) };
  const { entries, exact } = await readEverything(context, listParts(context, source, list), below, false);
  const parts = entries.flatMap(({ item }) => {
    const of: ListRef = {
      list: 'backends',
      source,
      loadBalancerId: vendorId,
      listenerId: item.vendorId ?? '',
      ruleId: null,
    };
    return listParts(context, source, of, `${item.vendorId ?? ''} `);
  });
  return { parts, exact };
}

/** The value of `LoadBalancer.backends`. */
export async function backendsConnection(
  loadBalancer: LoadBalancer,
  args: ConnectionArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<Backend>> {
  checkArguments(args, context.maxPageSize);
  const { source, vendorId } = loadBalancer;
  const { parts, exact } = await backendParts(context, loadBalancer, selectedConnection(info).node);
  const identity = ['LoadBalancer.backends', source, vendorId];
  const together = context.loaders.inventory.provider(source).batchedLists.has('backends');
  const spec = { identity, parts, together, partial: false, toNode: itemOf('backend') };
  const connection = await listConnection(spec, args, context, info);
  if (exact) return connection;
  return { ...connection, totalCount: null, coverage: { ...connection.coverage, exact } };
}

/** The value of `LoadBalancer.instances`: the distinct machines of all its backends. */
export async function instancesConnection(
  loadBalancer: LoadBalancer,
  args: ConnectionArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<InstanceValue>> {
  const mark = listMark(['LoadBalancer.instances', loadBalancer.source, loadBalancer.vendorId]);
  const request = toPageRequest(args, mark, [''], context.maxPageSize);
  const { parts, exact: allListed } = await backendParts(context, loadBalancer, emptySelection);
  const { entries, exact: allRead } = await readEverything(context, parts, emptySelection, true);
  const machines = distinctMachines(entries.flatMap(({ item }) => itemOf('backend')(item) ?? []));
  const exact = allListed && allRead;
  const known = { type: 'known', total: machines.length } as const;
  const { ranges, more } = layOut([known], request, { total: false, more: true }, true);
  const shown = ranges.flatMap(({ window }) =>
    machines.slice(window.offset, windowEnd(window)).map((node, index) => ({
      node,
      position: { partId: '', offset: window.offset + index },
    })),
  );
  const total = exact ? machines.length : null;
  const page = { entries: shown, total, expected: total, more, exact, sources: 1, failures: [] };
  return toConnection(page, request, mark, context, info);
}

/** The machines that backends name, each once, in the order in which they are named. */
function distinctMachines(backends: readonly Backend[]): readonly InstanceValue[] {
  const machines = new Map<string, InstanceValue>();
  for (const { source, target, carried } of backends) {
    if (target.type !== 'Instance') continue;
    const ref: InstanceRef = { source, instanceKind: target.kind, vendorId: target.id };
    const key = itemKey({ kind: 'instance', ...ref });
    if (!machines.has(key)) machines.set(key, { ref, carried, record: null });
  }
  return [...machines.values()];
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
    wants: { total: true, more: false },
    selection,
    together,
    partial: false,
  });
}
