import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandboxTopology } from '../../src/simulator/sandbox-topology.js';
import { startFleet, type Fleet } from '../support/gateway.js';
import { defaultLimits } from '../support/limits.js';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await startFleet(sandboxTopology, { limits: defaultLimits });
});
afterAll(() => fleet.stop());

/** Rows that are the same again and again: each level has ten times as many as the one above, and none costs a call. */
const nested = (levels: number, leaf: string): string =>
  levels === 0 ? leaf : `account { loadBalancers(first: 5) { nodes { ${nested(levels - 1, leaf)} } } }`;
const query = (levels: number, leaf: string) =>
  `{ account(id: "qing-production") { loadBalancers(first: 5) { nodes { ${nested(levels, leaf)} } } } }`;
const aliased = Array.from({ length: 28 }, (_, index) => `a${index}: vendorFields`).join(' ');

test('an answer of too many values is not sent, whatever repeats them', async () => {
  await fleet.query(query(0, 'id'));
  fleet.calls();
  const startedAt = performance.now();
  const { status, data, errors } = await fleet.query(query(5, `id ${aliased}`));
  expect([status, data]).toEqual([200, null]);
  expect(errors).toMatchObject([
    { extensions: { code: 'QUERY_TOO_COMPLEX', limit: 1_000_000, requestId: expect.any(String) as string } },
  ]);
  expect(Number(errors[0]?.extensions['actual'])).toBeGreaterThan(1_000_000);
  expect(fleet.calls()).toBe(0);
  // Generous: without the bound it takes ten seconds and half a gigabyte.
  expect(performance.now() - startedAt).toBeLessThan(8_000);
});

test('an answer of many values is sent', async () => {
  const { data, errors } = await fleet.query(query(4, 'id name status vendorFields'));
  expect(errors).toEqual([]);
  expect(JSON.stringify(data).length).toBeGreaterThan(500_000);
});
