import { zenlayerBmc } from '../../../src/providers/zenlayer/bmc/definition.js';
import type { Call, DecodeContext, Form, Provider } from '../../../src/providers/provider.js';
import type { Source } from '../../../src/model/source.js';

export const source: Source = { account: 'metal', region: null };
export const asOf = 1_700_000_000_000;

export function createZenlayer(options?: unknown): Provider {
  return zenlayerBmc.create({ api: 'v2', site: null, options });
}

export function formOf(provider: Provider, name: string): Form {
  const form = provider.forms[name];
  if (form === undefined) throw new Error(`no form ${name}`);
  return form;
}

export function contextOf(...subjects: string[]): DecodeContext {
  return { source, asOf, subjects };
}

export function callOf(form: Form, subjects: readonly string[], page = { offset: 0, limit: 1000 }): Call {
  return { form, source, subjects, page };
}

export const signing = {
  credentials: { id: 'test-key-id', key: 'test-key-password' },
  nonce: 1,
  nowMs: asOf,
};

/** What a call sends: path, action and version, and the body. */
export function sentBy(provider: Provider, call: Call) {
  const { path, headers, body } = provider.toRequest(call, signing);
  const sent: unknown = JSON.parse(body ?? 'null');
  return { path, action: headers['x-zc-action'], version: headers['x-zc-version'], body: sent };
}
