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
  return merge(info.fieldNodes.map((node) => read(node.selectionSet, info)));
}

/** The same for a field that is a connection. */
export function selectedConnection(info: GraphQLResolveInfo): ConnectionSelection {
  const raw = merge(info.fieldNodes.map((node) => readRaw(node.selectionSet, info)));
  return {
    node: throughConnection(raw),
    fields: raw.fields,
    pageInfo: raw.below.get('pageInfo')?.fields ?? new Set(),
  };
}

function merge(selections: readonly Selection[]): Selection {
  return selections.reduce(mergeSelections, emptySelection);
}

function read(set: SelectionSetNode | undefined, info: GraphQLResolveInfo): Selection {
  return seeThrough(readRaw(set, info));
}

/** Replaces each connection below by the selection of its nodes. */
function seeThrough({ fields, below }: Selection): Selection {
  const seen = new Map<string, Selection>();
  for (const [field, selection] of below) {
    const isConnection = selection.fields.has('nodes') || selection.fields.has('edges');
    seen.set(field, isConnection ? throughConnection(selection) : seeThrough(selection));
  }
  return { fields, below: seen };
}

function throughConnection({ below }: Selection): Selection {
  const nodes = below.get('nodes') ?? emptySelection;
  const edges = below.get('edges')?.below.get('node') ?? emptySelection;
  return seeThrough(mergeSelections(nodes, edges));
}

function readRaw(set: SelectionSetNode | undefined, info: GraphQLResolveInfo): Selection {
  const fields = new Set<string>();
  let below = new Map<string, Selection>();
  for (const node of set?.selections ?? []) {
    if (!isIncluded(node, info)) continue;
    if (node.kind === Kind.FIELD) {
      fields.add(node.name.value);
      if (node.selectionSet === undefined) continue;
      const known = below.get(node.name.value) ?? emptySelection;
      below.set(node.name.value, mergeSelections(known, readRaw(node.selectionSet, info)));
      continue;
    }
    // A type condition may not hold for every object: what it selects then costs nothing but is planned for.
    const inner = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value];
    const selection = readRaw(inner?.selectionSet, info);
    selection.fields.forEach((field) => fields.add(field));
    below = new Map(mergeSelections({ fields, below }, selection).below);
  }
  return { fields, below };
}

function isIncluded(node: SelectionNode, info: GraphQLResolveInfo): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, info.variableValues);
  if (skip?.['if'] === true) return false;
  const include = getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues);
  return include?.['if'] !== false;
}
