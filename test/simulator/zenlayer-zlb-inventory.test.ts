import { afterEach, describe, expect, it } from 'vitest';
import { createSimulator } from '../../src/simulator/simulator.js';
import { present } from './start-simulator.js';
import { startZlb, zlbAccount } from './zenlayer-zlb-setup.js';
import { walk } from './zenlayer-zlb-walk.js';

const started = await startZlb({ seed: 11 });
const { simulator, truth } = started;
const { loadBalancers, instances } = truth();
const listeners = loadBalancers.flatMap((row) => row.listeners);
const backends = listeners.flatMap((row) => row.backends);

afterEach(() =>
  simulator.putSettings(
    Object.fromEntries(simulator.settings().map(({ name, values }) => [name, values[0] ?? ''])),
  ),
);

/** Settings that change how rows are spelled, all of which a reader has to understand alike. */
const spellings: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'zenlayer.optional-fields': 'absent' },
  { 'zenlayer-zlb.word-case': 'lower' },
  { 'zenlayer-zlb.word-case': 'upper' },
  { 'zenlayer-zlb.absent-port': 'zero', 'zenlayer-zlb.absent-instance': 'empty' },
  { 'zenlayer-zlb.disabled-check': 'flag' },
  { 'zenlayer-zlb.disabled-check': 'none', 'zenlayer.optional-fields': 'absent' },
  { 'zenlayer-zlb.recycled-load-balancers': 'hidden' },
  { 'zenlayer-zlb.instance-load-balancers': 'absent', 'zenlayer-zlb.health-detail': 'absent' },
];

describe('the inventory of a ZLB account', () => {
  it.each(spellings)('is what its rows say under %j', async (settings) => {
    simulator.putSettings(settings);
    expect(await walk(started)).toEqual({
      loadBalancers: truth().loadBalancers,
      instances: truth().instances,
    });
  });

  it('has the totals of the topology', () => {
    expect([loadBalancers.length, listeners.length, backends.length, instances.length]).toEqual([
      12, 48, 300, 40,
    ]);
    expect(truth()).toMatchObject({ regions: [], routers: [], provider: 'ZENLAYER_ZLB', api: 'v2' });
    expect(new Set(loadBalancers.map(({ zone }) => zone))).toEqual(
      new Set(['asia-east-1', 'europe-central-1']),
    );
  });

  it('has load balancers in every documented state, and one that nobody knows', () => {
    const states = new Set(loadBalancers.map(({ vendorStatus }) => vendorStatus));
    for (const state of ['RUNNING', 'RECYCLED', 'RELEASING', 'CREATING']) expect(states).toContain(state);
    const documented = ['CREATING', 'RUNNING', 'RECYCLED', 'CREATE_FAILED', 'RELEASING'];
    expect([...states].filter((state) => !documented.includes(state ?? ''))).toHaveLength(1);
    expect(new Set(loadBalancers.map(({ scheme }) => scheme))).toEqual(
      new Set(['PUBLIC', 'PRIVATE', 'UNKNOWN']),
    );
  });

  it('has listeners with one port, several, a range, both and all', async () => {
    const told = await Promise.all(
      loadBalancers.map(({ vendorId }) => started.rows('DescribeListeners', { loadBalancerId: vendorId })),
    );
    const ports = new Set(told.flat().map(({ port }) => port));
    for (const spelled of ['80', '443,8443', '10000-10005', '8000,8080-9000', '0'])
      expect(ports).toContain(spelled);
  });

  it('has checks of every kind, on and off', async () => {
    const loadBalancerId = present(loadBalancers[0]).vendorId;
    const checks = (await started.rows('DescribeListeners', { loadBalancerId })).map(
      (row) => row['healthCheck'],
    );
    expect(checks).toMatchObject([
      { enabled: true, checkType: 'TCP' },
      { enabled: false, checkType: null, checkDelayLoop: null, checkHttpGetUrl: '' },
      { enabled: true, checkType: 'HTTP_GET', checkHttpGetUrl: '/healthz', checkHttpStatusCode: 200 },
      { enabled: true, checkType: 'PING_CHECK' },
    ]);
  });

  it('has health only where it is checked', () => {
    for (const { healthCheck, backends: own } of listeners)
      for (const { vendorHealth } of own)
        expect(vendorHealth === 'Close').toBe(healthCheck?.enabled === false);
    const words = new Set(backends.map(({ vendorHealth }) => vendorHealth));
    for (const word of ['Alive', 'Dead', 'Unknown', 'Close']) expect(words).toContain(word);
    expect(words.size).toBe(5);
  });

  it('has no server twice behind a listener, and a port of its own only where the vendor takes one', () => {
    for (const { backends: own, port, vendorFields } of listeners) {
      const targets = own.map(({ target }) => JSON.stringify(target));
      expect(new Set(targets).size).toBe(targets.length);
      if (port === null || vendorFields['kind'] === 'DR')
        expect(new Set([port, ...own.map((row) => row.port)]).size).toBe(1);
    }
    expect(new Set(present(listeners[0]).backends.map(({ port }) => port)).size).toBe(2);
  });

  it('has a listener with 100 backends, one with none, plain addresses, and a machine that is gone', () => {
    const counts = listeners.map((row) => row.backends.length);
    expect(Math.max(...counts)).toBe(100);
    expect(Math.min(...counts)).toBe(0);
    const known = new Set(instances.map(({ vendorId }) => vendorId));
    const gone = backends.filter(({ target }) => 'vendorId' in target && !known.has(target.vendorId));
    expect(gone).toHaveLength(1);
    expect(backends.some(({ target }) => target.__typename === 'IpTarget')).toBe(true);
  });

  it('has machines with the same address, and none of these behind one load balancer', () => {
    const all = instances.flatMap(({ privateAddresses }) => privateAddresses);
    expect(new Set(all).size).toBeLessThan(all.length);
    for (const { listeners: own } of loadBalancers) {
      const targetsOf = new Map<string, Set<string>>();
      for (const { target, addresses } of own.flatMap((row) => row.backends))
        for (const address of addresses ?? [])
          targetsOf.set(address, (targetsOf.get(address) ?? new Set()).add(JSON.stringify(target)));
      expect([...targetsOf.values()].filter(({ size }) => size > 1)).toEqual([]);
    }
  });

  it('has the address of a machine in the rows of its backends', () => {
    const addresses = new Map(instances.map((row) => [row.vendorId, row.privateAddresses]));
    for (const { target, addresses: own } of backends) {
      const machine = 'vendorId' in target ? addresses.get(target.vendorId) : undefined;
      if (machine) expect(machine).toContain(present(own)[0]);
    }
  });

  it('is the same for the same seed, and another for another one', () => {
    const topology = { accounts: [zlbAccount()] };
    const inventoryOf = (seed: number) => createSimulator({ topology, seed }).inventory('zlb').accounts[0];
    expect(inventoryOf(11)).toEqual(truth());
    expect(inventoryOf(12)).not.toEqual(truth());
  });

  it('keeps within its topology', () => {
    const refused = (changes: Parameters<typeof zlbAccount>[0]) => () =>
      createSimulator({ topology: { accounts: [zlbAccount(changes)] } });
    expect(refused({ routers: 1 })).toThrow('accounts[0].routers: ZENLAYER_ZLB has none');
    expect(refused({ api: 'v1' })).toThrow('accounts[0].api: must be one of v2');
    expect(refused({ loadBalancers: 0 })).toThrow('must be 0 where there is no load balancer');
    expect(refused({ listeners: 0 })).toThrow('must be 0 where there is no listener');
  });
});
