import type { ReplayAnswer, ReplayLine, VendorParams } from './replay-server.js';
import type { ReplayAccount } from './replay.js';

export const account: ReplayAccount = {
  id: 'zen',
  name: 'Replayed Zenlayer',
  provider: 'ZENLAYER_BMC',
  api: 'v2',
  regions: [],
  credentials: { id: 'test-key-id', key: 'test-key-password' },
};

/** The same without virtual machines: these are then never asked for. */
export const bareMetal: ReplayAccount = { ...account, options: { instanceTypes: ['BM'] } };

export type Action =
  | 'bmc DescribeLoadBalancers'
  | 'bmc DescribeListeners'
  | 'bmc DescribeBackends'
  | 'bmc DescribeInstances'
  | 'vm DescribeInstances';

export function line(call: Action, params: VendorParams, answer: ReplayAnswer): ReplayLine {
  return { call, params, answer };
}

const requestId = 'TEEFDCA5B-76FB-4E91-A18E-DF7F5D2CE41F';

/** The vendor's envelope around rows; the sheet says that an empty `dataSet` may be null. */
export function rows(dataSet: readonly unknown[] | null, totalCount = dataSet?.length ?? 0): ReplayAnswer {
  return { body: JSON.stringify({ requestId, response: { requestId, totalCount, dataSet } }) };
}

/** A failure: flat, without `response`. */
export function refusal(status: number, code: string, message: string): ReplayAnswer {
  return { status, body: JSON.stringify({ requestId, code, message }) };
}
