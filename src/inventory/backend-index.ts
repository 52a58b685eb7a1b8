import { canonicalAddress } from '../model/address.js';
import type { Backend } from '../model/backend.js';
import type { BackendFilter } from '../model/filter.js';
import { instanceKeyOf } from '../model/matches.js';

/** The kinds of record from which it follows which backends a source has. */
export const indexedKinds = ['loadBalancer', 'listener', 'rule', 'backend'] as const;
export type IndexedKind = (typeof indexedKinds)[number];

/** All backends of a source, as its lists showed them. */
export interface SourceBackends {
  /** Load balancer after load balancer, listener after listener; but for `isUnordered`. */
  readonly backends: readonly Backend[];
  /** Whether they were read whatever they stand under: in no order of load balancers, and of such that are gone, too. */
  readonly isUnordered: boolean;
  /** Whether they are what fault-free reads would give. */
  readonly exact: boolean;
  /** Whether totals of the vendor bear out that nothing is missing. */
  readonly isTold: boolean;
  /** When the oldest of the lists was read, by what they are of. */
  readonly oldest: Readonly<Record<IndexedKind, number>>;
}

/** The same, found by what they send traffic to. */
export interface BackendIndex extends SourceBackends {
  /** Whether none of them lacks one of these fields. */
  readonly tells: (fields: ReadonlySet<string>) => boolean;
  /** Those that may match, in their order: all that do are among them. */
  readonly candidates: (filter: BackendFilter) => readonly Backend[];
}

/** Fields of a filter that lead to few backends at once, and what a backend is found under by each. */
const keysBy = {
  instance: (backend: Backend) => [instanceKeyOf(backend)],
  targetId: ({ target }: Backend) => [canonicalAddress(target.id)],
  vendorId: ({ vendorId }: Backend) => [vendorId],
  address: ({ addresses, target }: Backend) =>
    [...(addresses ?? []), ...(target.type === 'IpTarget' ? [target.id] : [])].map(canonicalAddress),
} as const;

type IndexedField = keyof typeof keysBy;

const indexedFields: readonly IndexedField[] = ['instance', 'targetId', 'vendorId', 'address'];

export function createBackendIndex(source: SourceBackends): BackendIndex {
  const { backends } = source;
  const indexes = new Map<IndexedField, ReadonlyMap<string, readonly number[]>>();
  const indexOf = (field: IndexedField) => {
    const known = indexes.get(field);
    if (known !== undefined) return known;
    const made = build(backends, keysBy[field]);
    indexes.set(field, made);
    return made;
  };
  const lacking = new Set(backends.flatMap(({ lacks = [] }) => lacks));
  return {
    ...source,
    tells: (fields) => [...fields].every((field) => !lacking.has(field)),
    candidates: (filter) => {
      const field = indexedFields.find((each) => Array.isArray(filter[each]));
      if (field === undefined) return backends;
      const index = indexOf(field);
      const isAddress = field === 'address' || field === 'targetId';
      const wanted = new Set((filter[field] ?? []).map(isAddress ? canonicalAddress : String));
      const positions = new Set([...wanted].flatMap((key) => index.get(key) ?? []));
      return [...positions].sort((a, b) => a - b).flatMap((position) => backends[position] ?? []);
    },
  };
}

function build(
  backends: readonly Backend[],
  keysOf: (backend: Backend) => readonly (string | null)[],
): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [position, backend] of backends.entries()) {
    for (const key of keysOf(backend)) {
      if (key === null) continue;
      const positions = index.get(key);
      if (positions === undefined) index.set(key, [position]);
      else positions.push(position);
    }
  }
  return index;
}
