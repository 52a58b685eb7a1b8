import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.js';
import { loadTypeDefs } from '../../src/graphql/type-defs.js';
import { startFleet, type Fleet } from '../support/gateway.js';
import {
  connectionFields,
  measure,
  placesOf,
  type ConnectionField,
  type MeasuredPlace,
} from './connection-fields.js';
import { accountsOf, connectionFleet, fleetProviders, leastLength } from './connection-fleet.js';
import {
  expectAnchors,
  expectBounds,
  expectEmptyList,
  expectEnds,
  expectScrolls,
  readWhole,
} from './connection-laws.js';

const fields = connectionFields();

describe('the connections of the schema', () => {
  test('are found, and each of them can be read here', () => {
    expect(fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        ...['Query.loadBalancers', 'Query.backends', 'Query.instances'],
        ...['Account.loadBalancers', 'Account.instances', 'Instance.backends', 'Instance.loadBalancers'],
        ...['LoadBalancer.listeners', 'LoadBalancer.backends', 'LoadBalancer.instances'],
        ...['Listener.rules', 'Listener.backends', 'ListenerRule.backends'],
      ]),
    );
    const unreachable = fields.filter((field) => field.unreachable !== null);
    expect(unreachable.map(({ name, unreachable: why }) => `${name}: ${why}`)).toEqual([]);
  });

  test('cannot be added without being read here, or missed', () => {
    const page = 'first: Int, after: String, last: Int, before: String';
    const schema = createSchema(`${loadTypeDefs()}
      extend type Router { backends(${page}): BackendConnection! }
      extend type Query { neighbours(${page}, vendorId: ID!): BackendConnection }
      extend type Listener { neighbours(first: Int, after: String): ListenerConnection }
      extend type Instance { neighbours(${page}): LoadBalancerConnection }`);
    const known = new Set(fields.map(({ name }) => name));
    const added = connectionFields(schema).filter(({ name }) => !known.has(name));
    expect(Object.fromEntries(added.map(({ name, unreachable }) => [name, unreachable]))).toEqual({
      'Router.backends': 'nobody knows how to find a Router',
      'Query.neighbours': 'nobody knows what to give for vendorId',
      'Listener.neighbours': 'it has no last, it has no before',
      'Instance.neighbours': null,
    });
  });
});

/** Where most lists of a field would be alike, and cost a call each. */
const isCrowded = (account: string) => account.endsWith('-long');

/** One of them keeps nothing that it read. */
let warm: Fleet;
let cold: Fleet;
beforeAll(async () => {
  warm = await startFleet(connectionFleet);
  cold = await startFleet(connectionFleet, { cache: { enabled: false } });
});
afterAll(async () => {
  await warm.stop();
  await cold.stop();
});

/** A field's lists at a vendor, the shortest first. */
async function listsOf(field: ConnectionField, provider: string): Promise<readonly MeasuredPlace[]> {
  const isBelow = !['Query', 'Account'].includes(field.type);
  const accounts = accountsOf(provider).filter((account) => !isBelow || !isCrowded(account));
  const places = await measure(warm, await placesOf(warm, field, accounts));
  return [...places].sort((a, b) => a.length - b.length);
}

describe.each(fields)('$name', (field) => {
  test.each(fleetProviders)('%s', async (provider) => {
    const places = await listsOf(field, provider);
    const [empty] = places;
    const longest = places.at(-1);
    const least = leastLength(field.name, provider);
    expect(longest?.length ?? 0).toBeGreaterThanOrEqual(least);
    if (empty?.length === 0) await expectEmptyList(warm.query, empty);
    if (longest === undefined || least === 0) return;

    const rows = await readWhole(warm.query, longest);
    await expectScrolls(warm.query, longest, rows, [7, 100]);
    await expectAnchors(warm.query, longest, rows);
    await expectEnds(warm.query, longest, rows);

    // Small pages over the shortest list that is longer than a page of 7.
    const short = places.find(({ length }) => length > 7) ?? longest;
    const few = await readWhole(warm.query, short);
    await expectScrolls(warm.query, short, few, [1, 2]);
    await expectBounds(warm.query, short, few);
    await expectScrolls(cold.query, short, few, [7]);
  });
});

// Of backends there are more than one page may hold: they are read account by account above.
const together = fields.filter(({ type, name }) => type === 'Query' && name !== 'Query.backends');

test.each(together)('$name of all accounts together', async (of) => {
  const place = { of, id: null, accounts: null };
  const rows = await readWhole(warm.query, place);
  await expectScrolls(warm.query, place, rows, [100]);
  await expectAnchors(warm.query, place, rows);
  await expectBounds(warm.query, place, rows);
  await expectEnds(warm.query, place, rows);
  await expectScrolls(cold.query, place, rows, [100]);
});
