import type { Listener } from '../../../src/model/listener.js';
import type { ListRef, Segment } from '../../../src/model/list.js';
import type { Item, ItemRef, RecordRef } from '../../../src/model/record.js';
import type { Source } from '../../../src/model/source.js';
import type { Ask, Call, Demand, Form, Harvest, View } from '../../../src/providers/provider.js';
import { tencentBmlb } from '../../../src/providers/tencent/bmlb/definition.js';

export const source: Source = { account: 'metal', region: 'ap-guangzhou' };
export const asOf = 1_700_000_000_000;
export const provider = tencentBmlb.create({ api: 'v2', site: null, options: {} });

export function formOf(name: string): Form {
  const form = provider.forms[name];
  if (form === undefined) throw new Error(`no form ${name}`);
  return form;
}

/** What a form makes of a row as it comes over the wire, where nothing is undefined. */
export function decode(form: string, row: unknown, ...subjects: string[]) {
  return formOf(form).decode(JSON.parse(JSON.stringify(row)), { source, asOf, subjects });
}

/** The same of a row that is none to be dropped. */
export function harvest(form: string, row: unknown, ...subjects: string[]): Harvest {
  const read = decode(form, row, ...subjects);
  if (typeof read === 'string') throw new Error(`the row is ${read}`);
  return read;
}

/** What a call sends: the host and the parameters that do not belong to the signature. */
export function sentBy(name: string, ...subjects: string[]) {
  const call: Call = { form: formOf(name), source, subjects, page: { offset: 200, limit: 100 } };
  const signing = { credentials: { id: 'test-key-id', key: 'test-key-password' }, nonce: 1, nowMs: asOf };
  const { origin, path, body } = provider.toRequest(call, signing);
  const all = new URL(body === null ? `${origin}${path}` : `${origin}${path}?${body}`).searchParams;
  const ofSignature = ['Nonce', 'SecretId', 'Signature', 'SignatureMethod', 'Timestamp'];
  const sent = [...all].filter(([parameter]) => !ofSignature.includes(parameter));
  return { origin, ...Object.fromEntries(sent) };
}

export const loadBalancers: ListRef = { list: 'loadBalancers', source };
export const instances: ListRef = { list: 'instances', source };
export const listenersOf = (loadBalancerId: string): ListRef => ({
  list: 'listeners',
  source,
  loadBalancerId,
});
export const rulesOf = (loadBalancerId: string, listenerId: string): ListRef => ({
  ...{ list: 'rules', source, loadBalancerId, listenerId },
});
export const backendsOf = (
  loadBalancerId: string,
  listenerId: string | null,
  ruleId: string | null = null,
): ListRef => ({ list: 'backends', source, loadBalancerId, listenerId, ruleId });

export const bindingsOf = (subject: string): ListRef => ({ list: 'bindings', source, subject });

const selectionOf = (fields: string) => ({
  fields: new Set(fields.split(' ').filter((field) => field !== '')),
  below: new Map(),
});

export function rows(of: ListRef, segment = '', fields = '', offset = 0, limit = 50): Demand {
  const window = { offset, limit };
  return { type: 'rows', segment: { of, segment }, window, selection: selectionOf(fields) };
}

export function count(of: ListRef, segment = ''): Demand {
  return { type: 'count', segment: { of, segment } };
}

export function record(ref: RecordRef, fields = ''): Demand {
  return { type: 'record', ref, selection: selectionOf(fields) };
}

export function listenerRef(vendorId: string): ItemRef {
  return { kind: 'listener', source, loadBalancerId: 'lb', vendorId };
}

export function ruleRef(listenerId: string, vendorId: string): ItemRef {
  return { kind: 'rule', source, loadBalancerId: 'lb', listenerId, vendorId };
}

export function backendRef(listenerId: string | null, ruleId: string | null = null): ItemRef {
  const target = { type: 'IpTarget', id: '10.0.8.7' } as const;
  return {
    kind: 'backend',
    source,
    loadBalancerId: 'lb',
    listenerId,
    ruleId,
    target,
    port: 80,
    vendorId: null,
  };
}

/** What is known of load balancer `lb`: its lists at hand by layer, and listeners read before; each a protocol by the listener's id. */
export interface Known {
  readonly l4?: Readonly<Record<string, string>>;
  readonly l7?: Readonly<Record<string, string>>;
  readonly before?: Readonly<Record<string, string>>;
  /** The remembered total of any list; unless told, those that are known are whole. */
  readonly total?: number;
}

function toListener(listenerId: string, protocol: string): Listener {
  const { item } = harvest('portsOf', { listenerId, protocol }, '["lb"]');
  if (item.kind !== 'listener') throw new Error('a port is no listener');
  return item;
}

export function viewOf({ l4, l7, before, total }: Known = {}): View {
  const known: Readonly<Record<string, string>> = { ...before, ...l4, ...l7 };
  const lists: Readonly<Record<string, Known['l4']>> = { l4, l7 };
  const listOf = ({ of, segment }: Segment) => (of.list === 'listeners' ? lists[segment] : undefined);
  return {
    total: (segment) => {
      const list = listOf(segment);
      return total ?? (list === undefined ? null : Object.keys(list).length);
    },
    scopeTotal: () => null,
    fact: () => null,
    record: (ref) => {
      const protocol = ref.kind === 'listener' ? known[ref.vendorId] : undefined;
      return ref.kind !== 'listener' || protocol === undefined ? null : toListener(ref.vendorId, protocol);
    },
    items: (segment): readonly Item[] | null => {
      const list = listOf(segment);
      return list === undefined ? null : Object.entries(list).map((entry) => toListener(...entry));
    },
  };
}

/** A plan's asks, short enough to be read in an expectation, each once. */
export function callsOf(demands: readonly Demand[], known: Known = {}): readonly string[] {
  const shortly = (ask: Ask) => {
    const page = ask.type === 'page' ? ` ${ask.page.offset}+${ask.page.limit}` : '';
    return `${ask.form}${ask.subject === null ? '' : ` ${ask.subject}`}${page}`;
  };
  return [...new Set(provider.plan(demands, viewOf(known)).map(({ ask }) => shortly(ask)))];
}
