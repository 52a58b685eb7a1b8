import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectNumbers, faultLists } from './ask-numbers.js';
import { expectBehind, expectLookUps } from './ask-reverse.js';
import {
  backendLists,
  instanceLists,
  listenerLists,
  loadBalancerLists,
  loadBalancersOfMachines,
  machinesBehind,
  type Subject,
} from './found-lists.js';
import { halves } from './fleets.js';
import { allLookUps, inParts } from './look-ups.js';
import { numberParts } from './number-queries.js';
import { matchesBackend, matchesInstance, matchesLoadBalancer } from './oracle/matchers.js';
import { inOrder } from './oracle/orders.js';
import { findBackends, findLoadBalancers, neededSources } from './oracle/reverse.js';
import { rollUp } from './oracle/roll-up.js';
import { plainGateway, type Rules } from './plain-gateway.js';
import { openSubject, providers } from './subject.js';
import { expectValues, valueListNames } from './values.js';

let subject: Subject;
beforeAll(async () => {
  subject = await openSubject(17, { accounts: [...halves[0], 'b2'], loadBalancers: 2, instances: 8 });
});
afterEach(() => subject.fleet.simulator.setFaults([]));
afterAll(() => subject.fleet.stop());

const numbers = { seed: 1, numRuns: 10, endOnFailure: true };

async function checkLists(gateway: Subject): Promise<void> {
  for (const name of valueListNames) await expectValues(gateway.fleet, gateway.rows, name);
  for (const provider of [...providers, null]) {
    await loadBalancerLists(provider)(gateway, numbers);
    await backendLists(provider)(gateway, numbers);
    await instanceLists(provider)(gateway, numbers);
    if (provider === null) continue;
    await listenerLists(provider)(gateway, numbers);
    await loadBalancersOfMachines(provider)(gateway, numbers);
    await machinesBehind(provider)(gateway, numbers);
  }
}

async function checkReverse(gateway: Subject): Promise<void> {
  const filters = allLookUps(gateway.rows, gateway.fleet.simulator);
  for (const part of inParts(filters, 25)) await expectLookUps(gateway, part);
  await expectBehind(gateway, gateway.rows.machines);
  const failing = ['q1', 'b2'];
  gateway.fleet.simulator.setFaults(failing.map((account) => ({ account, kind: 'auth' })));
  const plain = filters.filter((filter) => Object.keys(filter).length === 1);
  for (const part of inParts(plain, 25)) await expectLookUps(gateway, part, failing);
}

async function checkNumbers(gateway: Subject): Promise<void> {
  const names = Object.keys(numberParts);
  await expectNumbers(gateway, names);
  const property = fc.asyncProperty(faultLists(subject), (faults) => expectNumbers(gateway, names, faults));
  await fc.assert(property, { ...numbers, numRuns: 5 });
}

describe('a gateway that answers from the inventory', () => {
  test('finds favour with all that is asked of lists', () => checkLists(plainGateway(subject)));
  test('finds favour with all that is asked of reverse look-ups', () => checkReverse(plainGateway(subject)));
  test('finds favour with all that is asked of numbers', () => checkNumbers(plainGateway(subject)));
});

type Mistakes = Readonly<Record<string, Partial<Rules>>>;

const inLists: Mistakes = {
  'upper case is lower case': {
    matchesInstance: ({ nameContains, ...rest }, row) =>
      matchesInstance(rest, row) &&
      (nameContains?.some((part) => row.row.name?.toLowerCase().includes(part.toLowerCase()) ?? false) ??
        true),
  },
  'a star stands for anything': {
    matchesLoadBalancer: ({ name, ...rest }, row) =>
      matchesLoadBalancer(rest, row) &&
      (name?.some((text) => row.row.name !== null && (text === '*' || text === row.row.name)) ?? true),
  },
  'an empty list is any': {
    matchesInstance: (filter, row) => {
      const given = Object.entries(filter).filter(
        ([, wanted]) => !Array.isArray(wanted) || wanted.length > 0,
      );
      return matchesInstance(Object.fromEntries(given), row);
    },
  },
  'fields combine with or': {
    matchesInstance: (filter, row) =>
      Object.keys(filter).length === 0 ||
      Object.entries(filter).some(([name, wanted]) => matchesInstance({ [name]: wanted as never }, row)),
  },
  'an unknown weight is zero': {
    matchesBackend: (filter, row) =>
      matchesBackend(filter, { ...row, row: { ...row.row, weight: row.row.weight || 1 } }),
  },
  'unhealthy is DOWN alone': {
    matchesLoadBalancer: (filter, row) =>
      matchesLoadBalancer(filter, {
        ...row,
        backends: row.backends.filter((one) => one.row.health !== 'ABNORMAL'),
      }),
  },
  'addresses are compared as texts': {
    matchesBackend: ({ address, ...rest }, row) =>
      matchesBackend(rest, row) &&
      (address?.some((text) => row.row.addresses?.includes(text) ?? false) ?? true),
  },
  'nulls stand first when it descends': {
    inOrder: (rows, order) =>
      order?.direction === 'DESC'
        ? [...inOrder(rows, { ...order, direction: 'ASC' })].reverse()
        : inOrder(rows, order),
  },
  'the ties of an order stand as they come': {
    inOrder: (rows, order) =>
      inOrder(
        rows.map((row, at) => ({ ...row, id: String(at).padStart(4, '0'), at })),
        order,
      ).flatMap(({ at }) => rows[at] ?? []),
  },
  'the total is that of the whole list': { totalOf: (_left, all) => all },
  'the last page promises another one': { hasNext: () => true },
};

const inReverse: Mistakes = {
  'rules are forgotten': {
    findBackends: (rows, filter) => {
      const ofRules = rows.loadBalancers.flatMap(({ listeners }) => listeners.flatMap(({ rules }) => rules));
      const ids = new Set(ofRules.flatMap(({ backends }) => backends.map(({ id }) => id)));
      return findBackends(rows, filter).filter(({ id }) => !ids.has(id));
    },
  },
  'what has the address of a machine is taken for it': {
    findLoadBalancers: (rows, machine) => {
      const own = new Set(
        findBackends(rows, { instance: [machine] }).flatMap(({ row }) => row.addresses ?? []),
      );
      const alike = findBackends(rows, { address: [...own] }).map(({ loadBalancer }) => loadBalancer);
      const found = findLoadBalancers(rows, machine);
      return rows.loadBalancers.filter((one) => found.includes(one) || alike.includes(one.id));
    },
  },
  'a source that failed is exact': { isExact: () => true },
  'a source that failed has nothing': { totalOf: (left) => left },
  'other accounts are asked for a machine': {
    neededSources: (rows, { instance: _instance, ...filter }) => neededSources(rows, filter),
  },
};

const inNumbers: Mistakes = {
  'ABNORMAL is DOWN': {
    rollUp: (backends) => {
      const { down, abnormal, ...rest } = rollUp(backends);
      return { ...rest, down: down + abnormal, abnormal: 0 };
    },
  },
  'the weight of what is down counts as up': {
    rollUp: (backends) => ({ ...rollUp(backends), weightUp: rollUp(backends).weightTotal }),
  },
  'a source that failed is exact': { isExact: () => true },
  'a source that failed has nothing': { totalOf: (left) => left },
};

describe('fault is found with a gateway that is wrong in one thing', () => {
  const all = [
    ...Object.entries(inLists).map(([what, rules]) => ['lists', what, rules, checkLists] as const),
    ...Object.entries(inReverse).map(
      ([what, rules]) => ['reverse look-ups', what, rules, checkReverse] as const,
    ),
    ...Object.entries(inNumbers).map(([what, rules]) => ['numbers', what, rules, checkNumbers] as const),
  ];
  test.each(all)('%s: %s', async (_of, _what, rules, check) => {
    await expect(check(plainGateway(subject, rules))).rejects.toThrow();
  });
});
