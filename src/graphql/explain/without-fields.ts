import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  typeFromAST,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AskedQuery } from '../asked-query.js';

/** A field as it stands in the text of a query. */
export interface QueryField {
  readonly node: FieldNode;
  /** Names or aliases joined by dots, without what only makes a connection of a list: where it is met first. */
  readonly place: string;
  readonly isLeaf: boolean;
}

/** What only makes a connection of a list. */
const plumbing: ReadonlySet<string> = new Set(['edges', 'nodes', 'node', 'pageInfo']);

/** They never cost anything. */
const free: ReadonlySet<string> = new Set(['__typename', 'id', 'cursor']);

/** The fields of each selection of a query that may cost something, outermost first; those of the root only where there are several. */
export function fieldsBySelection({
  schema,
  document,
  operation,
}: AskedQuery): readonly (readonly QueryField[])[] {
  const selections = new Map<string, QueryField[]>();
  const met = new Set<FieldNode>();
  const walk = (
    set: SelectionSetNode | undefined,
    type: GraphQLNamedType | undefined,
    prefix: string,
  ): void => {
    for (const node of set?.selections ?? []) {
      if (node.kind !== Kind.FIELD) {
        const inner = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentOf(document, node.name.value);
        const condition = inner?.typeCondition;
        walk(inner?.selectionSet, condition === undefined ? type : typeFromAST(schema, condition), prefix);
        continue;
      }
      if (met.has(node)) continue;
      met.add(node);
      const own = fieldType(type, node.name.value);
      const name = (node.alias ?? node.name).value;
      const place = prefix === '' ? name : `${prefix}.${name}`;
      const isPart = /(Connection|Edge)$/.test(type?.name ?? '') && plumbing.has(node.name.value);
      if (!isPart && !free.has(node.name.value)) {
        const fields = selections.get(prefix) ?? [];
        fields.push({ node, place, isLeaf: !isCompositeType(own) });
        selections.set(prefix, fields);
      }
      walk(node.selectionSet, own, isPart ? prefix : place);
    }
  };
  walk(operation.selectionSet, schema.getQueryType() ?? undefined, '');
  return [...selections]
    .filter(([prefix, fields]) => prefix !== '' || fields.length > 1)
    .map(([, fields]) => fields);
}

function fragmentOf(document: DocumentNode, name: string) {
  return document.definitions
    .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
    .find((node) => node.name.value === name);
}

function fieldType(type: GraphQLNamedType | undefined, name: string): GraphQLNamedType | undefined {
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const field = type.getFields()[name];
  return field === undefined ? undefined : getNamedType(field.type);
}

/** The query without some fields. */
export function withoutFields(
  { document, operation }: Pick<AskedQuery, 'document' | 'operation'>,
  fields: readonly QueryField[],
): { readonly document: DocumentNode; readonly operation: OperationDefinitionNode } {
  const removed = new Set<FieldNode>(fields.map(({ node }) => node));
  const left: DocumentNode = visit(document, {
    Field: (node) => (removed.has(node) ? null : undefined),
    SelectionSet: {
      leave: (node) => (node.selections.length > 0 ? undefined : { ...node, selections: [nothingElse] }),
    },
  });
  const found = left.definitions[document.definitions.indexOf(operation)];
  if (found?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a query lost its operation');
  return { document: left, operation: found };
}

/** A selection may not be empty. */
const nothingElse = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
