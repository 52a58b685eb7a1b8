import type { Segment } from '../../../../src/model/list.js';
import type { RecordRef } from '../../../../src/model/record.js';
import { countPage, pagesToAsk } from '../../../../src/providers/paging.js';
import type { Ask, Demand, PlannedAsk, View } from '../../../../src/providers/provider.js';
import { subjectOfBackend } from './backend.js';
import { forms } from './forms.js';
import { listenerSubject } from './wire.js';

/** Each demand by itself: no call of this vendor brings more than one list, and the core batches look-ups. */
export function plan(demands: readonly Demand[], view: View): readonly PlannedAsk[] {
  return demands.flatMap((demand) => asksFor(demand, view).map((ask) => ({ demand, ask })));
}

function asksFor(demand: Demand, view: View): readonly Ask[] {
  if (demand.type === 'record') return lookUp(demand.ref);
  const { of } = demand.segment;
  if (of.list === 'listeners') return [{ type: 'subjects', form: 'listenersOf', subject: of.loadBalancerId }];
  const paged = pagedForm(demand.segment);
  if (paged === null) return [];
  const { paging } = forms[paged.form];
  const pages =
    demand.type === 'count' ? [countPage(paging)] : pagesToAsk(demand, view.total(demand.segment), paging);
  return pages.map((page) => ({ type: 'page', ...paged, page }));
}

function pagedForm({ of, narrowed }: Segment) {
  switch (of.list) {
    case 'loadBalancers':
    case 'instances':
      return { form: of.list, subject: narrowed ?? null };
    case 'backends':
      return of.ruleId === null && of.listenerId !== null
        ? ({
            form: 'backendsOf',
            subject: listenerSubject.write([of.loadBalancerId, of.listenerId]),
          } as const)
        : null;
    case 'listeners':
    case 'rules':
    case 'reached':
    case 'members':
    case 'bindings':
      return null;
  }
}

/** What Acme cannot have is served by no ask. */
function lookUp(ref: RecordRef): readonly Ask[] {
  const found = ({ form, subject }: { form: keyof typeof forms; subject: string | null }): readonly Ask[] =>
    subject === null ? [] : [{ type: 'subjects', form, subject }];
  switch (ref.kind) {
    case 'loadBalancer':
      return found({ form: 'loadBalancersById', subject: ref.vendorId });
    case 'listener':
      return found({
        form: 'listenersById',
        subject: listenerSubject.write([ref.loadBalancerId, ref.vendorId]),
      });
    case 'backend':
      return found({ form: 'backendsById', subject: subjectOfBackend(ref) });
    case 'instance':
      return ref.instanceKind === 'VIRTUAL_MACHINE'
        ? found({ form: 'instancesById', subject: ref.vendorId })
        : [];
    case 'rule':
    case 'router':
      return [];
  }
}
