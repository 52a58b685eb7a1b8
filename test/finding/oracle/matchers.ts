import { isIPv6 } from 'node:net';
import type { BackendTarget } from '../../../src/simulator/inventory.js';
import type { BackendRow, InstanceRow, ListenerRow, LoadBalancerRow, Source } from './rows.js';

/** Any of these; null or left out filters nothing, and an empty list leaves nothing. */
export type AnyOf<T> = readonly T[] | null | undefined;
type Flag = boolean | null | undefined;

export interface SourceFilter {
  readonly provider?: AnyOf<string>;
  readonly account?: AnyOf<string>;
  readonly region?: AnyOf<string>;
}

interface NameFilter {
  readonly name?: AnyOf<string>;
  readonly nameContains?: AnyOf<string>;
}

export interface Tag {
  readonly key: string;
  readonly value?: string | null;
}

export interface LoadBalancerFilter extends SourceFilter, NameFilter {
  readonly vendorId?: AnyOf<string>;
  readonly status?: AnyOf<string>;
  readonly scheme?: AnyOf<string>;
  readonly address?: AnyOf<string>;
  readonly tag?: AnyOf<Tag>;
  readonly hasUnhealthyBackends?: Flag;
  readonly hasNoBackends?: Flag;
}

export interface ListenerFilter {
  readonly protocol?: AnyOf<string>;
  readonly port?: AnyOf<number>;
  readonly status?: AnyOf<string>;
}

export interface BackendFilter extends SourceFilter, NameFilter {
  readonly instance?: AnyOf<string>;
  readonly targetId?: AnyOf<string>;
  readonly targetKind?: AnyOf<string>;
  readonly address?: AnyOf<string>;
  readonly port?: AnyOf<number>;
  readonly vendorId?: AnyOf<string>;
  readonly health?: AnyOf<string>;
  readonly weightZero?: Flag;
}

export interface InstanceFilter extends SourceFilter, NameFilter {
  readonly vendorId?: AnyOf<string>;
  readonly status?: AnyOf<string>;
  readonly kind?: AnyOf<string>;
  readonly address?: AnyOf<string>;
}

export function matchesLoadBalancer(filter: LoadBalancerFilter, one: LoadBalancerRow): boolean {
  const { row, backends } = one;
  return (
    isIn(filter, one) &&
    isNamed(filter, row.name) &&
    isAny(filter.vendorId, row.vendorId) &&
    isAny(filter.status, row.status) &&
    isAny(filter.scheme, row.scheme) &&
    hasAddress(filter.address, row.addresses) &&
    some(filter.tag, (tag) => (row.tags ?? []).some((own) => isTag(tag, own))) &&
    isFlag(
      filter.hasUnhealthyBackends,
      backends.some((backend) => ['DOWN', 'ABNORMAL'].includes(backend.row.health)),
    ) &&
    isFlag(filter.hasNoBackends, backends.length === 0)
  );
}

export function matchesListener(filter: ListenerFilter, { row }: ListenerRow): boolean {
  return (
    isAny(filter.protocol, row.protocol) &&
    some(filter.port, (port) => row.ports.some(({ from, to }) => from <= port && port <= to)) &&
    isAny(filter.status, row.status)
  );
}

export function matchesBackend(filter: BackendFilter, one: BackendRow): boolean {
  const { row, machine } = one;
  return (
    isIn(filter, one) &&
    isNamed(filter, row.name) &&
    isAny(filter.instance, machine) &&
    some(filter.targetId, (id) => isTarget(id, row.target)) &&
    isAny(filter.targetKind, targetKinds[row.target.__typename]) &&
    hasAddress(filter.address, row.addresses ?? []) &&
    isAny(filter.port, row.port) &&
    isAny(filter.vendorId, row.vendorId) &&
    isAny(filter.health, row.health) &&
    (isOpen(filter.weightZero) || (row.weight !== null && filter.weightZero === (row.weight === 0)))
  );
}

export function matchesInstance(filter: InstanceFilter, one: InstanceRow): boolean {
  const { row } = one;
  return (
    isIn(filter, one) &&
    isNamed(filter, row.name) &&
    isAny(filter.vendorId, row.vendorId) &&
    isAny(filter.status, row.status) &&
    isAny(filter.kind, row.kind) &&
    hasAddress(filter.address, [...row.privateAddresses, ...row.publicAddresses])
  );
}

/** Whether something in a source is within the part of a filter that is about sources. */
export function isIn(filter: SourceFilter, { provider, account, region }: Source): boolean {
  return isAny(filter.provider, provider) && isAny(filter.account, account) && isAny(filter.region, region);
}

const targetKinds: Readonly<Record<BackendTarget['__typename'], string>> = {
  Instance: 'INSTANCE',
  Router: 'ROUTER',
  IpTarget: 'IP',
  UnknownTarget: 'UNKNOWN',
};

function isTarget(id: string, target: BackendTarget): boolean {
  return target.__typename === 'IpTarget' ? isSameAddress(id, target.address) : id === target.vendorId;
}

function hasAddress(wanted: AnyOf<string>, own: readonly string[]): boolean {
  return some(wanted, (address) => own.some((one) => isSameAddress(address, one)));
}

/** By value: an IPv6 address has many spellings. */
export function isSameAddress(a: string, b: string): boolean {
  return a === b || (isIPv6(a) && isIPv6(b) && shortest(a) === shortest(b));
}

const shortest = (address: string) => new URL(`http://[${address}]/`).hostname;

function isNamed({ name, nameContains }: NameFilter, own: string | null): boolean {
  return isAny(name, own) && some(nameContains, (part) => own?.includes(part) ?? false);
}

function isTag({ key, value }: Tag, own: Tag): boolean {
  return key === own.key && (value === null || value === undefined || value === own.value);
}

function isOpen(wanted: unknown): wanted is null | undefined {
  return wanted === null || wanted === undefined;
}

function some<T>(wanted: AnyOf<T>, matches: (value: T) => boolean): boolean {
  return isOpen(wanted) || wanted.some(matches);
}

/** What has no value is none of them. */
function isAny<T>(wanted: AnyOf<T>, own: T | null): boolean {
  return some(wanted, (value) => value === own);
}

function isFlag(wanted: Flag, own: boolean): boolean {
  return isOpen(wanted) || wanted === own;
}
