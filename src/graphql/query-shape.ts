import {
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How large an operation is, counted as executed: what a fragment holds counts wherever it is spread. */
export interface QueryShape {
  /** Levels of fields; a root field is at 1. What stands below `__schema` and `__type` does not count. */
  readonly depth: number;
  readonly aliases: number;
  /** Fields of the outermost selection. */
  readonly rootFields: number;
  /** On the operation, its variables, fields and fragments. */
  readonly directives: number;
  /** Fields, spreads and inline fragments. */
  readonly selections: number;
}

/** Introspection is as deep as it has to be; GraphQL has a rule of its own against loops in it. */
const exemptBelow: ReadonlySet<string> = new Set(['__schema', '__type']);

const empty: QueryShape = { depth: 0, aliases: 0, rootFields: 0, directives: 0, selections: 0 };

interface Directed {
  readonly directives?: readonly DirectiveNode[] | undefined;
}

/**
 * The shape of each operation of a document, which need not be valid. Each fragment is read once, however often it is
 * spread; in a circle, a fragment within itself counts as empty. Numbers end at `Number.MAX_SAFE_INTEGER`.
 */
export function queryShapes(document: DocumentNode): ReadonlyMap<OperationDefinitionNode, QueryShape> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const known = new Map<string, QueryShape>();

  const ofFragment = (name: string): QueryShape => {
    const shape = known.get(name);
    if (shape !== undefined) return shape;
    known.set(name, empty);
    const fragment = fragments.get(name);
    const read = fragment === undefined ? empty : add(directivesOf(fragment), ofSet(fragment.selectionSet));
    known.set(name, read);
    return read;
  };

  const ofSet = (set: SelectionSetNode | undefined): QueryShape =>
    (set?.selections ?? []).map(ofSelection).reduce(add, empty);

  const ofSelection = (node: SelectionNode): QueryShape => {
    const itself = { ...directivesOf(node), selections: 1 };
    if (node.kind === Kind.FRAGMENT_SPREAD) return add(itself, ofFragment(node.name.value));
    const inner = ofSet(node.selectionSet);
    if (node.kind === Kind.INLINE_FRAGMENT) return add(itself, inner);
    const aliases = node.alias === undefined ? 0 : 1;
    const depth = exemptBelow.has(node.name.value) ? 0 : inner.depth;
    return { ...add({ ...itself, aliases }, inner), rootFields: 1, depth: depth + 1 };
  };

  const shapes = new Map<OperationDefinitionNode, QueryShape>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const outside = [node, ...(node.variableDefinitions ?? [])].map(directivesOf).reduce(add, empty);
    shapes.set(node, add(outside, ofSet(node.selectionSet)));
  }
  return shapes;
}

function directivesOf({ directives }: Directed): QueryShape {
  return { ...empty, directives: directives?.length ?? 0 };
}

/** Of two selections beside each other. */
function add(a: QueryShape, b: QueryShape): QueryShape {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: sum(a.aliases, b.aliases),
    rootFields: sum(a.rootFields, b.rootFields),
    directives: sum(a.directives, b.directives),
    selections: sum(a.selections, b.selections),
  };
}

function sum(a: number, b: number): number {
  return Math.min(a + b, Number.MAX_SAFE_INTEGER);
}
