import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** The first field of an operation that reads the schema; null if there is none. `__typename` reads no schema. */
export function introspectionField(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): FieldNode | null {
  const seen = new Set<string>();
  const find = (set: SelectionSetNode | undefined): FieldNode | null => {
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD && readsSchema.has(node.name.value)) return node;
      const found = node.kind === Kind.FRAGMENT_SPREAD ? spread(node.name.value) : find(node.selectionSet);
      if (found !== null) return found;
    }
    return null;
  };
  const spread = (name: string): FieldNode | null => {
    if (seen.has(name)) return null;
    seen.add(name);
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name) return find(node.selectionSet);
    }
    return null;
  };
  return find(operation.selectionSet);
}

const readsSchema: ReadonlySet<string> = new Set(['__schema', '__type']);
