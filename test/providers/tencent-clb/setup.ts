import type { Source } from '../../../src/model/source.js';
import type { Call, Form } from '../../../src/providers/provider.js';
import { tencentClb } from '../../../src/providers/tencent/clb/definition.js';
import { tencentClb as vendor } from '../../../src/simulator/tencent/clb/tencent-clb.js';
import type { TopologyAccount } from '../../../src/simulator/topology-account.js';
import { openSource, type SimulatedSource } from '../tencent/simulated-source.js';

export const source: Source = { account: 'clb', region: 'ap-guangzhou' };
export const provider = tencentClb.create({ api: 'v2', site: null, options: {} });

export function formOf(name: string): Form {
  const form = provider.forms[name];
  if (form === undefined) throw new Error(`no form ${name}`);
  return form;
}

/** What a call sends besides its signature, region and page. */
export function sentBy(name: string, ...subjects: string[]): Readonly<Record<string, string>> {
  const call: Call = { form: formOf(name), source, subjects, page: { offset: 0, limit: 100 } };
  const signing = { credentials: { id: 'test-key-id', key: 'test-key-password' }, nonce: 1, nowMs: 1e12 };
  const { path, body } = provider.toRequest(call, signing);
  const all = new URLSearchParams(body ?? path.slice(path.indexOf('?') + 1));
  const others = [
    'Region',
    'offset',
    'limit',
    'Nonce',
    'SecretId',
    'Signature',
    'SignatureMethod',
    'Timestamp',
  ];
  return Object.fromEntries([...all].filter(([parameter]) => !others.includes(parameter)));
}

const totals = {
  ...{ id: 'clb', provider: 'TENCENT_CLB', api: 'v2', regions: ['ap-guangzhou'] },
  ...{ loadBalancers: 130, listeners: 260, backends: 260, instances: 140 },
};

/** More load balancers and machines than a page holds, in every edition; some load balancers without backends. */
export const accounts: Readonly<Record<string, TopologyAccount>> = {
  'cn-2014': { ...totals, profile: 'cn-2014' },
  'cn-2018': { ...totals, profile: 'cn-2018', application: 65, l7Listeners: 65, rulesPerL7Listener: 2 },
  'intl-2018': { ...totals, profile: 'intl-2018', application: 65, l7Listeners: 65, rulesPerL7Listener: 2 },
};

export const editions = Object.keys(accounts);

export function open(
  edition: string,
  settings: Readonly<Record<string, string>> = {},
  changes: Partial<TopologyAccount> = {},
): SimulatedSource {
  const account = accounts[edition];
  if (account === undefined) throw new Error(`no edition ${edition}`);
  return openSource({ definition: tencentClb, vendor, account: { ...account, ...changes }, settings });
}
