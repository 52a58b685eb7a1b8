import { afterAll, beforeAll, describe, test } from 'vitest';
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

describe.each([[21, { loadBalancers: 4, instances: 20 }]])(
  'random filters and orders leave what a plain computation leaves, fleet of seed %d',
  (seed, size) => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await openSubject(seed, size);
    });
    afterAll(() => subject.fleet.stop());

    describe.each(providers)('%s', (provider) => {
      test('load balancers', () => loadBalancerLists(provider)(subject, runs(25)));
      test('listeners', () => listenerLists(provider)(subject, runs(12)));
      test('backends', () => backendLists(provider)(subject, runs(25)));
      test('machines', () => instanceLists(provider)(subject, runs(15)));
      test('load balancers of machines', () => loadBalancersOfMachines(provider)(subject, runs(8)));
      test('machines of load balancers', () => machinesBehind(provider)(subject, runs(10)));
    });

    describe('all vendors together', () => {
      test('load balancers', () => loadBalancerLists(null)(subject, runs(30)));
      test('backends', () => backendLists(null)(subject, runs(25)));
      test('machines', () => instanceLists(null)(subject, runs(25)));
    });
  },
);
