import { afterEach, describe, expect, it } from 'vitest';
import { rowsOf } from './qingcloud-client.js';
import { present } from './start-simulator.js';
import { startModernClb, type Row } from './tencent-clb-v3-setup.js';

const { simulator, ask, truth } = await startModernClb({ seed: 5 });
const defaults = Object.fromEntries(simulator.settings().map(({ name, value }) => [name, value]));
const { loadBalancers } = truth();

afterEach(() => simulator.putSettings(defaults));

type Balancer = (typeof loadBalancers)[number];

const isOf = ({ vendorFields }: Balancer, forward: number): boolean => vendorFields['Forward'] === forward;
const interfaceIn = (row: Balancer) =>
  row.listeners
    .flatMap(({ backends }) => backends)
    .find(({ target }) => target.__typename === 'UnknownTarget');
const withInterface = present(loadBalancers.find((row) => isOf(row, 1) && interfaceIn(row)));
const lone = present(interfaceIn(withInterface));
const classic = present(
  loadBalancers.find((row) => isOf(row, 0) && (row.listeners[0]?.backends.length ?? 0) > 0),
);
const ofApplication = { LoadBalancerId: withInterface.vendorId };
const ofClassic = { LoadBalancerId: classic.vendorId };

const set = (name: string, value: string): void =>
  simulator.putSettings({ [`tencent-clb-v3.${name}`]: value });

async function balancer(row: Balancer): Promise<Row> {
  const answer = await ask('DescribeLoadBalancers', { LoadBalancerIds: [row.vendorId] });
  return present(rowsOf(answer, 'LoadBalancerSet')[0]);
}
const targetsOf = (listeners: readonly Row[]): Row[] =>
  listeners.flatMap((row) => [
    ...((row['Targets'] ?? []) as Row[]),
    ...((row['Rules'] ?? []) as Row[]).flatMap((rule) => rowsOf(rule, 'Targets')),
  ]);
const listeners = async (): Promise<Row[]> =>
  rowsOf(await ask('DescribeTargets', ofApplication), 'Listeners');
async function checked(): Promise<Row[]> {
  const answer = await ask('DescribeTargetHealth', { LoadBalancerIds: [withInterface.vendorId] });
  return targetsOf(rowsOf(present(rowsOf(answer, 'LoadBalancers')[0]), 'Listeners'));
}

describe('what the documentation leaves open of rows', () => {
  it('the detail of health has its name, the misspelt one, or both', async () => {
    const names = async (): Promise<string[]> => {
      const told = new Set((await checked()).flatMap((row) => Object.keys(row)));
      return ['HealthStatusDetail', 'HealthStatusDetial'].filter((name) => told.has(name));
    };
    expect(await names()).toEqual(['HealthStatusDetail']);
    set('health-detail', 'HealthStatusDetial');
    expect(await names()).toEqual(['HealthStatusDetial']);
    set('health-detail', 'both');
    expect(await names()).toEqual(['HealthStatusDetail', 'HealthStatusDetial']);
    for (const row of await checked()) expect(row['HealthStatusDetial']).toBe(row['HealthStatusDetail']);
  });

  it('an interface whose machine is not told has an empty id of a machine, its own, or none', async () => {
    const id = lone.target.__typename === 'UnknownTarget' ? lone.target.vendorId : null;
    const rows = async (): Promise<Row[]> => [
      present(targetsOf(await listeners()).find(({ EniId }) => EniId === id)),
      present((await checked()).find(({ IP, Port }) => IP === lone.addresses?.[0] && Port === lone.port)),
    ];
    expect(await rows()).toMatchObject([{ InstanceId: '' }, { TargetId: '' }]);
    set('interface-target-id', 'interface');
    expect(await rows()).toMatchObject([{ InstanceId: id }, { TargetId: id }]);
    set('interface-target-id', 'absent');
    const [bound, seen] = await rows();
    expect(bound).not.toHaveProperty('InstanceId');
    expect(seen).not.toHaveProperty('TargetId');
  });

  it('the type of a target is in upper or lower case', async () => {
    const types = async (): Promise<unknown[]> => {
      const bound = rowsOf(await ask('DescribeClassicalLBTargets', ofClassic), 'Targets');
      return [...new Set([...targetsOf(await listeners()), ...bound].map(({ Type }) => Type))].toSorted();
    };
    expect(await types()).toEqual(['CVM', 'ENI']);
    set('target-type-case', 'lower');
    expect(await types()).toEqual(['cvm', 'eni']);
  });

  it('lists that a listener of its layer does not have are null or empty', async () => {
    const other = async (): Promise<unknown[]> => [
      ...new Set(
        (await listeners()).map((row) =>
          JSON.stringify(['TCP', 'UDP'].includes(String(row['Protocol'])) ? row['Rules'] : row['Targets']),
        ),
      ),
    ];
    expect(await other()).toEqual(['null']);
    set('empty-lists', 'empty');
    expect(await other()).toEqual(['[]']);
  });

  it('the domain stands under both names, or under the new one alone', async () => {
    const row = present(loadBalancers.find(({ domain }) => domain !== null));
    const { domain } = row;
    expect(await balancer(row)).toMatchObject({ Domain: domain, LoadBalancerDomain: domain });
    set('domain-field', 'LoadBalancerDomain');
    expect(await balancer(row)).toMatchObject({ Domain: '', LoadBalancerDomain: domain });
  });

  it('the basic network is empty, or 0', async () => {
    const row = present(loadBalancers.find(({ networkId }) => networkId === null));
    expect(await balancer(row)).toMatchObject({ VpcId: '' });
    set('no-network', '0');
    expect(await balancer(row)).toMatchObject({ VpcId: '0' });
  });

  it('the protocol of a classic listener is in upper or lower case, beside its health too', async () => {
    const protocols = async (): Promise<unknown[]> =>
      [
        ...rowsOf(await ask('DescribeClassicalLBListeners', ofClassic), 'Listeners'),
        ...rowsOf(await ask('DescribeClassicalLBHealthStatus', ofClassic), 'HealthList'),
      ].map(({ Protocol }) => Protocol);
    const upper = await protocols();
    expect(upper).toContain(classic.listeners[0]?.protocol);
    set('classic-protocol-case', 'lower');
    expect(await protocols()).toEqual(upper.map((word) => String(word).toLowerCase()));
  });
});
