import { afterEach, describe, expect, it } from 'vitest';
import { present, startSimulator, type TopologyAccount } from './start-simulator.js';
import { oldClbAccount, tencentClbAccount } from './tencent-clb-account.js';
import { walkRegion } from './tencent-clb-walk.js';

const accounts: TopologyAccount[] = [
  tencentClbAccount(),
  oldClbAccount(),
  tencentClbAccount({ id: 'clb-intl', profile: 'intl-2018', regions: ['sg'] }),
  tencentClbAccount({
    id: 'clb-long',
    regions: ['ap-shanghai'],
    loadBalancers: 34,
    application: 32,
    backends: 90,
  }),
];
const { simulator, client } = await startSimulator({ topology: { accounts }, seed: 5 });

afterEach(() => simulator.setFaults([]));

describe.each(accounts)('the inventory of $id', ({ id, regions }) => {
  it('is what the calls give when they are walked as documented', async () => {
    const truth = present(simulator.inventory(id).accounts[0]);
    const walked = await walkRegion({ ...client(id), region: present(regions[0]) });
    expect(walked.loadBalancers).toEqual(truth.loadBalancers);
    expect(walked.instances).toEqual(truth.instances);
  });
});

describe('under settings', () => {
  const changes: readonly Record<string, string>[] = [
    { 'tencent-clb.unchecked-health': '-1' },
    { 'tencent-clb.unchecked-health': '1', 'tencent-clb.health-protocol': 'lower' },
    { 'tencent-clb.listener-id': 'legacy', 'tencent-clb.stream-http-fields': 'empty' },
    { 'tencent-clb.listener-id': 'equal', 'tencent-clb.empty-rules': 'absent' },
    { 'tencent-clb.backend-paging': 'paged', 'tencent-clb.forward-instance-status': 'instance' },
    { 'tencent-clb.empty-rules': 'list', 'tencent.content-type': 'text/html; charset=UTF-8' },
    { 'tencent-clb.default-order': 'descending', 'tencent.code-desc': 'absent' },
  ];

  it.each(changes)('%j the inventory is still what the calls give', async (values) => {
    const before = Object.fromEntries(simulator.settings().map(({ name, value }) => [name, value]));
    simulator.putSettings(values);
    const truth = present(simulator.inventory('clb').accounts[0]);
    const walked = await walkRegion(client('clb'));
    simulator.putSettings(before);
    expect(walked.loadBalancers).toEqual(truth.loadBalancers);
  });
});
