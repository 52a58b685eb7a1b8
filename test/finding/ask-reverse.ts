import { expect } from 'vitest';
import type { Fleet, GraphqlError } from '../support/gateway.js';
import type { Subject } from './found-lists.js';
import type { BackendFilter } from './oracle/matchers.js';
import { findBackends, findLoadBalancers, neededSources } from './oracle/reverse.js';
import type { BackendRow, FleetRows } from './oracle/rows.js';

interface FoundBackend {
  readonly id: string;
  readonly vendorId: string | null;
  readonly name: string | null;
  readonly port: number | null;
  readonly weight: number | null;
  readonly health: string;
  readonly loadBalancer: { readonly id: string } | null;
  readonly instance: { readonly id: string } | null;
}

interface Connection<T> {
  readonly totalCount: number | null;
  readonly pageInfo: { readonly hasNextPage: boolean };
  readonly coverage: {
    readonly sources: number;
    readonly answered: number;
    readonly exact: boolean;
    readonly failures: readonly { readonly account: string; readonly region: string | null }[];
  };
  readonly nodes: readonly T[];
}

const connection =
  'totalCount pageInfo { hasNextPage } coverage { sources answered exact failures { account region } }';
const found = `fragment Found on BackendConnection { ${connection}
  nodes { id vendorId name port weight health loadBalancer { id } instance { id } } }`;
const fronts = `fragment Fronts on LoadBalancerConnection { ${connection} nodes { id } }`;

/** Asks for backends by several filters in one query, while some accounts fail, and judges each answer. */
export async function expectLookUps(
  { fleet, rows }: Pick<Subject, 'fleet' | 'rows'>,
  filters: readonly BackendFilter[],
  failing: readonly string[] = [],
): Promise<void> {
  const declared = filters.map((_filter, at) => `$f${at}: BackendFilter!`).join(', ');
  const fields = filters.map((_filter, at) => `r${at}: backends(first: 1000, filter: $f${at}) { ...Found }`);
  const { status, data, errors } = await fleet.query<Readonly<Record<string, Connection<FoundBackend>>>>(
    `query Reverse(${declared}) { ${fields.join(' ')} } ${found}`,
    Object.fromEntries(filters.map((filter, at) => [`f${at}`, filter])),
  );
  expect(status).toBe(200);
  filters.forEach((filter, at) => {
    const standing = errors.filter(({ path }) => path?.[0] === `r${at}`);
    expectLookUp(rows, filter, { found: data[`r${at}`], errors: standing, failing });
  });
}

function expectLookUp(
  rows: FleetRows,
  filter: BackendFilter,
  answer: {
    readonly found: Connection<FoundBackend> | undefined;
    readonly errors: readonly GraphqlError[];
    readonly failing: readonly string[];
  },
): void {
  // Any of nothing is nothing, whoever fails.
  const isVoid = Object.values(filter).some((wanted) => Array.isArray(wanted) && wanted.length === 0);
  const lost = (isVoid ? [] : neededSources(rows, filter)).filter(({ account }) =>
    answer.failing.includes(account),
  );
  const expected = findBackends(rows, filter).filter(({ account }) => !answer.failing.includes(account));
  const places = lost.map((source) => toPlace({ ...source })).sort();
  const { found: list, errors } = answer;
  expect({
    filter,
    backends: list?.nodes,
    totalCount: list?.totalCount,
    exact: list?.coverage.exact,
    hasNextPage: list?.pageInfo.hasNextPage,
    unanswered: (list?.coverage.sources ?? 0) - (list?.coverage.answered ?? 0),
    failures: list?.coverage.failures.map((failure) => toPlace({ ...failure })).sort(),
    errors: errors.map(({ extensions }) => toPlace(extensions)).sort(),
    errorDepths: errors.map(({ path }) => path?.length),
  }).toEqual({
    filter,
    backends: expected.map(toFound),
    totalCount: lost.length === 0 ? expected.length : null,
    exact: lost.length === 0,
    hasNextPage: lost.length > 0,
    unanswered: lost.length,
    failures: places,
    errors: places,
    errorDepths: places.map(() => 1),
  });
}

function toPlace(place: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([place['account'], place['region']]);
}

function toFound({ id, row, loadBalancer, machine }: BackendRow): FoundBackend {
  return {
    id,
    vendorId: row.vendorId,
    name: row.name,
    port: row.port,
    weight: row.weight,
    health: row.health,
    loadBalancer: { id: loadBalancer },
    instance: machine === null ? null : { id: machine },
  };
}

interface Behind {
  readonly id: string;
  readonly backends: Connection<FoundBackend>;
  readonly loadBalancers: Connection<{ readonly id: string }>;
}

const behind =
  '... on Instance { id backends(first: 1000) { ...Found } loadBalancers(first: 1000) { ...Fronts } }';

/** Both reverse fields of some machines: of those that the vendor no longer has, by way of a backend that names them. */
export async function expectBehind(
  { fleet, rows }: Pick<Subject, 'fleet' | 'rows'>,
  machines: FleetRows['machines'],
): Promise<void> {
  const known = machines.filter(({ isKnown }) => isKnown).map(({ id }) => id);
  const read = await readBehind(fleet, known);
  const gone = machines.filter(({ isKnown }) => !isKnown).map(({ id }) => id);
  const { data, errors } = await fleet.query<{
    readonly backends: { readonly nodes: readonly { readonly instance: Behind | null }[] };
  }>(
    `query Gone($gone: [ID!]!) { backends(first: 1000, filter: { instance: $gone }) { nodes { instance { ${behind} } } } }
      ${found} ${fronts}`,
    { gone },
  );
  expect(errors).toEqual([]);
  const named = new Map(data.backends.nodes.map(({ instance }) => [instance?.id, instance]));
  expect([...named.keys()].sort()).toEqual([...gone].sort());
  for (const [id, one] of [...known.map((key, at) => [key, read[at] ?? null] as const), ...named]) {
    const backends = findBackends(rows, { instance: [id ?? ''] }).map(toFound);
    const loadBalancers = findLoadBalancers(rows, id ?? '').map((row) => ({ id: row.id }));
    expect({ id, backends: whole(one?.backends), loadBalancers: whole(one?.loadBalancers) }).toEqual({
      ...{ id, backends: { nodes: backends, totalCount: backends.length, exact: true } },
      loadBalancers: { nodes: loadBalancers, totalCount: loadBalancers.length, exact: true },
    });
  }
}

async function readBehind({ query }: Fleet, ids: readonly string[]): Promise<readonly (Behind | null)[]> {
  const { data, errors } = await query<{ readonly nodes: readonly (Behind | null)[] }>(
    `query Behind($ids: [ID!]!) { nodes(ids: $ids) { ${behind} } } ${found} ${fronts}`,
    { ids },
  );
  expect(errors).toEqual([]);
  return data.nodes;
}

function whole<T>(list: Connection<T> | undefined) {
  return { nodes: list?.nodes, totalCount: list?.totalCount, exact: list?.coverage.exact };
}
