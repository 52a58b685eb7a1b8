import type { Segment } from '../../src/model/list.js';
import { emptySelection } from '../../src/model/selection.js';
import type { Call, Harvest, Provider, View } from '../../src/providers/provider.js';
import type { Answer } from '../../src/upstream/wire.js';

/** What one row of a list becomes, and whether its vendor tells how many rows there are. */
export interface Sample {
  readonly harvest: Harvest;
  readonly tellsTotal: boolean;
}

const knowingNothing: View = {
  total: () => null,
  scopeTotal: () => null,
  fact: () => null,
  record: () => null,
  items: () => null,
};

/** Reads the first row of a list as the provider does. */
export function readSample(
  provider: Provider,
  segment: Segment,
  ask: (call: Call) => Extract<Answer, { ok: true }>,
): Sample {
  const window = { offset: 0, limit: 1 };
  const [planned] = provider.plan(
    [{ type: 'rows', segment, window, selection: emptySelection }],
    knowingNothing,
  );
  const form = provider.forms[planned?.ask.form ?? ''];
  if (planned === undefined || form === undefined) throw new Error('the list is not asked for');
  const subjects = planned.ask.subject === null ? [] : [planned.ask.subject];
  const { source } = segment.of;
  const answer = ask({ form, source, subjects, page: { offset: 0, limit: Math.min(form.paging.max, 100) } });
  const harvest = form.decode(answer.rows[0], { source, subjects, asOf: 0 });
  if (typeof harvest === 'string') throw new Error('the first row cannot be read');
  return { harvest, tellsTotal: answer.total !== null };
}

/** A provider that takes ids for rows: reading a vendor's rows is most of the work of a trace, and none of its matter. */
export function readingIds(provider: Provider, { harvest }: Sample): Provider {
  const forms = Object.entries(provider.forms).map(([name, form]) => {
    const decode = (id: unknown, { asOf }: { readonly asOf: number }) => named(harvest, String(id), asOf);
    return [name, { ...form, decode }] as const;
  });
  return { ...provider, forms: Object.fromEntries(forms) };
}

/** The harvest of a row that differs from the sample in its id alone. */
function named({ item, parent }: Harvest, id: string, asOf: number): Harvest {
  const under = parent === undefined ? {} : { parent };
  if (item.kind === 'loadBalancer') return { item: { ...item, vendorId: id, asOf }, ...under };
  if (item.kind !== 'backend') throw new Error('no list of these is traced');
  const [, target = '', port = ''] = /\/(.*):(\d+)$/.exec(id) ?? [];
  return { item: { ...item, target: { ...item.target, id: target }, port: Number(port), asOf }, ...under };
}
