import { expect } from 'vitest';
import type { ListRef, Segment } from '../../src/model/list.js';
import { emptySelection } from '../../src/model/selection.js';
import type { Source } from '../../src/model/source.js';
import { narrow } from '../../src/providers/narrow.js';
import type { Ask, Call, Demand, FilterTakes, Provider, View } from '../../src/providers/provider.js';

/** A view of an account of which nothing is known. */
export const nothingKnown: View = {
  total: () => null,
  scopeTotal: () => null,
  fact: () => null,
  record: () => null,
  items: () => null,
};

export function rowsOf(segment: Segment, window = { offset: 0, limit: 20 }): Demand {
  return { type: 'rows', segment, window, selection: emptySelection };
}

/** A list as a filter leaves it, at a provider. */
export function narrowList<F extends object>(
  provider: Provider,
  of: ListRef,
  takes: FilterTakes<F>,
  filter: F,
): { readonly segments: readonly Segment[]; readonly rest: Partial<F> } {
  const segments = provider.segments(of).map((segment): Segment => ({ of, segment }));
  return narrow(filter, takes, provider.filters.combines, segments);
}

/** The one call that reads a segment from its start, whose pages have to be filed under that segment again. */
export function callFor(provider: Provider, source: Source, segment: Segment): Call {
  const demand = rowsOf(segment);
  const planned = provider.plan([demand], nothingKnown);
  expect(planned.map(({ demand: served }) => served)).toEqual([demand]);
  const ask = planned[0]?.ask as Extract<Ask, { type: 'page' }>;
  expect(ask.type).toBe('page');
  const form = provider.forms[ask.form];
  if (form?.yields.type !== 'rows') throw new Error(`${ask.form} has no pages of rows`);
  expect(form.yields.segment(ask.subject, source)).toEqual(segment);
  return { form, source, subjects: ask.subject === null ? [] : [ask.subject], page: ask.page };
}
