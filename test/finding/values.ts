import { expect } from 'vitest';
import type { Gateway } from '../support/gateway.js';
import { ipv6Spellings, sharedAddress } from './fleets.js';
import { inParts } from './look-ups.js';
import {
  matchesBackend,
  matchesInstance,
  matchesLoadBalancer,
  type BackendFilter,
  type InstanceFilter,
  type LoadBalancerFilter,
} from './oracle/matchers.js';
import { backendsOfAll, type FleetRows } from './oracle/rows.js';
import type { Noun } from './questions.js';
import { nastyTexts, partsOf } from './texts.js';

/** A list at the root, asked by one value at a time. */
interface ValueList<F> {
  readonly field: string;
  readonly noun: Noun;
  readonly filters: readonly F[];
  readonly idsOf: (filter: F) => readonly string[];
}

const foreign = ['', ' ', '0', 'nobody', ...nastyTexts];
const flags = [true, false];

/** Empty, so that nothing is left, or null, so that everything is. */
function voids<F>(names: readonly (keyof F)[]): readonly F[] {
  return names.flatMap((name) => [{ [name]: [] }, { [name]: null }] as F[]);
}

const sourceNames = ['provider', 'account', 'region', 'name', 'nameContains', 'vendorId'] as const;

function texts(own: readonly (string | null)[]): readonly string[] {
  const known = own.flatMap((text) => (text === null ? [] : [text, text.toUpperCase(), text.toLowerCase()]));
  return [...new Set([...known, ...foreign])];
}

function nameFilters(own: readonly (string | null)[]) {
  const parts = own.flatMap((text) => (text === null ? [] : partsOf(text)));
  return [
    ...texts(own).map((text) => ({ name: [text] })),
    ...texts([...new Set(parts)]).map((text) => ({ nameContains: [text] })),
  ];
}

function each<T>(values: readonly T[]): readonly (readonly T[])[] {
  return [...new Set(values)].map((value) => [value]);
}

function valueLists(rows: FleetRows) {
  const { loadBalancers, instances } = rows;
  const backends = backendsOfAll(rows);
  const addresses = [...ipv6Spellings, sharedAddress, '203.0.113.9'];
  const loadBalancerFilters: readonly LoadBalancerFilter[] = [
    ...voids<LoadBalancerFilter>([...sourceNames, 'status', 'scheme', 'address', 'tag']),
    ...nameFilters(loadBalancers.map(({ row }) => row.name)),
    ...each([...loadBalancers.map(({ row }) => row.vendorId), ...foreign]).map((vendorId) => ({ vendorId })),
    ...each(loadBalancers.map(({ row }) => row.status)).map((status) => ({ status })),
    ...each(loadBalancers.map(({ row }) => row.scheme)).map((scheme) => ({ scheme })),
    ...each([...loadBalancers.flatMap(({ row }) => row.addresses), ...addresses]).map((address) => ({
      address,
    })),
    ...loadBalancers.flatMap(({ row }) => row.tags ?? []).map((tag) => ({ tag: [tag] })),
    ...foreign.map((key) => ({ tag: [{ key }] })),
    ...flags.flatMap((flag) => [{ hasUnhealthyBackends: flag }, { hasNoBackends: flag }]),
  ];
  const backendFilters: readonly BackendFilter[] = [
    ...voids<BackendFilter>([
      ...sourceNames,
      'instance',
      'targetId',
      'targetKind',
      'address',
      'port',
      'health',
    ]),
    ...nameFilters(backends.map(({ row }) => row.name)),
    ...each([...backends.flatMap(({ row }) => row.vendorId ?? []), ...foreign]).map((vendorId) => ({
      vendorId,
    })),
    ...each(foreign).map((targetId) => ({ targetId })),
    ...each(['INSTANCE', 'ROUTER', 'IP', 'UNKNOWN']).map((targetKind) => ({ targetKind })),
    ...each(addresses).map((address) => ({ address })),
    ...each(backends.flatMap(({ row }) => row.port ?? [])).map((port) => ({ port })),
    ...each(['UP', 'DOWN', 'ABNORMAL', 'UNKNOWN']).map((health) => ({ health })),
    ...flags.map((weightZero) => ({ weightZero })),
  ];
  const instanceFilters: readonly InstanceFilter[] = [
    ...voids<InstanceFilter>([...sourceNames, 'status', 'kind', 'address']),
    ...nameFilters(instances.map(({ row }) => row.name)),
    ...each([...instances.map(({ row }) => row.vendorId), ...foreign]).map((vendorId) => ({ vendorId })),
    ...each(instances.map(({ row }) => row.status)).map((status) => ({ status })),
    ...each(instances.map(({ row }) => row.kind)).map((kind) => ({ kind })),
    ...each([
      ...instances.flatMap(({ row }) => [...row.privateAddresses, ...row.publicAddresses]),
      ...addresses,
    ]).map((address) => ({ address })),
  ];
  return {
    loadBalancers: {
      field: 'loadBalancers',
      noun: 'LoadBalancer',
      filters: loadBalancerFilters,
      idsOf: (filter: LoadBalancerFilter) =>
        idsOf(loadBalancers.filter((row) => matchesLoadBalancer(filter, row))),
    } satisfies ValueList<LoadBalancerFilter>,
    backends: {
      field: 'backends',
      noun: 'Backend',
      filters: backendFilters,
      idsOf: (filter: BackendFilter) => idsOf(backends.filter((row) => matchesBackend(filter, row))),
    } satisfies ValueList<BackendFilter>,
    instances: {
      field: 'instances',
      noun: 'Instance',
      filters: instanceFilters,
      idsOf: (filter: InstanceFilter) => idsOf(instances.filter((row) => matchesInstance(filter, row))),
    } satisfies ValueList<InstanceFilter>,
  };
}

function idsOf(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map(({ id }) => id);
}

interface Found {
  readonly totalCount: number | null;
  readonly coverage: { readonly exact: boolean };
  readonly nodes: readonly { readonly id: string }[];
}

export const valueListNames = ['loadBalancers', 'backends', 'instances'] as const;

/** Asks a root list for every value by itself that the fleet has, and for every text that is easily misread. */
export async function expectValues(
  { query }: Pick<Gateway, 'query'>,
  rows: FleetRows,
  name: (typeof valueListNames)[number],
): Promise<void> {
  const lists = valueLists(rows);
  if (name === 'loadBalancers') await ask(query, lists.loadBalancers);
  else if (name === 'backends') await ask(query, lists.backends);
  else await ask(query, lists.instances);
}

async function ask<F extends object>(
  query: Gateway['query'],
  { field, noun, filters, idsOf: expected }: ValueList<F>,
): Promise<void> {
  for (const part of inParts(filters, 20)) {
    const declared = part.map((_filter, at) => `$f${at}: ${noun}Filter!`).join(', ');
    const asked = part.map((_filter, at) => `r${at}: ${field}(first: 1000, filter: $f${at}) { ...Found }`);
    const { data, errors } = await query<Readonly<Record<string, Found>>>(
      `query Values(${declared}) { ${asked.join(' ')} }
        fragment Found on ${noun}Connection { totalCount coverage { exact } nodes { id } }`,
      Object.fromEntries(part.map((filter, at) => [`f${at}`, filter])),
    );
    expect(errors).toEqual([]);
    part.forEach((filter, at) => {
      const found = data[`r${at}`];
      const ids = expected(filter);
      expect({
        filter,
        ids: found?.nodes.map(({ id }) => id),
        totalCount: found?.totalCount,
        exact: found?.coverage.exact,
      }).toEqual({ filter, ids, totalCount: ids.length, exact: true });
    });
  }
}
