import { readSequencePage, type Part, type SequencePage } from '../loaders/sequence-page.js';
import type { Backend } from '../model/backend.js';
import type { ListRef } from '../model/list.js';
import type { LoadBalancer } from '../model/load-balancer.js';
import type { Selection } from '../model/selection.js';
import type { Context } from './context.js';
import { listParts } from './list-connection.js';

/** More rows than any list has. */
const everything = 1_000_000_000;

/**
 * A load balancer's backends, listener after listener: the parts of the list that all its listeners' lists make, so that both
 * ways of listing them show the same ones.
 * @throws {LbgraphError} when its listeners cannot be read
 */
export async function backendParts(
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

/** All of a load balancer's backends. */
export async function allBackends(
  context: Context,
  loadBalancer: LoadBalancer,
  selection: Selection,
): Promise<{ readonly backends: readonly Backend[]; readonly page: SequencePage; readonly exact: boolean }> {
  const { parts, exact } = await backendParts(context, loadBalancer, selection);
  const page = await readEverything(context, parts, selection, true);
  const backends = page.entries.flatMap(({ item }) => (item.kind === 'backend' ? [item] : []));
  return { backends, page, exact: exact && page.exact };
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
