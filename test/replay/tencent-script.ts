import { createHmac } from 'node:crypto';
import type { Otherwise, RecordedCall, ReplayAnswer, ReplayLine, VendorParams } from './replay-server.js';
import type { ReplayAccount } from './replay.js';
import type { ReplayedAccount } from './shared-replay.js';

/** The key of the vendor's SDK tests, which the sheet's vectors use. The region by its short code, as all examples have it. */
export const clb: ReplayAccount = {
  id: 'clb',
  name: 'Replayed CLB',
  provider: 'TENCENT_CLB',
  api: 'v2',
  regions: ['gz'],
  credentials: { id: 'secretIdFoo', key: 'secretKeyBar' },
};

export const bmlb: ReplayAccount = {
  ...clb,
  id: 'bm',
  name: 'Replayed bare metal',
  provider: 'TENCENT_BMLB',
  regions: ['bj'],
};

type Rows = readonly unknown[];
type Envelope = (rows: Rows, total: number) => object;

const success = { code: 0, message: '', codeDesc: 'Success' };
const counted =
  (set: string): Envelope =>
  (rows, totalCount) => ({ ...success, totalCount, [set]: rows });
const bare =
  (set: string): Envelope =>
  (rows) => ({ ...success, [set]: rows });
/** Machines: another message, no `codeDesc`, and everything inside `data`. */
const devices: Envelope = (deviceList, totalNum) => ({
  code: 0,
  message: 'OK',
  data: { totalNum, deviceList },
});

/** The vendor's envelope around rows, by the product's host and the action. */
const envelopes = {
  'lb DescribeLoadBalancers': counted('loadBalancerSet'),
  'lb DescribeLoadBalancerListeners': counted('listenerSet'),
  'lb DescribeLoadBalancerBackends': counted('backendSet'),
  'lb DescribeLBHealthStatus': bare('data'),
  'lb DescribeForwardLBListeners': bare('listenerSet'),
  'lb DescribeForwardLBBackends': bare('data'),
  'lb DescribeForwardLBHealthStatus': bare('data'),
  'cvm DescribeInstances': counted('instanceSet'),
  'bmlb DescribeBmLoadBalancers': counted('loadBalancerSet'),
  'bmlb DescribeBmVportInfo': counted('listenerSet'),
  'bmlb DescribeBmListeners': counted('listenerSet'),
  'bmlb DescribeBmForwardListeners': counted('listenerSet'),
  'bmlb DescribeBmForwardListenerInfo': counted('listenerSet'),
  'bmlb DescribeBmForwardRules': counted('ruleSet'),
  'bmlb DescribeBmL4ListenerBackends': bare('data'),
  'bmlb DescribeBmLocationBackends': bare('data'),
  'bm DescribeDevice': devices,
  'bm DescribeDeviceTrash': devices,
} as const;

export type Action = keyof typeof envelopes;

export function line(call: Action, params: VendorParams, answer: ReplayAnswer): ReplayLine {
  return { call, params, answer };
}

export function rows(action: Action, set: Rows, total = set.length): ReplayAnswer {
  return { body: JSON.stringify(envelopes[action](set, total)) };
}

/** A failure, which comes under HTTP 200 and without any rows. */
export function refusal(code: number | string, message: string, codeDesc?: string): ReplayAnswer {
  return { body: JSON.stringify({ code, message, ...(codeDesc === undefined ? {} : { codeDesc }) }) };
}

/** An account with its script. Calls that the script is not about are answered with success and no rows. */
export function replayed(account: ReplayAccount, script: readonly ReplayLine[]): ReplayedAccount {
  return { account, script, otherwise: emptyUnlessAbout(script) };
}

/** The same, whose lines fit narrower calls too: how a look-up by id is narrowed is not what a test of node ids is about. */
export function loosely({ account, script }: ReplayedAccount): ReplayedAccount {
  return replayed(
    account,
    script.map((each) => ({ ...each, more: true })),
  );
}

/** A call of an action that the script has, about an id that it has there, must fit one of its lines. */
function emptyUnlessAbout(script: readonly ReplayLine[]): Otherwise {
  return ({ call, params }: RecordedCall) => {
    if (!isAction(call)) return undefined;
    const own = idsOf(params);
    const isAbout = script.some((each) => {
      const ids = idsOf(each.params);
      return each.call === call && (own.length === 0 ? ids.length === 0 : own.some((id) => ids.includes(id)));
    });
    return isAbout ? undefined : rows(call, []);
  };
}

function isAction(call: string): call is Action {
  return Object.hasOwn(envelopes, call);
}

/** Of what a call asks: load balancers or machines. */
function idsOf(params: VendorParams): readonly unknown[] {
  return ['loadBalancerId', 'loadBalancerIds', 'instanceIds'].flatMap((name) => params[name] ?? []);
}

/** The signature that a recorded call should have by section 3 of the sheet, with an account's key. */
export function signatureOf({ method, host, path, sent }: RecordedCall, key: string): string {
  const names = Object.keys(sent).filter((name) => name !== 'Signature');
  const source = names
    .sort()
    .map((name) => `${name.replaceAll('_', '.')}=${sent[name] ?? ''}`)
    .join('&');
  const digest = sent['SignatureMethod'] === 'HmacSHA256' ? 'sha256' : 'sha1';
  return createHmac(digest, key).update(`${method}${host}${path}?${source}`).digest('base64');
}
