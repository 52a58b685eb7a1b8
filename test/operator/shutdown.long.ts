import { expect, test } from 'vitest';
import { startProcess } from '../support/process.js';
import { startSimulator } from '../simulator/start-simulator.js';
import { askNames, configOf, shutdownTopology } from './shutdown-setup.js';

test('a process that is told to stop while a vendor hangs answers what runs and ends with 0 within 15 seconds', async () => {
  const { simulator, url, client } = await startSimulator({ topology: shutdownTopology });
  simulator.setFaults([{ account: 'q', kind: 'hang' }]);
  const gateway = await startProcess(configOf(url, client, 60_000));
  const running = askNames(gateway.url);
  await expect.poll(() => simulator.calls().calls.some(({ account }) => account === 'q')).toBe(true);
  const startedAt = performance.now();
  gateway.signal('SIGTERM');
  expect(await running).toMatchObject({ status: 200, names: 4, codes: ['REQUEST_TIMEOUT'] });
  expect(performance.now() - startedAt).toBeGreaterThan(11_000);
  expect(await gateway.ended).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(15_000);
});
