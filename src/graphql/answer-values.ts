import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import { isIncluded } from './look-ahead.js';

/** Fields that hold more than one value each, roughly. */
const sizes: ReadonlyMap<string, number> = new Map([['vendorFields', 10]]);

const known = new WeakMap<GraphQLResolveInfo['fieldNodes'], number>();

/**
 * How many values a connection shows of each of its rows, aliases counted. What stands in connections below is counted
 * there, by the rows that they have.
 */
export function valuesPerRow(info: GraphQLResolveInfo): number {
  const { fieldNodes } = info;
  const found = known.get(fieldNodes);
  if (found !== undefined) return found;
  const values = fieldNodes.reduce(
    (sum, { selectionSet }) =>
      sum + count(selectionSet, info, (name) => name === 'nodes' || name === 'edges'),
    0,
  );
  known.set(fieldNodes, values);
  return values;
}

function count(
  set: SelectionSetNode | undefined,
  info: GraphQLResolveInfo,
  counts: (name: string) => boolean = () => true,
): number {
  let values = 0;
  for (const node of set?.selections ?? []) {
    if (!isIncluded(node, info)) continue;
    if (node.kind !== Kind.FIELD) {
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value];
      values += count(fragment?.selectionSet, info, counts);
      continue;
    }
    const name = node.name.value;
    if (!counts(name)) continue;
    values += sizes.get(name) ?? 1;
    if (!isConnection(node.selectionSet)) values += count(node.selectionSet, info);
  }
  return values;
}

/** By what is selected of it; one of which rows are selected in fragments alone is counted twice. */
function isConnection(set: SelectionSetNode | undefined): boolean {
  return (set?.selections ?? []).some(
    (node) => node.kind === Kind.FIELD && (node.name.value === 'nodes' || node.name.value === 'edges'),
  );
}
