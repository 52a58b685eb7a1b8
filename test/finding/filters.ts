import fc from 'fast-check';
import { ipv6Spellings, sharedAddress } from './fleets.js';
import type {
  BackendFilter,
  InstanceFilter,
  ListenerFilter,
  LoadBalancerFilter,
  SourceFilter,
  Tag,
} from './oracle/matchers.js';
import type {
  BackendRow,
  FleetRows,
  InstanceRow,
  ListenerRow,
  LoadBalancerRow,
  Source,
} from './oracle/rows.js';
import { nastyTexts, partsOf } from './texts.js';

/** Each field of a filter; the values of one row, where there is any, are likelier than others. */
type Fields<F> = { readonly [K in keyof F]-?: fc.Arbitrary<F[K]> };

const foreignText = fc.oneof(
  fc.constantFrom(...nastyTexts, '', 'nobody', 'lb-00000000', 'ins-00000000', 'i-00000000'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const foreignAddress = fc.constantFrom('203.0.113.9', '2001:db8::9', '10.6.0.1', '0.0.0.0', '::');
const foreignPort = fc.integer({ min: 1, max: 65_535 });

const enums = {
  loadBalancerStatus: ['CREATING', 'ACTIVE', 'STOPPED', 'SUSPENDED', 'DELETED', 'UNKNOWN'],
  listenerStatus: ['CREATING', 'ACTIVE', 'FAILED', 'DELETING', 'DISABLED', 'UNKNOWN'],
  instanceStatus: [
    'PENDING',
    'RUNNING',
    'STOPPED',
    'MAINTENANCE',
    'FAILED',
    'TERMINATED',
    'NOT_FOUND',
    'UNKNOWN',
  ],
  health: ['UP', 'DOWN', 'ABNORMAL', 'UNKNOWN'],
  protocol: ['TCP', 'UDP', 'HTTP', 'HTTPS', 'TCP_SSL', 'QUIC', 'UNKNOWN'],
  scheme: ['PUBLIC', 'PRIVATE', 'UNKNOWN'],
  kind: ['VIRTUAL_MACHINE', 'BARE_METAL'],
  targetKind: ['INSTANCE', 'ROUTER', 'IP', 'UNKNOWN'],
} as const;

function from<T>(values: readonly T[], otherwise: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return values.length === 0 ? otherwise : fc.constantFrom(...values);
}

/** A list of values: of the row, of the fleet, of nobody; now and then an empty one, or null. */
function anyOf<T>(
  own: readonly T[],
  fleet: readonly T[],
  foreign: fc.Arbitrary<T>,
): fc.Arbitrary<readonly T[] | null> {
  const known = from(fleet, foreign);
  const value = fc.oneof(
    { weight: 6, arbitrary: from(own, known) },
    { weight: 2, arbitrary: known },
    { weight: 2, arbitrary: foreign },
  );
  return fc.oneof(
    { weight: 20, arbitrary: fc.array(value, { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

const anyEnum = (own: readonly string[], values: readonly string[]) =>
  anyOf(own, values, fc.constantFrom(...values));

const flag = fc.constantFrom(true, false, null);

/** Up to three fields of one row's filter: more of them leave nothing. */
function filterOf<R, F>(rows: readonly R[], fieldsOf: (row: R | undefined) => Fields<F>): fc.Arbitrary<F> {
  const names = Object.keys(fieldsOf(rows[0])) as (keyof F)[];
  const some = fc.oneof(
    { weight: 5, arbitrary: fc.subarray(names, { minLength: 1, maxLength: 1 }) },
    { weight: 4, arbitrary: fc.subarray(names, { minLength: 2, maxLength: 3 }) },
  );
  return fc.tuple(fc.nat(Math.max(0, rows.length - 1)), some).chain(([at, chosen]) => {
    const fields = fieldsOf(rows[at]);
    const record = Object.fromEntries(chosen.map((name) => [name, fields[name]]));
    return fc.record(record) as unknown as fc.Arbitrary<F>;
  });
}

const present = <T>(values: readonly (T | null | undefined)[]): readonly T[] =>
  values.flatMap((value) => (value === null || value === undefined ? [] : [value]));

function nameFields(own: string | null | undefined, names: readonly string[]) {
  const upper = names.map((name) => name.toUpperCase());
  return {
    name: anyOf(present([own]), [...names, ...upper], foreignText),
    nameContains: anyOf(present([own]).flatMap(partsOf), names.flatMap(partsOf), foreignText),
  };
}

function sourceFields(fleet: FleetRows, own: Source | undefined): Fields<SourceFilter> {
  const { sources } = fleet;
  const known = (values: readonly (string | null)[], value: string | null | undefined) =>
    anyOf(present([value]), present(values), fc.constantFrom(...present(values)));
  return {
    provider: known(
      sources.map(({ provider }) => provider),
      own?.provider,
    ),
    account: known(
      sources.map(({ account }) => account),
      own?.account,
    ),
    region: known(
      sources.map(({ region }) => region),
      own?.region,
    ),
  };
}

/** `rows`: of which the list is made, and after which filters are fashioned. */
export function loadBalancerFilters(
  fleet: FleetRows,
  rows: readonly LoadBalancerRow[],
): fc.Arbitrary<LoadBalancerFilter> {
  const names = present(rows.map(({ row }) => row.name));
  const tags = rows.flatMap(({ row }) => row.tags ?? []);
  return filterOf(rows, (own): Fields<LoadBalancerFilter> => ({
    ...sourceFields(fleet, own),
    ...nameFields(own?.row.name, names),
    vendorId: anyOf(
      present([own?.row.vendorId]),
      rows.map(({ row }) => row.vendorId),
      foreignText,
    ),
    status: anyEnum(present([own?.row.status]), enums.loadBalancerStatus),
    scheme: anyEnum(present([own?.row.scheme]), enums.scheme),
    address: anyOf(
      own?.row.addresses ?? [],
      rows.flatMap(({ row }) => row.addresses),
      foreignAddress,
    ),
    tag: anyOf(own?.row.tags ?? [], tags.flatMap(variantsOf), fc.record({ key: foreignText })),
    hasUnhealthyBackends: flag,
    hasNoBackends: flag,
  }));
}

function variantsOf({ key, value }: Tag): readonly Tag[] {
  return [
    { key },
    { key, value: null },
    { key, value: value ?? '' },
    { key, value: '' },
    { key: value ?? '' },
  ];
}

export function listenerFilters(rows: readonly ListenerRow[]): fc.Arbitrary<ListenerFilter> {
  const portsOf = ({ row }: ListenerRow) => row.ports.flatMap(({ from: first, to }) => [first, to]);
  return filterOf(rows, (own): Fields<ListenerFilter> => ({
    protocol: anyEnum(present([own?.row.protocol]), enums.protocol),
    port: anyOf(present([own]).flatMap(portsOf), rows.flatMap(portsOf), foreignPort),
    status: anyEnum(present([own?.row.status]), enums.listenerStatus),
  }));
}

export function backendFilters(fleet: FleetRows, rows: readonly BackendRow[]): fc.Arbitrary<BackendFilter> {
  const names = present(rows.map(({ row }) => row.name));
  const targetsOf = ({ row }: BackendRow) =>
    row.target.__typename === 'IpTarget' ? row.target.address : row.target.vendorId;
  const addresses = rows.flatMap(({ row }) => row.addresses ?? []);
  const machines = fleet.machines.map(({ id }) => id);
  return filterOf(rows, (own): Fields<BackendFilter> => ({
    ...sourceFields(fleet, own),
    ...nameFields(own?.row.name, names),
    instance: anyOf(present([own?.machine]), machines, fc.constantFrom(...machines)),
    targetId: anyOf(present([own]).map(targetsOf), rows.map(targetsOf), foreignText),
    targetKind: anyEnum([], enums.targetKind),
    address: anyOf(own?.row.addresses ?? [], [...addresses, sharedAddress, ...ipv6Spellings], foreignAddress),
    port: anyOf(present([own?.row.port]), present(rows.map(({ row }) => row.port)), foreignPort),
    vendorId: anyOf(present([own?.row.vendorId]), present(rows.map(({ row }) => row.vendorId)), foreignText),
    health: anyEnum(present([own?.row.health]), enums.health),
    weightZero: flag,
  }));
}

export function instanceFilters(
  fleet: FleetRows,
  rows: readonly InstanceRow[],
): fc.Arbitrary<InstanceFilter> {
  const names = present(rows.map(({ row }) => row.name));
  const addressesOf = ({ row }: InstanceRow) => [...row.privateAddresses, ...row.publicAddresses];
  return filterOf(rows, (own): Fields<InstanceFilter> => ({
    ...sourceFields(fleet, own),
    ...nameFields(own?.row.name, names),
    vendorId: anyOf(
      present([own?.row.vendorId]),
      rows.map(({ row }) => row.vendorId),
      foreignText,
    ),
    status: anyEnum(present([own?.row.status]), enums.instanceStatus),
    kind: anyEnum(present([own?.row.kind]), enums.kind),
    address: anyOf(present([own]).flatMap(addressesOf), rows.flatMap(addressesOf), foreignAddress),
  }));
}
