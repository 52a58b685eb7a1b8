import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { emptySelection, mergeSelections, type Selection } from '../model/selection.js';

/** What a query selects of a connection. */
export interface ConnectionSelection {
  readonly node: Selection;
  /** The connection's own fields. */
  readonly fields: ReadonlySet<string>;
  readonly pageInfo: ReadonlySet<string>;
}

/** What is selected below the field that is being resolved; connections are seen through to their nodes. */
export function selectedFields(info: GraphQLResolveInfo): Selection {
  return seeThrough(selectedBelow(info), memoOf(info));
}

/** The same for a field that is a connection. */
export function selectedConnection(info: GraphQLResolveInfo): ConnectionSelection {
  const memo = memoOf(info);
  const known = memo.connections.get(info.fieldNodes);
  if (known !== undefined) return known;
  const raw = selectedBelow(info);
  const selection = {
    node: throughConnection(raw, memo),
    fields: raw.fields,
    pageInfo: raw.below.get('pageInfo')?.fields ?? new Set<string>(),
  };
  memo.connections.set(info.fieldNodes, selection);
  return selection;
}

/** Whether no list below the field that is being resolved is filtered or ordered, for which more may be read than is selected. */
export function selectsPlainLists(info: GraphQLResolveInfo): boolean {
  const memo = memoOf(info);
  return info.fieldNodes.every(({ selectionSet }) => isPlain(selectionSet, info, memo));
}

function isPlain(set: SelectionSetNode | undefined, info: GraphQLResolveInfo, memo: Memo): boolean {
  if (set === undefined) return true;
  const known = memo.plain.get(set);
  if (known !== undefined) return known;
  const plain = set.selections.every((node) => {
    if (node.kind === Kind.FRAGMENT_SPREAD)
      return isPlain(info.fragments[node.name.value]?.selectionSet, info, memo);
    const isFound =
      node.kind === Kind.FIELD &&
      node.arguments?.some(({ name }) => name.value === 'filter' || name.value === 'orderBy') === true;
    return !isFound && isPlain(node.selectionSet, info, memo);
  });
  memo.plain.set(set, plain);
  return plain;
}

/**
 * What was read of one operation under one set of variables. Fragments may spread each other many times over: each is read
 * once, and the selections that they share are the same objects.
 */
interface Memo {
  readonly raw: Map<SelectionSetNode, Selection>;
  readonly plain: Map<SelectionSetNode, boolean>;
  readonly through: Map<Selection, Selection>;
  readonly connections: Map<GraphQLResolveInfo['fieldNodes'], ConnectionSelection>;
}

const memos = new WeakMap<object, Memo>();

/** By the variables: they are one object for each execution, while documents are kept and shared. */
function memoOf({ variableValues }: GraphQLResolveInfo): Memo {
  const known = memos.get(variableValues);
  if (known !== undefined) return known;
  const memo: Memo = { raw: new Map(), plain: new Map(), through: new Map(), connections: new Map() };
  memos.set(variableValues, memo);
  return memo;
}

function selectedBelow(info: GraphQLResolveInfo): Selection {
  const memo = memoOf(info);
  return info.fieldNodes
    .map(({ selectionSet }) => readRaw(selectionSet, info, memo))
    .reduce(mergeSelections, emptySelection);
}

/** Replaces each connection below by the selection of its nodes. */
function seeThrough(selection: Selection, memo: Memo): Selection {
  const known = memo.through.get(selection);
  if (known !== undefined) return known;
  const below = new Map<string, Selection>();
  for (const [field, inner] of selection.below) {
    const isConnection = inner.fields.has('nodes') || inner.fields.has('edges');
    below.set(field, isConnection ? throughConnection(inner, memo) : seeThrough(inner, memo));
  }
  const seen = { fields: selection.fields, below };
  memo.through.set(selection, seen);
  return seen;
}

function throughConnection({ below }: Selection, memo: Memo): Selection {
  const nodes = below.get('nodes') ?? emptySelection;
  const edges = below.get('edges')?.below.get('node') ?? emptySelection;
  return mergeSelections(seeThrough(nodes, memo), seeThrough(edges, memo));
}

function readRaw(set: SelectionSetNode | undefined, info: GraphQLResolveInfo, memo: Memo): Selection {
  if (set === undefined) return emptySelection;
  const known = memo.raw.get(set);
  if (known !== undefined) return known;
  const selection = set.selections
    .filter((node) => isIncluded(node, info))
    .map((node) => readNode(node, info, memo))
    .reduce(mergeSelections, emptySelection);
  memo.raw.set(set, selection);
  return selection;
}

function readNode(node: SelectionNode, info: GraphQLResolveInfo, memo: Memo): Selection {
  if (node.kind === Kind.FIELD) {
    const { selectionSet } = node;
    const name = node.name.value;
    const inner = new Map(selectionSet === undefined ? [] : [[name, readRaw(selectionSet, info, memo)]]);
    return { fields: new Set([name]), below: inner };
  }
  // A type condition may not hold for every object: what it selects then costs nothing but is planned for.
  const inner = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value];
  return readRaw(inner?.selectionSet, info, memo);
}

/** Whether `@skip` and `@include` let a selection be. */
export function isIncluded(node: SelectionNode, info: GraphQLResolveInfo): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, info.variableValues);
  if (skip?.['if'] === true) return false;
  const include = getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues);
  return include?.['if'] !== false;
}
