import { badUserInput } from '../errors.js';
import type { BackendFilter } from '../model/filter.js';
import type { InstanceRef } from '../model/instance.js';
import { itemKey } from '../model/record.js';
import { sourceKey, type Source } from '../model/source.js';
import { fromGlobalId } from './global-id.js';
import { filteredSources, type SourceFilter } from './source-filter.js';
import { requireSource, type Visible } from './visible.js';

/** A filter of backends as it was given: machines by their node ids. */
export type GivenBackendFilter = BackendFilter & SourceFilter;

/** The same for one source. */
export interface SourceBackendFilter {
  /** Machines of the source, by their keys. */
  readonly filter: BackendFilter;
  /** The same machines; null where it is not machines that are looked for. */
  readonly instances: readonly InstanceRef[] | null;
}

const unknownInstance =
  'filter.instance takes ids of machines that you may see: pass them as Instance { id } gave them.';

/**
 * What a filter asks of each source; null: it leaves nothing of it.
 * @throws {LbgraphError} BAD_USER_INPUT for an account, region or machine that the caller cannot see
 */
export function backendFilterBySource(
  context: Visible,
  given: GivenBackendFilter | null | undefined,
): { readonly sources: readonly Source[]; readonly of: (source: Source) => SourceBackendFilter | null } {
  const { instance, provider, account, region, ...rest } = given ?? {};
  const { nameContains } = rest;
  const allowed = filteredSources(context, { provider, account, region, nameContains });
  const refs = instance?.map((id) => toInstanceRef(context, id)) ?? null;
  const of = (source: Source): SourceBackendFilter | null => {
    const key = sourceKey(source);
    if (!allowed.some((one) => sourceKey(one) === key)) return null;
    if (refs === null) return { filter: rest, instances: null };
    const instances = refs.filter((ref) => sourceKey(ref.source) === key);
    if (instances.length === 0) return null;
    const keys = instances.map((ref) => itemKey({ kind: 'instance', ...ref }));
    return { filter: { ...rest, instance: keys }, instances };
  };
  return { sources: allowed.filter((source) => of(source) !== null), of };
}

function toInstanceRef(context: Visible, id: string): InstanceRef {
  const ref = fromGlobalId(id);
  if (ref?.kind !== 'instance') throw badUserInput(unknownInstance);
  try {
    requireSource(context, ref.source.account, ref.source.region);
  } catch {
    throw badUserInput(unknownInstance);
  }
  const { source, instanceKind, vendorId } = ref;
  return { source, instanceKind, vendorId };
}
