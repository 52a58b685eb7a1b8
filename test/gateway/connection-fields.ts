import { getNamedType, isInterfaceType, isObjectType, isRequiredArgument, type GraphQLSchema } from 'graphql';
import { expect } from 'vitest';
import { createSchema } from '../../src/graphql/schema.js';
import { loadTypeDefs } from '../../src/graphql/type-defs.js';
import type { Gateway, GraphqlAnswer } from '../support/gateway.js';

/** A field of the schema that gives a connection. */
export interface ConnectionField {
  /** `Type.field`. */
  readonly name: string;
  readonly type: string;
  readonly field: string;
  readonly hasFilter: boolean;
  readonly needsFilter: boolean;
  /** Why no list of it can be read by what is known here; null when one can. */
  readonly unreachable: string | null;
}

/** How the ids of all objects of a type are found, from load balancers and machines down. */
const idPaths: Readonly<Record<string, readonly string[]>> = {
  LoadBalancer: ['loadBalancers'],
  Listener: ['loadBalancers', 'listeners'],
  ListenerRule: ['loadBalancers', 'listeners', 'rules'],
  Backend: ['loadBalancers', 'backends'],
  Instance: ['instances'],
};

const pageArguments = ['first', 'after', 'last', 'before'];

/** Every field, on every type, whose value is a connection. */
export function connectionFields(schema = createSchema(loadTypeDefs())): readonly ConnectionField[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!(isObjectType(type) || isInterfaceType(type)) || type.name.startsWith('__')) return [];
    return Object.values(type.getFields()).flatMap((field): ConnectionField[] => {
      if (!getNamedType(field.type).name.endsWith('Connection')) return [];
      const names = field.args.map((argument) => argument.name);
      const needed = field.args
        .filter(isRequiredArgument)
        .map((argument) => argument.name)
        // One that leaves everything is known for any noun.
        .filter((name) => name !== 'filter');
      const missing = pageArguments.filter((name) => !names.includes(name));
      const isKnown =
        ['Query', 'Account'].includes(type.name) || (isNode(schema, type.name) && type.name in idPaths);
      const problems = [
        ...(isKnown ? [] : [`nobody knows how to find a ${type.name}`]),
        ...needed.map((name) => `nobody knows what to give for ${name}`),
        ...missing.map((name) => `it has no ${name}`),
      ];
      return [
        {
          name: `${type.name}.${field.name}`,
          type: type.name,
          field: field.name,
          hasFilter: names.includes('filter'),
          needsFilter: field.args.some(
            (argument) => argument.name === 'filter' && isRequiredArgument(argument),
          ),
          unreachable: problems.length === 0 ? null : problems.join(', '),
        },
      ];
    });
  });
}

function isNode(schema: GraphQLSchema, name: string): boolean {
  const [type, node] = [schema.getType(name), schema.getType('Node')];
  return isObjectType(type) && isInterfaceType(node) && schema.isSubType(node, type);
}

/** One list of a connection field: below an object, or at the root, of some accounts or of all. */
export interface ConnectionPlace {
  readonly of: ConnectionField;
  /** Of the object that it stands under, null at the root. */
  readonly id: string | null;
  /** What a root list is narrowed to; null: to nothing. */
  readonly accounts: readonly string[] | null;
}

export interface Page {
  readonly totalCount: number | null;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly nodes: readonly { readonly id: string }[];
}

export interface PageArguments {
  readonly first?: number;
  readonly after?: string | null;
  readonly last?: number;
  readonly before?: string | null;
}

export const wholePage = `totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor node { id } } nodes { id }`;

/** One page of a list as the gateway answers it; `list` in its data, or in the `parent` there. */
export function askPage(
  ask: Gateway['query'],
  { of, id, accounts }: ConnectionPlace,
  page: PageArguments,
  selection = wholePage,
): Promise<GraphqlAnswer<Answer>> {
  const narrowed = accounts === null ? '' : ', filter: { account: $accounts }';
  const filter = narrowed === '' && of.needsFilter ? ', filter: {}' : narrowed;
  const list = `list: ${of.field}(first: $first, after: $after, last: $last, before: $before${filter}) { ${selection} }`;
  const declared = '$first: Int, $after: String, $last: Int, $before: String';
  const query = {
    Query: `query Page(${declared}${accounts === null ? '' : ', $accounts: [ID!]'}) { ${list} }`,
    Account: `query Page($id: ID!, ${declared}) { parent: account(id: $id) { ${list} } }`,
  }[of.type];
  const below = `query Page($id: ID!, ${declared}) { parent: node(id: $id) { ... on ${of.type} { ${list} } } }`;
  return ask<Answer>(query ?? below, { ...page, id, accounts });
}

export interface Answer {
  readonly list?: Page | null;
  readonly parent?: { readonly list: Page | null } | null;
}

/** The same, of a list that is there and has no error. */
export async function readPage(
  ask: Gateway['query'],
  place: ConnectionPlace,
  page: PageArguments,
  selection = wholePage,
): Promise<Page> {
  const { data, errors } = await askPage(ask, place, page, selection);
  expect({ page, errors }).toEqual({ page, errors: [] });
  const list = data.parent?.list ?? data.list;
  if (list === null || list === undefined) throw new Error(`${place.of.name} is not there`);
  return list;
}

/** Every list of a connection field in some accounts; at the root also that of all of them together. */
export async function placesOf(
  { query }: Pick<Gateway, 'query'>,
  of: ConnectionField,
  accounts: readonly string[],
): Promise<readonly ConnectionPlace[]> {
  if (of.type === 'Query') {
    const narrowed = of.hasFilter ? [accounts, ...accounts.map((account) => [account])] : [null];
    return narrowed.map((some) => ({ of, id: null, accounts: some }));
  }
  if (of.type === 'Account') return accounts.map((id) => ({ of, id, accounts: null }));
  const [root = '', ...below] = idPaths[of.type] ?? [];
  const selection = below.reduceRight(
    (inner, field) => `nodes { ${field}(first: 1000) { ${inner} } }`,
    'nodes { id }',
  );
  const { data, errors } = await query(
    `query Ids($accounts: [ID!]) { ${root}(first: 1000, filter: { account: $accounts }) { ${selection} } }`,
    { accounts },
  );
  expect(errors).toEqual([]);
  return idsIn(data[root]).map((id) => ({ of, id, accounts: null }));
}

function idsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (typeof value !== 'object' || value === null) return [];
  return 'id' in value && typeof value.id === 'string' ? [value.id] : Object.values(value).flatMap(idsIn);
}

/** A list and how many rows it has. */
export type MeasuredPlace = ConnectionPlace & { readonly length: number };

/** Many at once, so that vendors who bring many at once do. */
export async function measure(
  { query }: Pick<Gateway, 'query'>,
  places: readonly ConnectionPlace[],
): Promise<readonly MeasuredPlace[]> {
  const measured: MeasuredPlace[] = [];
  const ofNodes = places.filter(({ of }) => of.type in idPaths);
  for (const place of places) {
    if (ofNodes.includes(place)) continue;
    const { totalCount } = await readPage(query, place, { first: 0 }, 'totalCount');
    measured.push({ ...place, length: totalCount ?? 0 });
  }
  for (let from = 0; from < ofNodes.length; from += 100) {
    const some = ofNodes.slice(from, from + 100);
    const [{ of } = { of: { type: '', field: '' } }] = some;
    const { data, errors } = await query<{ readonly nodes: readonly { readonly list: Page }[] }>(
      `query Lengths($ids: [ID!]!) { nodes(ids: $ids) { ... on ${of.type} { list: ${of.field}(first: 0) { totalCount } } } }`,
      { ids: some.map(({ id }) => id) },
    );
    expect(errors).toEqual([]);
    some.forEach((place, index) => {
      measured.push({ ...place, length: data.nodes[index]?.list.totalCount ?? 0 });
    });
  }
  return measured;
}
