import { badUserInput, toLbgraphError } from '../../errors.js';
import type { Item } from '../../model/record.js';
import type { Context } from '../context.js';
import type { NodeResolvers, QueryResolvers } from '../generated/resolvers.js';
import { fromGlobalId } from '../global-id.js';
import { selectedFields } from '../look-ahead.js';
import type { Selection } from '../../model/selection.js';
import { requireSource } from '../visible.js';
import { toInstanceValue, type InstanceValue } from './instance.js';

type NodeValue = Exclude<Item, { kind: 'instance' }> | InstanceValue;

const typenames = {
  loadBalancer: 'LoadBalancer',
  listener: 'Listener',
  rule: 'ListenerRule',
  backend: 'Backend',
} as const;

export const nodeResolvers: NodeResolvers = {
  __resolveType: (value) => ('record' in value ? 'Instance' : typenames[value.kind]),
};

/** The same sentence for every id that names nothing the caller may see. */
const unknownId =
  'This is not the id of an object that you may see. Pass an id as an earlier answer gave it.';

/** @throws {LbgraphError} BAD_USER_INPUT when the id names nothing that the caller may see */
async function fetchNode(context: Context, id: string, selection: Selection): Promise<NodeValue | null> {
  const ref = fromGlobalId(id);
  if (ref === null) throw badUserInput(unknownId);
  try {
    requireSource(context, ref.source.account, ref.source.region);
  } catch {
    throw badUserInput(unknownId);
  }
  const item = await context.loaders.item(ref.source, ref, selection);
  return item?.kind === 'instance' ? toInstanceValue(item) : item;
}

export const nodeQueries: Pick<QueryResolvers, 'node' | 'nodes'> = {
  node: (_root, { id }, context, info) => fetchNode(context, id, selectedFields(info)),
  nodes: (_root, { ids }, context, info) => {
    const { maxNodeIds } = context.limits;
    // Else one query could stand for any number of calls.
    if (ids.length > maxNodeIds) {
      const sentence = `nodes takes at most ${maxNodeIds} ids; these are ${ids.length}. Ask for the others in another query.`;
      throw badUserInput(sentence, { limit: maxNodeIds, actual: ids.length });
    }
    const selection = selectedFields(info);
    return Promise.all(
      ids.map(async (id, index) => {
        try {
          return await fetchNode(context, id, selection);
        } catch (error) {
          // One bad id must not null its siblings.
          context.report(toLbgraphError(error), { prev: info.path, key: index, typename: undefined });
          return null;
        }
      }),
    );
  },
};
