import type { RecordRef } from '../../../../src/model/record.js';
import type { Source } from '../../../../src/model/source.js';
import { fromNarrowed, narrowedBy } from '../../../../src/providers/narrow.js';
import type { Form, Paging } from '../../../../src/providers/provider.js';
import { toBackend, toBackendRef, toNamedBackend } from './backend.js';
import { toInstance } from './instance.js';
import { listenersOf, toListener } from './listener.js';
import { toLoadBalancer } from './load-balancer.js';
import { backendSubject, listenerSubject } from './wire.js';

const paging: Paging = { style: 'offset', max: 25 };

/**
 * Of a call that knows no pages. An answer without a total that holds fewer rows than `max` is read as whole: so it is
 * above the 50 that the sheet allows.
 */
const unpaged: Paging = { style: 'offset', max: 100 };

export function isPaged(form: Form): boolean {
  return form.paging !== unpaged;
}

const idsPerCall = 20;
const inRegion = ({ region }: Source) => ({ region: region ?? '' });

/** All of the region, or what the subject narrows it to, by pages. */
function listOf(list: 'loadBalancers' | 'instances', action: string, decode: Form['decode']) {
  return {
    action,
    paging,
    maxSubjects: 1,
    params: ([narrowed], source) => ({ ...inRegion(source), ...fromNarrowed(narrowed) }),
    // The subject names no rows.
    decode: (row, context) => decode(row, { ...context, subjects: [] }),
    yields: {
      type: 'rows',
      segment: (narrowed, source) => narrowedBy({ of: { list, source }, segment: '' }, narrowed),
    },
  } satisfies Form;
}

/** Subjects: the vendor's ids. */
function byIds(ref: (vendorId: string, source: Source) => RecordRef, action: string, decode: Form['decode']) {
  return {
    action,
    paging: unpaged,
    maxSubjects: idsPerCall,
    params: (subjects, source) => ({ ...inRegion(source), id: subjects }),
    decode,
    yields: { type: 'records', ref },
  } satisfies Form;
}

/** Every call; the sheet's "Actions" has the limits. */
export const forms = {
  loadBalancers: listOf('loadBalancers', 'GetBalancers', toLoadBalancer),
  instances: listOf('instances', 'GetMachines', toInstance),
  loadBalancersById: byIds(
    (vendorId, source) => ({ kind: 'loadBalancer', source, vendorId }),
    'GetBalancers',
    toLoadBalancer,
  ),
  instancesById: byIds(
    (vendorId, source) => ({ kind: 'instance', source, instanceKind: 'VIRTUAL_MACHINE', vendorId }),
    'GetMachines',
    toInstance,
  ),
  /** Subject: a load balancer's id. */
  listenersOf: {
    action: 'GetListeners',
    paging: unpaged,
    maxSubjects: 1,
    params: ([balancer = ''], source) => ({ ...inRegion(source), balancer }),
    decode: (row, context) => toListener(row, context, context.subjects[0] ?? ''),
    yields: { type: 'children', segments: (subject, source) => [listenersOf(source, subject)] },
  },
  /** There is no look-up by the listener's own id: all of its load balancer come. */
  listenersById: {
    action: 'GetListeners',
    paging: unpaged,
    maxSubjects: 50,
    group: (subject) => listenerSubject.read(subject)[0],
    params: ([subject], source) => ({ ...inRegion(source), balancer: listenerSubject.read(subject)[0] }),
    decode: (row, context) => toListener(row, context, listenerSubject.read(context.subjects[0])[0]),
    yields: {
      type: 'records',
      ref: (subject, source) => {
        const [loadBalancerId, vendorId] = listenerSubject.read(subject);
        return { kind: 'listener', source, loadBalancerId, vendorId };
      },
    },
  },
  /** Subject: a listener. */
  backendsOf: {
    action: 'GetBackends',
    paging,
    maxSubjects: 1,
    params: ([subject], source) => ({ ...inRegion(source), listener: listenerSubject.read(subject)[1] }),
    decode: toBackend,
    yields: {
      type: 'rows',
      segment: (subject, source) => {
        const [loadBalancerId, listenerId] = listenerSubject.read(subject ?? undefined);
        return { of: { list: 'backends', source, loadBalancerId, listenerId, ruleId: null }, segment: '' };
      },
    },
  },
  backendsById: {
    action: 'GetBackends',
    paging: unpaged,
    maxSubjects: idsPerCall,
    group: (subject) => backendSubject.read(subject)[1],
    params: (subjects, source) => {
      const asked = subjects.map(backendSubject.read);
      return { ...inRegion(source), listener: asked[0]?.[1] ?? '', id: asked.map(([, , id]) => id) };
    },
    decode: toNamedBackend,
    yields: {
      type: 'records',
      ref: (subject, source) => ({ kind: 'backend', ...toBackendRef(subject, source) }),
    },
  },
} satisfies Readonly<Record<string, Form>>;
