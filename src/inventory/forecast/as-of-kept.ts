import { itemKey } from '../../model/record.js';
import type { Source } from '../../model/source.js';
import type { Form } from '../../providers/provider.js';
import type { RecordStore } from '../record-store.js';

/** When the oldest of what is kept of a form's answer was read, in epoch milliseconds; null where some of it is not kept. */
export function asOfKept(
  store: RecordStore,
  source: Source,
  { yields }: Form,
  subjects: readonly string[],
): number | null {
  switch (yields.type) {
    case 'rows':
      return oldest([store.pages(source, yields.segment(subjects[0] ?? null, source))[0]?.asOf]);
    case 'scope':
      return oldest([store.scope(source, yields.scope(subjects[0] ?? null))?.asOf]);
    case 'children':
      return oldest(
        subjects
          .flatMap((subject) => yields.segments(subject, source))
          .map((segment) => store.pages(source, segment)[0]?.asOf),
      );
    case 'health':
      return oldest(
        subjects.map((subject) => {
          const loadBalancerId = yields.loadBalancerId(subject);
          return store.scope(source, { list: 'health', segment: '', loadBalancerId })?.asOf;
        }),
      );
    case 'records':
      return oldest(
        subjects.map((subject) => store.records(source, itemKey(yields.ref(subject, source)))[0]?.asOf),
      );
  }
}

function oldest(ages: readonly (number | undefined)[]): number | null {
  return ages.reduce<number | null>(
    (found, age, at) =>
      age === undefined ? null : at > 0 && found === null ? null : Math.min(age, found ?? age),
    null,
  );
}
