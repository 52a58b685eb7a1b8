import type { ListRef } from '../../../src/model/list.js';
import type { RecordRef } from '../../../src/model/record.js';
import type { Source } from '../../../src/model/source.js';
import type { Call, Demand, Form, Harvest } from '../../../src/providers/provider.js';
import { zenlayerZlb } from '../../../src/providers/zenlayer/zlb/definition.js';

export const source: Source = { account: 'elastic', region: null };
export const asOf = 1_700_000_000_000;
export const provider = zenlayerZlb.create({ api: 'v2', site: null, options: {} });

export function formOf(name: string): Form {
  const form = provider.forms[name];
  if (form === undefined) throw new Error(`no form ${name}`);
  return form;
}

export function callOf(form: Form, subjects: readonly string[], page = { offset: 0, limit: 1000 }): Call {
  return { form, source, subjects, page };
}

/** What a call sends: path, action and version, and the body. */
export function sentBy(call: Call) {
  const signing = { credentials: { id: 'test-key-id', key: 'test-key-password' }, nonce: 1, nowMs: asOf };
  const { path, headers, body } = provider.toRequest(call, signing);
  const sent: unknown = JSON.parse(body ?? 'null');
  return { path, action: headers['x-zc-action'], version: headers['x-zc-version'], body: sent };
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

export const loadBalancers: ListRef = { list: 'loadBalancers', source };
export const instances: ListRef = { list: 'instances', source };
export const listenersOf = (loadBalancerId: string): ListRef => ({
  list: 'listeners',
  source,
  loadBalancerId,
});
export const reachedBy = (loadBalancerId: string): ListRef => ({ list: 'reached', source, loadBalancerId });
export const backendsOf = (
  loadBalancerId: string,
  listenerId: string | null,
  ruleId: string | null = null,
): ListRef => ({ list: 'backends', source, loadBalancerId, listenerId, ruleId });

const selectionOf = (fields: string) => ({
  fields: new Set(fields.split(' ').filter((field) => field !== '')),
  below: new Map(),
});

export function rows(of: ListRef, fields = '', offset = 0, limit = 50): Demand {
  const window = { offset, limit };
  return { type: 'rows', segment: { of, segment: '' }, window, selection: selectionOf(fields) };
}

export function count(of: ListRef): Demand {
  return { type: 'count', segment: { of, segment: '' } };
}

export function record(ref: RecordRef, fields = ''): Demand {
  return { type: 'record', ref, selection: selectionOf(fields) };
}
