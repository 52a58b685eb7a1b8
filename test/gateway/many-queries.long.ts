import { afterEach, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../support/gateway.js';
import { mixed } from './mixed-fleet.js';

let fleet: Fleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

/** Slow enough for all queries to have arrived before the first call is answered. */
async function startSlow(): Promise<Fleet> {
  fleet = await startFleet(mixed, { latencyMs: 1000 });
  return fleet;
}

const whole = `{ loadBalancers(first: 50) { totalCount nodes { name listeners(first: 50) { nodes { port backends(first: 100) { nodes { weight instance { createdAt } } } } } } } }`;

test('50 identical cold queries cost the calls of one', async () => {
  const { query, calls } = await startSlow();
  const alone = await startFleet(mixed);
  await alone.query(whole);
  const ofOne = alone.calls();
  await alone.stop();
  const answers = await Promise.all(Array.from({ length: 50 }, () => query(whole)));
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
  expect(calls()).toBe(ofOne);
});

test('50 different queries over the same records cost the calls of their union', async () => {
  const { query, calls } = await startSlow();
  const alone = await startFleet(mixed);
  await alone.query(whole);
  const ofUnion = alone.calls();
  await alone.stop();
  const fields = ['name', 'status', 'addresses', 'createdAt', 'vendorFields'];
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      query(
        `{ loadBalancers(first: ${50 - (index % 10)}) { totalCount nodes { ${fields[index % fields.length] ?? 'id'} listeners(first: ${20 + index}) { nodes { port backends(first: ${50 + index}) { nodes { weight instance { ${index % 2 === 0 ? 'createdAt' : 'status'} } } } } } } } }`,
      ),
    ),
  );
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  expect(calls()).toBe(ofUnion);
});
