import { afterAll, beforeAll, describe, test } from 'vitest';
import { smallFleet } from './fleets.js';
import {
  backendLists,
  instanceLists,
  listenerLists,
  loadBalancerLists,
  loadBalancersOfMachines,
  machinesBehind,
  type Subject,
} from './found-lists.js';
import { runs } from './runs.js';
import { openSubject, providers } from './subject.js';
import { expectValues, valueListNames } from './values.js';

let subject: Subject;
beforeAll(async () => {
  subject = await openSubject(5, smallFleet);
});
afterAll(() => subject.fleet.stop());

describe('random filters and orders leave what a plain computation leaves, in its order', () => {
  describe.each(providers)('%s', (provider) => {
    test('load balancers', () => loadBalancerLists(provider)(subject, runs(8)));
    test('listeners', () => listenerLists(provider)(subject, runs(5)));
    test('backends', () => backendLists(provider)(subject, runs(10)));
    test('machines', () => instanceLists(provider)(subject, runs(6)));
    test('load balancers of machines', () => loadBalancersOfMachines(provider)(subject, runs(4)));
    test('machines of load balancers', () => machinesBehind(provider)(subject, runs(4)));
  });

  describe('all vendors together', () => {
    test('load balancers', () => loadBalancerLists(null)(subject, runs(10)));
    test('backends', () => backendLists(null)(subject, runs(8)));
    test('machines', () => instanceLists(null)(subject, runs(8)));
  });
});

test.each(valueListNames)('every value by itself is taken to the letter: %s', async (name) => {
  subject.clock.forget();
  await expectValues(subject.fleet, subject.rows, name);
});
