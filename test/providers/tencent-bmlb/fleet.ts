import { tencentBmlb } from '../../../src/providers/tencent/bmlb/definition.js';
import { tencentBmlb as vendor } from '../../../src/simulator/tencent/bmlb/tencent-bmlb.js';
import type { TopologyAccount } from '../../../src/simulator/topology-account.js';
import { openSource, type SimulatedSource } from '../tencent/simulated-source.js';

const totals: TopologyAccount = {
  ...{ id: 'metal', provider: 'TENCENT_BMLB', api: 'v2', regions: ['ap-guangzhou'] },
  ...{ loadBalancers: 16, listeners: 32, l7Listeners: 16, rulesPerL7Listener: 2 },
  ...{ backends: 320, instances: 40, vmIps: 6 },
};

/** Machines and virtual machines of two networks, in both layers. */
export function open(
  settings: Readonly<Record<string, string>> = {},
  changes: Partial<TopologyAccount> = {},
): SimulatedSource {
  return openSource({ definition: tencentBmlb, vendor, account: { ...totals, ...changes }, settings });
}
