import type { Fleet } from './fleet.js';
import type { Maxima, ProviderName } from './maxima.js';
import type { Need } from './need.js';
import { fact, toldByQuery, wantedOf, type ModelOf } from './search/facts.js';
import { fewestCalls } from './search/fewest-calls.js';
import { qingcloudModel } from './search/qingcloud.js';
import { tencentBmlbModel } from './search/tencent-bmlb.js';
import { tencentClbModel } from './search/tencent-clb.js';
import { zenlayerModel } from './search/zenlayer.js';
import { zenlayerZlbModel } from './search/zenlayer-zlb.js';

const models: Readonly<Record<ProviderName, ModelOf>> = {
  QINGCLOUD: qingcloudModel,
  ZENLAYER_BMC: zenlayerModel,
  ZENLAYER_ZLB: zenlayerZlbModel,
  TENCENT_CLB: tencentClbModel,
  TENCENT_BMLB: tencentBmlbModel,
};

/** The fewest calls whose answers hold what is needed, by trying all plans: for small fleets. */
export function searchLeast(provider: ProviderName, need: Need, fleet: Fleet, most: Maxima): number {
  const model = models[provider](fleet, most, need);
  const atHand = [
    ...toldByQuery(need),
    ...(need.known ? [...model.fresh, ...fleet.machines.map(({ id }) => fact.machine(id))] : []),
    ...(need.readBefore ? fleet.loadBalancers.map(fact.kind) : []),
    // Whose machines are asked for alone, they stand in the query.
    ...(need.backends.length === 0 || need.known ? [...need.machines].map(fact.id) : []),
  ];
  return fewestCalls(model.calls, atHand, [...wantedOf(need, fleet), ...model.wants(need)]);
}
