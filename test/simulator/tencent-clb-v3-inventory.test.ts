import { afterEach, describe, expect, it } from 'vitest';
import { present } from './start-simulator.js';
import { oldClbAccount } from './tencent-clb-account.js';
import { startModernClb, type Row } from './tencent-clb-v3-setup.js';
import { walkModernRegion } from './tencent-clb-v3-walk.js';
import { walkRegion } from './tencent-clb-walk.js';

const { simulator, ask, truth, client } = await startModernClb({ seed: 5 });
const defaults = Object.fromEntries(simulator.settings().map(({ name, value }) => [name, value]));

afterEach(() => simulator.putSettings(defaults));

describe('the inventory of an account that speaks 3.0', () => {
  it('is what the calls give when they are walked as documented', async () => {
    const walked = await walkModernRegion(ask, 'ap-guangzhou');
    expect(walked.loadBalancers).toEqual(truth().loadBalancers);
    expect(walked.instances).toEqual(truth().instances);
  });

  it('is so in the edition of 2014 too, whose ids 3.0 does not know', async () => {
    const { application: _a, l7Listeners: _l, rulesPerL7Listener: _r, ...old } = oldClbAccount({ api: 'v3' });
    const none = { application: 0, l7Listeners: 0, rulesPerL7Listener: 1 };
    const aged = await startModernClb({ account: { ...old, ...none, id: 'clb' } });
    const walked = await walkModernRegion(aged.ask, 'ap-guangzhou');
    expect(walked.loadBalancers).toEqual(aged.truth().loadBalancers);
    const [row] = (await walkRegion(aged.client('clb'))).loadBalancers;
    const legacy = (present(row)['vendorFields'] as Row)['loadBalancerId'];
    const { TotalCount } = await aged.ask('DescribeLoadBalancers', { LoadBalancerIds: [legacy] });
    expect(TotalCount).toBe(0);
  });

  it.each([
    { 'tencent-clb-v3.unchecked-health': 'Close-true' },
    { 'tencent-clb-v3.unchecked-health': 'absent' },
    { 'tencent-clb-v3.health-detail': 'both', 'tencent-clb-v3.l4-health-location': 'empty' },
    { 'tencent-clb-v3.l4-health-location': 'null', 'tencent-clb-v3.interface-target-id': 'absent' },
    { 'tencent-clb-v3.target-type-case': 'lower', 'tencent-clb-v3.empty-lists': 'empty' },
    { 'tencent-clb-v3.domain-field': 'LoadBalancerDomain', 'tencent-clb-v3.no-network': '0' },
    { 'tencent-clb-v3.classic-protocol-case': 'lower' },
  ])('under %j it is still what the calls give', async (values) => {
    simulator.putSettings(values);
    const walked = await walkModernRegion(ask, 'ap-guangzhou');
    expect(walked.loadBalancers).toEqual(truth().loadBalancers);
    expect(walked.instances).toEqual(truth().instances);
  });

  it('has everything that coverage needs', () => {
    const targets = truth().loadBalancers.flatMap(({ listeners }) =>
      listeners.flatMap((row) => row.backends),
    );
    expect(new Set(targets.map(({ vendorHealth }) => vendorHealth))).toEqual(
      new Set(['1', '0', '-1', '2', null, 'Alive', 'Dead', 'Unknown', 'Degraded', 'Close']),
    );
    expect(truth().loadBalancers.some(({ tags }) => (tags ?? []).length > 0)).toBe(true);
    expect(truth().instances.some(({ status }) => status === 'UNKNOWN')).toBe(true);
  });
});

describe('one fleet in both dialects', () => {
  /** The schema's fields that both dialects tell; the vendor's own words are each its own. */
  const common = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(common);
    if (typeof value !== 'object' || value === null) return value;
    const own = ['vendorStatus', 'vendorHealth', 'vendorFields', 'tags'];
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]) => (own.includes(name) ? [] : [[name, common(inner)]])),
    );
  };

  it('is the same but for what only one of them tells', async () => {
    const older = await walkRegion({ ...client('clb'), region: 'ap-guangzhou' });
    const newer = await walkModernRegion(ask, 'ap-guangzhou');
    // 2.0 does not say what is checked in layer 4.
    const withoutTypes = (rows: readonly Row[]): unknown =>
      JSON.parse(
        JSON.stringify(common(rows), (name, value: unknown) =>
          name === 'healthCheck' && value !== null ? { ...(value as Row), protocol: 'not compared' } : value,
        ),
      );
    expect(withoutTypes(newer.loadBalancers)).toEqual(withoutTypes(older.loadBalancers));
    const inMaintenance = older.instances.filter(({ status }) => status === 'MAINTENANCE');
    expect(inMaintenance.length).toBeGreaterThan(0);
    const states = (rows: readonly Row[]): unknown =>
      rows.map((row) => (row['status'] === 'MAINTENANCE' ? { ...row, status: 'RUNNING' } : row)).map(common);
    expect(states(newer.instances)).toEqual(states(older.instances));
  });
});

it('mutations show in 3.0', async () => {
  const [row] = truth().loadBalancers;
  const id = present(row).vendorId;
  const changed = { op: 'update', account: 'clb', region: 'gz', kind: 'loadBalancer', id } as const;
  simulator.mutate({ ...changed, fields: { name: 'renamed-by-hand' } });
  const { LoadBalancerSet } = await ask('DescribeLoadBalancers', { LoadBalancerIds: [id] });
  expect(LoadBalancerSet).toMatchObject([{ LoadBalancerId: id, LoadBalancerName: 'renamed-by-hand' }]);
  const { vendorId } = simulator.mutate({ op: 'insert', account: 'clb', region: 'gz', kind: 'loadBalancer' });
  const newest = await ask('DescribeLoadBalancers', { Limit: 1 });
  expect(newest['LoadBalancerSet']).toMatchObject([{ LoadBalancerId: vendorId }]);
});
