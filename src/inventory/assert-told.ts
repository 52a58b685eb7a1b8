import { itemKey } from '../model/record.js';
import type { Source } from '../model/source.js';
import type { Ask, Provider } from '../providers/provider.js';
import { formOf, type CallErrors } from './calls.js';
import { parentsOf } from './list-items.js';
import { listingOf } from './listing.js';
import type { RecordStore } from './record-store.js';
import type { Submission } from './submission.js';

interface Deps {
  readonly source: Source;
  readonly provider: Provider;
  readonly store: RecordStore;
  readonly errors: CallErrors;
}

/**
 * That what was looked for in a list is not among those of its rows that are missing, nor stands under one of them.
 * @throws {LbgraphError} when it may
 */
export function assertTold(
  deps: Deps,
  { demand, freshness }: Pick<Submission, 'demand' | 'freshness'>,
  asks: readonly Ask[],
): void {
  const { source, provider, store, errors } = deps;
  const ref = demand.type === 'record' ? demand.ref : parentsOf(demand.segment.of).at(-1);
  if (ref === undefined || ref.kind === 'router') return;
  const forms = asks.map(({ form }) => formOf(provider, form));
  const last = forms.findLast(({ yields }) => yields.type === 'children' || yields.type === 'scope');
  if (last === undefined) return;
  // What is too old does not answer.
  const known = demand.type === 'record' ? store.records(source, itemKey(ref)) : [];
  const fields = demand.type === 'count' ? [] : [...demand.selection.fields];
  const tells = (record: (typeof known)[number]) =>
    !('lacks' in record && record.lacks.some((field) => fields.includes(field)));
  if (known.some((record) => record.asOf >= freshness.notBefore(record.kind) && tells(record))) return;
  if (listingOf(deps, ref, freshness.notBefore('missing')).type !== 'untold') return;
  throw errors.unusable('The vendor sent a list of which not all could be read.', last, source);
}
