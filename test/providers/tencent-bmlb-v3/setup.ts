import type { Call, Form, Harvest } from '../../../src/providers/provider.js';
import { tencentBmlb } from '../../../src/providers/tencent/bmlb/definition.js';
import { asOf, source } from '../tencent-bmlb/setup.js';

export const provider = tencentBmlb.create({ api: 'v3', site: null, options: {} });

export function formOf(name: string): Form {
  const form = provider.forms[name];
  if (form === undefined) throw new Error(`no form ${name}`);
  return form;
}

/** What a form makes of a row. */
export function decode(form: string, row: unknown, ...subjects: string[]) {
  return formOf(form).decode(JSON.parse(JSON.stringify(row)), { source, asOf, subjects });
}

/** The same of a row that is none to be dropped. */
export function harvest(form: string, row: unknown, ...subjects: string[]): Harvest {
  const read = decode(form, row, ...subjects);
  if (typeof read === 'string') throw new Error(`the row is ${read}`);
  return read;
}

function callOf(name: string, subjects: readonly string[]): Call {
  return { form: formOf(name), source, subjects, page: { offset: 200, limit: 100 } };
}

/** What a call sends: whom it asks for what, and the parameters. */
export function sentBy(name: string, ...subjects: string[]) {
  const signing = { credentials: { id: 'test-key-id', key: 'test-key' }, nonce: 1, nowMs: asOf };
  const { method, origin, path, headers, body } = provider.toRequest(callOf(name, subjects), signing);
  const parameters: unknown = JSON.parse(body ?? '');
  return {
    ...{ method, address: `${origin}${path}` },
    ...{ version: headers['x-tc-version'], region: headers['x-tc-region'], action: headers['x-tc-action'] },
    parameters,
  };
}

/** What the vendor's answer to a form means. */
export function answered(name: string, response: unknown, ...subjects: string[]) {
  const body = JSON.stringify({ Response: response });
  return provider.toAnswer(callOf(name, subjects), { status: 200, headers: {}, body });
}
