import { beforeEach, describe, expect, it } from 'vitest';
import { parseObject, rowsOf } from './qingcloud-client.js';
import { present, startSimulator } from './start-simulator.js';
import { callTencent, type TencentParams } from './tencent-client.js';
import { tencentClbAccount } from './tencent-clb-account.js';

const topology = { accounts: [tencentClbAccount({ listeners: 190, application: 7 })] };
const { simulator, client } = await startSimulator({ topology, seed: 6 });
const truth = present(simulator.inventory('clb').accounts[0]);
const defaults = Object.fromEntries(simulator.settings().map(({ name, value }) => [name, value]));

beforeEach(() => simulator.putSettings(defaults));

const call = async (action: string, params: TencentParams = {}): Promise<Record<string, unknown>> =>
  (await callTencent(client('clb'), action, params)).json;
const ofKind = (forward: number) =>
  present(
    truth.loadBalancers.find((row) => row.vendorFields['forward'] === forward && row.listeners.length > 0),
  );
const classic = { loadBalancerId: ofKind(0).vendorId };
const application = { loadBalancerId: ofKind(1).vendorId };

describe('what Tencent leaves open', () => {
  it('is listed once, though its products share some of it', () => {
    const names = simulator.settings().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['tencent.clock-window', 'tencent-clb.forward-default']));
  });

  it('whether names get a dot for an underscore', async () => {
    const dotted = async () => (await call('DescribeLoadBalancers', { Placement_Zone: 'x' }))['code'];
    expect(await dotted()).toBe(0);
    simulator.putSettings({ 'tencent.underscores': 'kept' });
    expect(await dotted()).toBe(4100);
    simulator.putSettings({ 'tencent.underscores': 'replace-first' });
    // The client sorts first: `PlacementZ` stands before `Placement_Zone`, but after `Placement.Zone`.
    const both = { Placement_Zone: 'x', PlacementZ: 'y' };
    expect((await call('DescribeLoadBalancers', both))['code']).toBe(4100);
    expect(await dotted()).toBe(0);
  });

  it('how a name is compared', async () => {
    const name = present(
      truth.loadBalancers.find((row) => row.name !== null && row.vendorFields['forward'] === 0)?.name,
    );
    const count = async (text: string) =>
      (await call('DescribeLoadBalancers', { loadBalancerName: text }))['totalCount'];
    expect([await count(name), await count(name.slice(1))]).toEqual([1, 0]);
    simulator.putSettings({ 'tencent-clb.name-match': 'fuzzy' });
    expect(await count(name.slice(1))).toBe(1);
  });

  it('how many ids a call may name', async () => {
    const ids = truth.instances.slice(0, 101).map((row, at) => [`instanceIds.${at}`, row.vendorId] as const);
    const code = async (many: number) =>
      (await call('DescribeInstances', Object.fromEntries(ids.slice(0, many))))['code'];
    expect([await code(20), await code(101)]).toEqual([0, 0]);
    simulator.putSettings({ 'tencent-clb.ids-maximum': '100' });
    expect([await code(100), await code(101)]).toEqual([0, 4000]);
    simulator.putSettings({ 'tencent-clb.ids-maximum': '20' });
    expect([await code(20), await code(21)]).toEqual([0, 4000]);
  });

  it('whether application listeners stop at 20', async () => {
    const parentId = application.loadBalancerId;
    for (let count = 0; count < 12; count += 1)
      simulator.mutate({ op: 'insert', account: 'clb', region: 'gz', kind: 'listener', parentId });
    const count = async () =>
      rowsOf(await call('DescribeForwardLBListeners', application), 'listenerSet').length;
    expect(await count()).toBeGreaterThan(20);
    simulator.putSettings({ 'tencent-clb.forward-listeners': 'first-20' });
    expect(await count()).toBe(20);
    expect(rowsOf(await call('DescribeForwardLBBackends', application), 'data').length).toBeGreaterThan(20);
  });

  it('whether health answers have `msg`', async () => {
    const keys = async () => Object.keys(await call('DescribeLBHealthStatus', classic));
    expect(await keys()).toEqual(['code', 'message', 'codeDesc', 'data']);
    simulator.putSettings({ 'tencent-clb.health-message': 'msg' });
    expect(await keys()).toEqual(['code', 'msg', 'data']);
  });

  it('in which order backends and instances come', async () => {
    const ids = async (offset: number) =>
      rowsOf(await call('DescribeInstances', { offset, limit: 60 }), 'instanceSet').map(
        (row) => row['unInstanceId'],
      );
    const stored = truth.instances.map(({ vendorId }) => vendorId);
    const whole = async () => [...(await ids(0)), ...(await ids(60))];
    expect(await whole()).toEqual(stored);
    simulator.putSettings({ 'tencent-clb.row-order': 'newest-first' });
    expect(await whole()).toEqual([...stored].reverse());
    simulator.putSettings({ 'tencent-clb.row-order': 'by-id' });
    expect(await whole()).toEqual([...stored].sort());
    simulator.putSettings({ 'tencent-clb.row-order': 'shifting' });
    expect(await ids(0)).not.toEqual(stored.slice(0, 60));
  });

  it('how codes are written where calls fail by a fault', async () => {
    simulator.putSettings({ 'tencent.code-type': 'string-errors', 'tencent.code-desc': 'absent' });
    simulator.setFaults([{ kind: 'vendor-throttle', count: 1 }]);
    const { text } = await callTencent(client('clb'), 'DescribeInstances');
    expect(parseObject(text)).toEqual({ code: '4400', message: 'request quota exceeded, retry later' });
  });
});
