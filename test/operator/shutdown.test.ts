import { afterEach, describe, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';
import { startProcess, type GatewayProcess } from '../support/process.js';
import { startSimulator } from '../simulator/start-simulator.js';
import { askNames, configOf, shutdownTopology } from './shutdown-setup.js';

const { simulator, url: vendors, client } = await startSimulator({ topology: shutdownTopology });
let gateway: GatewayProcess | undefined;
let fleet: Fleet | undefined;
afterEach(async () => {
  gateway?.signal('SIGKILL');
  await gateway?.ended;
  await fleet?.stop({ graceMs: 0 });
  gateway = undefined;
  fleet = undefined;
});

describe('a process that is told to stop', () => {
  test('answers what runs, takes nothing new, says so to who watches, and ends with 0', async () => {
    gateway = await startProcess(configOf(vendors, client, 2500));
    const { url, signal, ended, output } = gateway;
    const at = (path: string) => fetch(new URL(path, url));
    simulator.setFaults([{ account: 'q', kind: 'hang' }]);
    const running = askNames(url);
    await expect.poll(() => simulator.calls().calls.some(({ account }) => account === 'q')).toBe(true);
    expect((await at('/health/ready')).status).toBe(200);
    signal('SIGTERM');
    await expect.poll(async () => (await at('/health/ready')).status).toBe(503);
    // A second signal, of either kind, changes nothing.
    signal('SIGTERM');
    signal('SIGINT');
    expect((await at('/health/live')).status).toBe(200);
    expect((await at('/metrics')).status).toBe(200);
    expect(await askNames(url)).toMatchObject({ status: 503, codes: ['OVERLOADED'] });
    expect((await at('/schema.graphql')).status).toBe(503);
    const sent = simulator.calls().total;

    expect(await running).toMatchObject({ status: 200, names: 4, codes: ['UPSTREAM_TIMEOUT'] });
    expect(await ended).toBe(0);
    expect(simulator.calls().total).toBe(sent);
    await expect(at('/health/live')).rejects.toThrow();
    expect(output().match(/"msg":"stopping"/g)).toHaveLength(1);
  });
});

describe('a gateway whose grace is over', () => {
  test('answers what still hangs with what it has, under a coded error', async () => {
    fleet = await startFleet(shutdownTopology, { limits: { upstreamTimeoutMs: 60_000 } });
    const { url, simulator: own, stop } = fleet;
    own.setFaults([{ account: 'q', kind: 'hang' }]);
    const running = askNames(url);
    await expect.poll(() => own.calls().calls.some(({ account }) => account === 'q')).toBe(true);
    const startedAt = performance.now();
    const stopped = stop({ graceMs: 300 });
    expect(await running).toMatchObject({ status: 200, names: 4, codes: ['REQUEST_TIMEOUT'] });
    await stopped;
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});
