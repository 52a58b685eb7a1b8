import { refuseTotals } from '../../../../src/simulator/topology-account.js';
import type { Vendor } from '../../../../src/simulator/vendor.js';
import { identify } from './call.js';
import { answerCall } from './answer-call.js';
import { refuse, toAnswer } from './answers.js';
import { buildFleet, spread, type Fleet } from './fleet.js';

/** Acme Balance as its sheet tells it. */
export const acme: Vendor = {
  provider: 'ACME',
  apis: ['v1'],
  hosts: ['api.acme.example'],
  claims: ({ path, headers }) => path.startsWith('/v1/Get') && 'x-acme-signature' in headers,
  settings: [],
  checkTopology: (account) => [
    ...refuseTotals(account, ['application', 'l7Listeners', 'rulesPerL7Listener', 'routers', 'vmIps']),
    ...(spread(account) === null ? [{ path: ['backends'], message: 'must fit behind the listeners' }] : []),
  ],
  gatewayOptions: () => undefined,
  failures: {
    http500: () => toAnswer(502, 'bad gateway', 502),
    http429: () => toAnswer(429, 'too many requests', 429),
    'vendor-throttle': () => refuse('slow_down'),
    'vendor-internal': () => refuse('internal'),
    auth: () => refuse('bad_signature'),
  },
  open: (totals, seed) => {
    const fleets = new Map<string, ReadonlyMap<string, Fleet>>();
    const accounts = totals.map((total) => {
      const { id, provider, api, regions } = total;
      fleets.set(id, new Map(regions.map((region) => [region, buildFleet(total, region, seed)])));
      return { id, provider, api, regions, credentials: { id: `key-${id}`, key: `secret-of-${id}` } };
    });
    return {
      accounts,
      identify: (request) => identify(request, accounts),
      answer: (request, context) => answerCall(request, context, accounts, fleets),
      inventory: ({ id, provider, api, regions }) => {
        const all = [...(fleets.get(id)?.values() ?? [])];
        return {
          id,
          provider,
          api,
          regions,
          loadBalancers: all.flatMap(({ loadBalancers }) => loadBalancers),
          instances: all.flatMap(({ instances }) => instances),
          routers: [],
          byIdOnly: { loadBalancers: [], instances: [] },
        };
      },
    };
  },
};
