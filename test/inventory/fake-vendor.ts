import { createCalls } from '../../src/inventory/calls.js';
import { nothingTaken } from '../../src/providers/narrow.js';
import { createFreshness, type TtlMs } from '../../src/inventory/freshness.js';
import { createInventory, type Inventory, type ReadScope } from '../../src/inventory/inventory.js';
import { createMemoryPages, createPageCache } from '../../src/inventory/page-cache.js';
import { createRecordStore, type RecordStore } from '../../src/inventory/record-store.js';
import { openSource } from '../../src/inventory/open-source.js';
import type { SourceReader } from '../../src/inventory/source-reader.js';
import type { Backend } from '../../src/model/backend.js';
import type { Instance } from '../../src/model/instance.js';
import type { Segment } from '../../src/model/list.js';
import type { Listener } from '../../src/model/listener.js';
import type { LoadBalancer } from '../../src/model/load-balancer.js';
import type { ItemRef, RecordRef } from '../../src/model/record.js';
import { emptySelection } from '../../src/model/selection.js';
import type { Source } from '../../src/model/source.js';
import type { Window } from '../../src/model/window.js';
import { countPage, pagesToAsk } from '../../src/providers/paging.js';
import type {
  Demand,
  Form,
  Harvest,
  Paging,
  PlannedAsk,
  Provider,
  View,
} from '../../src/providers/provider.js';
import type { UpstreamClient } from '../../src/upstream/client.js';
import { createReader } from '../support/reader.js';

/** A made-up vendor that answers from lists in memory, with every call written down. */

export const pek: Source = { account: 'acme', region: 'pek' };

/** One call as the vendor gets it. */
export interface VendorCall {
  readonly form: string;
  readonly source: Source;
  readonly subjects: readonly string[];
  readonly page: Window;
  readonly signal: AbortSignal;
  /** Who waited for it when it was sent. */
  readonly readers: readonly string[];
}

export interface VendorAnswer {
  readonly rows: readonly unknown[];
  readonly total: number | null;
}

/** What the vendor has; a test may change it at any time. */
export interface Truth {
  loadBalancers: string[];
  /** By load balancer. */
  listeners: Record<string, string[]>;
  /** By listener. */
  backends: Record<string, string[]>;
  instances: string[];
  /** Instances that are found elsewhere only, and in no list. */
  hidden: string[];
  routers: string[];
}

export interface FakeVendorOptions {
  readonly truth?: Partial<Truth>;
  readonly paging?: Paging;
  readonly maxSubjects?: number;
  /** Whether instances that are not found are looked for among the hidden ones. */
  readonly elsewhere?: boolean;
  readonly group?: Form['group'];
  readonly plan?: (demands: readonly Demand[], view: View) => readonly PlannedAsk[];
  readonly ttlMs?: Partial<TtlMs>;
  readonly sources?: readonly Source[];
  readonly caching?: boolean;
  readonly maxMemoryMb?: number;
  /** Stands in for an answer, may wait or throw; null leaves the answer as it is. */
  answer?: (call: VendorCall, truthful: VendorAnswer) => VendorAnswer | null | Promise<VendorAnswer | null>;
}

export interface FakeVendor {
  readonly truth: Truth;
  readonly calls: VendorCall[];
  readonly options: { answer: FakeVendorOptions['answer'] };
  readonly provider: Provider;
  readonly store: RecordStore;
  readonly reader: (source?: Source) => SourceReader;
  readonly inventory: Inventory;
  /** A request that begins now. */
  readonly request: (signal?: AbortSignal) => ReadScope;
  readonly clock: { now: number };
  readonly ttlMs: TtlMs;
}

const usualTtlMs: TtlMs = {
  loadBalancer: 60_000,
  listener: 60_000,
  rule: 60_000,
  instance: 60_000,
  router: 60_000,
  backend: 15_000,
  health: 5_000,
  missing: 10_000,
};

const noTtlMs: TtlMs = {
  loadBalancer: 0,
  listener: 0,
  rule: 0,
  instance: 0,
  router: 0,
  backend: 0,
  health: 0,
  missing: 0,
};

export function createFakeVendor(options: FakeVendorOptions = {}): FakeVendor {
  const truth: Truth = {
    loadBalancers: [],
    listeners: {},
    backends: {},
    instances: [],
    hidden: [],
    routers: [],
    ...options.truth,
  };
  const calls: VendorCall[] = [];
  const clock = { now: 1_000_000 };
  let requests = 0;
  const changeable = { answer: options.answer };
  const forms = createForms(options);
  const provider = createProvider(forms, options);
  const caching = options.caching ?? true;
  const ttlMs = caching ? { ...usualTtlMs, ...options.ttlMs } : noTtlMs;
  const store = createRecordStore(options.maxMemoryMb ?? 64);
  const cache = caching ? createPageCache(createMemoryPages(), () => undefined) : null;
  const sources = options.sources ?? [pek];

  const client: UpstreamClient = {
    call: async ({ toRequest, readers }, signal) => {
      const asOf = clock.now;
      const { body } = toRequest({ credentials: { id: 'id', key: 'key' }, nonce: 1, nowMs: asOf });
      const sent = JSON.parse(body ?? '') as Omit<VendorCall, 'signal' | 'readers'>;
      const call = { ...sent, signal, readers: readers().map(({ name }) => name) };
      calls.push(call);
      const truthful = answerOf(truth, call);
      const answer = (await changeable.answer?.(call, truthful)) ?? truthful;
      return { ...answer, asOf };
    },
  };

  const entries = new Map(
    sources.map((source) => {
      const vendorCalls = createCalls({ providerId: 'FAKE', provider, client, cache, ttlMs });
      return [JSON.stringify(source), openSource({ source, provider, calls: vendorCalls, store })] as const;
    }),
  );

  return {
    truth,
    calls,
    options: changeable,
    provider,
    store,
    clock,
    ttlMs,
    reader: (source = sources[0] ?? pek) => {
      const entry = entries.get(JSON.stringify(source));
      if (entry === undefined) throw new Error('no such source');
      return entry.reader;
    },
    inventory: createInventory([...entries.values()]),
    request: (signal = new AbortController().signal) => ({
      viewer: { accounts: new Set(sources.map(({ account }) => account)) },
      freshness: createFreshness(clock.now, ttlMs),
      reader: createReader(String((requests += 1))),
      searchPages: 2,
      signal,
    }),
  };
}

interface Row {
  readonly kind: 'loadBalancer' | 'listener' | 'backend' | 'instance' | 'router';
  readonly path: readonly string[];
  readonly lacks?: readonly string[];
}

/** The rows that a call names, before paging. */
function rowsOf(truth: Truth, { form, subjects }: VendorCall): readonly Row[] {
  const loadBalancer = (id: string): Row => ({ kind: 'loadBalancer', path: [id] });
  const listenersOf = (id: string) =>
    (truth.listeners[id] ?? []).map((listener): Row => ({ kind: 'listener', path: [id, listener] }));
  const backendsOf = (loadBalancerId: string, listener: string) =>
    (truth.backends[listener] ?? []).map((backend): Row => ({
      kind: 'backend',
      path: [loadBalancerId, listener, backend],
    }));
  switch (form) {
    case 'loadBalancers':
      return truth.loadBalancers.map(loadBalancer);
    case 'loadBalancersById':
      return truth.loadBalancers.filter((id) => subjects.includes(id)).map(loadBalancer);
    case 'listenersOf':
      return subjects.flatMap(listenersOf);
    case 'listenersById':
      return subjects.flatMap((subject) => {
        const [loadBalancerId, listener] = split(subject);
        return listenersOf(loadBalancerId).filter(({ path }) => path[1] === listener);
      });
    case 'backendsOf':
      return subjects.flatMap((subject) => backendsOf(...split(subject)));
    case 'allBackends':
      return Object.entries(truth.listeners).flatMap(([id, listeners]) =>
        listeners.flatMap((listener) => backendsOf(id, listener)),
      );
    case 'instances':
      return truth.instances.map((id) => ({ kind: 'instance', path: [id] }));
    case 'instancesById':
      return truth.instances
        .filter((id) => subjects.includes(id))
        .map((id) => ({ kind: 'instance', path: [id] }));
    case 'hiddenInstancesById':
      return truth.hidden
        .filter((id) => subjects.includes(id))
        .map((id) => ({ kind: 'instance', path: [id] }));
    case 'routersById':
      return truth.routers
        .filter((id) => subjects.includes(id))
        .map((id) => ({ kind: 'router', path: [id] }));
    default:
      throw new Error(`no form ${form}`);
  }
}

export function split(subject: string): readonly [string, string] {
  const [first = '', second = ''] = subject.split('/');
  return [first, second];
}

function answerOf(truth: Truth, call: VendorCall): VendorAnswer {
  const rows = rowsOf(truth, call);
  return { rows: rows.slice(call.page.offset, call.page.offset + call.page.limit), total: rows.length };
}

function decode(row: unknown, { source, asOf }: { source: Source; asOf: number }): Harvest | 'malformed' {
  if (typeof row !== 'object' || row === null || !('kind' in row)) return 'malformed';
  const { kind, path, lacks } = row as Row;
  const [first = '', second = '', third = ''] = path;
  const base = { source, asOf, ...(lacks === undefined ? {} : { lacks }) };
  switch (kind) {
    case 'loadBalancer':
      return { item: { ...bareLoadBalancer, ...base, vendorId: first } };
    case 'listener':
      return {
        item: { ...bareListener, ...base, loadBalancerId: first, vendorId: second },
        parent: listenersSegment(first, source),
      };
    case 'backend':
      return {
        item: {
          ...bareBackend,
          ...base,
          loadBalancerId: first,
          listenerId: second,
          vendorId: third,
          target: { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: `i-${third}` },
        },
        parent: backendsSegment(first, second, source),
      };
    case 'instance':
      return { item: { ...bareInstance, ...base, vendorId: first } };
    case 'router':
      return { item: { kind: 'router', ...base, vendorId: first, name: `the router ${first}` } };
  }
}

function createForms({
  paging = { style: 'offset', max: 10 },
  maxSubjects = 3,
  group,
  elsewhere,
}: FakeVendorOptions) {
  const form = (name: string, yields: Form['yields']): Form => ({
    action: `Describe${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
    paging,
    maxSubjects,
    ...(group === undefined ? {} : { group }),
    params: (subjects, source) => ({ form: name, subjects: [...subjects], account: source.account }),
    decode,
    yields,
  });
  const ref = (toRef: (subject: string, source: Source) => RecordRef) =>
    ({ type: 'records', ref: toRef }) as const;
  return {
    loadBalancers: form('loadBalancers', {
      type: 'rows',
      segment: (_, source) => loadBalancersSegment(source),
    }),
    loadBalancersById: form(
      'loadBalancersById',
      ref((id, source) => loadBalancerRef(id, source)),
    ),
    listenersOf: form('listenersOf', {
      type: 'children',
      segments: (id, source) => [listenersSegment(id, source)],
    }),
    listenersById: form(
      'listenersById',
      ref((subject, source) => listenerRef(...split(subject), source)),
    ),
    backendsOf: form('backendsOf', {
      type: 'rows',
      segment: (subject, source) => backendsSegment(...split(subject ?? ''), source),
    }),
    allBackends: form('allBackends', {
      type: 'scope',
      scope: () => ({ list: 'backends', segment: '', loadBalancerId: null }),
    }),
    instances: form('instances', { type: 'rows', segment: (_, source) => instancesSegment(source) }),
    instancesById: {
      ...form(
        'instancesById',
        ref((id, source) => instanceRef(id, source)),
      ),
      ...(elsewhere === true ? { elsewhere: 'hiddenInstancesById' } : {}),
    },
    hiddenInstancesById: form(
      'hiddenInstancesById',
      ref((id, source) => instanceRef(id, source)),
    ),
    routersById: form(
      'routersById',
      ref((vendorId, source) => ({ kind: 'router', source, vendorId })),
    ),
  } as const satisfies Record<string, Form>;
}

type Forms = ReturnType<typeof createForms>;

function createProvider(forms: Forms, { plan }: FakeVendorOptions): Provider {
  return {
    instanceKinds: ['VIRTUAL_MACHINE'],
    hasHealth: false,
    batched: {},
    segments: ({ list }) => (list === 'rules' ? [] : ['']),
    filters: nothingTaken,
    forms,
    plan: plan ?? ((demands, view) => demands.flatMap((demand) => planOne(demand, view, forms))),
    toRequest: ({ form, source, subjects, page }, _signing) => ({
      method: 'POST',
      origin: 'https://acme.example',
      path: '/',
      headers: {},
      body: JSON.stringify({ form: form.params(subjects, source)['form'], source, subjects, page }),
    }),
    toAnswer: () => ({ ok: true, rows: [], total: 0, vendorRequestId: null }),
  };
}

/** The plain plan: pages for flat lists, a batch by parent for listeners, look-ups by id. */
export function planOne(demand: Demand, view: View, forms: Provider['forms']): readonly PlannedAsk[] {
  if (demand.type === 'record') {
    const { ref } = demand;
    switch (ref.kind) {
      case 'loadBalancer':
        return [{ demand, ask: { type: 'subjects', form: 'loadBalancersById', subject: ref.vendorId } }];
      case 'listener': {
        const subject = `${ref.loadBalancerId}/${ref.vendorId}`;
        return [{ demand, ask: { type: 'subjects', form: 'listenersById', subject } }];
      }
      case 'instance':
        return [{ demand, ask: { type: 'subjects', form: 'instancesById', subject: ref.vendorId } }];
      case 'router':
        return [{ demand, ask: { type: 'subjects', form: 'routersById', subject: ref.vendorId } }];
      case 'backend':
      case 'rule':
        return [];
    }
  }
  const { of } = demand.segment;
  if (of.list === 'listeners') {
    return [{ demand, ask: { type: 'subjects', form: 'listenersOf', subject: of.loadBalancerId } }];
  }
  if (of.list === 'rules') return [];
  const form = of.list === 'backends' ? 'backendsOf' : of.list;
  const subject = of.list === 'backends' ? `${of.loadBalancerId}/${of.listenerId}` : null;
  const paging = forms[form]?.paging ?? { style: 'offset', max: 10 };
  const pages =
    demand.type === 'count' ? [countPage(paging)] : pagesToAsk(demand, view.total(demand.segment), paging);
  return pages.map((page) => ({ demand, ask: { type: 'page', form, subject, page } }));
}

export function loadBalancersSegment(source: Source = pek): Segment {
  return { of: { list: 'loadBalancers', source }, segment: '' };
}

export function instancesSegment(source: Source = pek): Segment {
  return { of: { list: 'instances', source }, segment: '' };
}

export function listenersSegment(loadBalancerId: string, source: Source = pek): Segment {
  return { of: { list: 'listeners', source, loadBalancerId }, segment: '' };
}

export function backendsSegment(loadBalancerId: string, listenerId: string, source: Source = pek): Segment {
  return { of: { list: 'backends', source, loadBalancerId, listenerId, ruleId: null }, segment: '' };
}

export function loadBalancerRef(vendorId: string, source: Source = pek): ItemRef {
  return { kind: 'loadBalancer', source, vendorId };
}

export function listenerRef(loadBalancerId: string, vendorId: string, source: Source = pek): ItemRef {
  return { kind: 'listener', source, loadBalancerId, vendorId };
}

export function instanceRef(vendorId: string, source: Source = pek): ItemRef {
  return { kind: 'instance', source, instanceKind: 'VIRTUAL_MACHINE', vendorId };
}

export function rowsDemand(
  segment: Segment,
  offset: number,
  limit: number,
): Extract<Demand, { type: 'rows' }> {
  return { type: 'rows', segment, window: { offset, limit }, selection: emptySelection };
}

export function recordDemand<R extends RecordRef>(
  ref: R,
): Extract<Demand, { type: 'record' }> & { readonly ref: R } {
  return { type: 'record', ref, selection: emptySelection };
}

/** What a call asked for, short enough to be read in an expectation. */
export function shortly({ form, subjects, page }: VendorCall): string {
  const named = subjects.length === 0 ? '' : ` ${subjects.join(',')}`;
  return `${form}${named} ${page.offset}+${page.limit}`;
}

const bareLoadBalancer: Omit<LoadBalancer, 'source' | 'asOf' | 'vendorId'> = {
  kind: 'loadBalancer',
  zone: null,
  name: null,
  status: 'ACTIVE',
  vendorStatus: null,
  scheme: 'UNKNOWN',
  addresses: [],
  domain: null,
  networkId: null,
  createdAt: null,
  tags: null,
  vendorFields: {},
};

const bareListener: Omit<Listener, 'source' | 'asOf' | 'vendorId' | 'loadBalancerId'> = {
  kind: 'listener',
  name: null,
  protocol: 'TCP',
  ports: null,
  scheduler: 'UNKNOWN',
  sessionPersistence: null,
  healthCheck: null,
  status: 'ACTIVE',
  vendorStatus: null,
  vendorFields: {},
};

const bareBackend: Omit<
  Backend,
  'source' | 'asOf' | 'vendorId' | 'loadBalancerId' | 'listenerId' | 'target'
> = {
  kind: 'backend',
  ruleId: null,
  port: 80,
  name: null,
  weight: null,
  status: 'ACTIVE',
  vendorStatus: null,
  addresses: null,
  createdAt: null,
  vendorFields: {},
  carried: {},
};

const bareInstance: Omit<Instance, 'source' | 'asOf' | 'vendorId'> = {
  kind: 'instance',
  instanceKind: 'VIRTUAL_MACHINE',
  zone: null,
  name: null,
  status: 'RUNNING',
  vendorStatus: null,
  privateAddresses: [],
  publicAddresses: [],
  createdAt: null,
  vendorFields: {},
};
