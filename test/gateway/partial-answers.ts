import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { startGateway, startVendors, type Gateway, type Vendors } from '../support/gateway.js';

/** Two accounts of each vendor; the failing one has more than one page of everything. */
const topology: Topology = {
  seed: 21,
  accounts: [
    {
      id: 'q-good',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['pek3'],
      loadBalancers: 6,
      listeners: 12,
      backends: 40,
      instances: 20,
    },
    {
      id: 'q-bad',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['gd2'],
      loadBalancers: 104,
      listeners: 208,
      backends: 220,
      instances: 120,
    },
    {
      id: 'z-good',
      provider: 'ZENLAYER_BMC',
      api: 'v2',
      regions: ['HKG-A'],
      loadBalancers: 6,
      listeners: 12,
      backends: 40,
      instances: 20,
    },
    {
      id: 'z-bad',
      provider: 'ZENLAYER_BMC',
      api: 'v2',
      regions: ['SEL-A'],
      loadBalancers: 104,
      listeners: 40,
      backends: 220,
      instances: 110,
    },
  ],
};

/** Every way of failing, and the code under which each vendor's account then stands. */
const kinds = {
  http500: 'UPSTREAM_UNAVAILABLE',
  'vendor-throttle': 'UPSTREAM_RATE_LIMITED',
  auth: 'UPSTREAM_UNAUTHENTICATED',
  hang: 'UPSTREAM_TIMEOUT',
  garbage: 'UPSTREAM_INVALID_RESPONSE',
} as const;
const accounts = [
  { id: 'q-bad', provider: 'QINGCLOUD', region: 'gd2', lists: 'DescribeLoadBalancers' },
  { id: 'z-bad', provider: 'ZENLAYER_BMC', region: null, lists: 'DescribeLoadBalancers' },
] as const;

let vendors: Vendors;
let gateway: Gateway;

/** Short for what hangs only: on a busy machine a healthy call may take as long. */
async function start(kind: string): Promise<void> {
  const upstreamTimeoutMs = kind === 'hang' ? 1500 : 10_000;
  gateway = await startGateway(vendors.accounts, { limits: { upstreamTimeoutMs } });
}

interface Connection {
  readonly totalCount: number | null;
  readonly pageInfo: { readonly hasNextPage: boolean };
  readonly coverage: {
    readonly sources: number;
    readonly answered: number;
    readonly expected: number | null;
    readonly seen: number;
    readonly exact: boolean;
    readonly failures: readonly Readonly<Record<string, unknown>>[];
  };
  readonly nodes: readonly { readonly vendorId: string; readonly account: { readonly id: string } }[];
}

const root = `{ loadBalancers(first: 1000) {
  totalCount pageInfo { hasNextPage } coverage { sources answered expected seen exact failures { account provider region action code message retryable staleAsOf } }
  nodes { vendorId account { id } } } }`;

function vendorIds(account: string): readonly string[] {
  return (
    vendors.simulator.inventory(account).accounts[0]?.loadBalancers.map(({ vendorId }) => vendorId) ?? []
  );
}

/** What each of some ways of failing leaves of an answer. */
export function testPartialAnswers(kindNames: readonly (keyof typeof kinds)[]): void {
  beforeAll(async () => {
    vendors = await startVendors(topology);
  });
  afterAll(() => vendors.simulator.close());
  afterEach(async () => {
    vendors.simulator.setFaults([]);
    await gateway.stop();
  });

  describe('a source that fails under a root connection', () => {
    for (const kind of kindNames) {
      for (const bad of accounts) {
        test(`${kind}, ${bad.provider}: the other accounts' data are whole and the answer says what is missing`, async () => {
          await start(kind);
          vendors.simulator.setFaults([{ account: bad.id, kind }]);
          const { status, data, errors } = await gateway.query<{ loadBalancers: Connection }>(root);
          const { loadBalancers } = data;
          const others = topology.accounts.map(({ id }) => id).filter((id) => id !== bad.id);
          expect(status).toBe(200);
          expect(loadBalancers.nodes.map(({ vendorId }) => vendorId)).toEqual(others.flatMap(vendorIds));
          expect(loadBalancers).toMatchObject({ totalCount: null, pageInfo: { hasNextPage: true } });
          expect(loadBalancers.coverage).toMatchObject({
            sources: 4,
            answered: 3,
            expected: null,
            exact: false,
          });
          expect(loadBalancers.coverage.failures).toEqual([
            {
              account: bad.id,
              provider: bad.provider,
              region: bad.region,
              action: bad.lists,
              code: kinds[kind],
              message: expect.any(String) as string,
              retryable: kind !== 'auth',
              staleAsOf: null,
            },
          ]);
          expect(errors).toHaveLength(1);
          expect(errors[0]).toMatchObject({
            path: ['loadBalancers'],
            extensions: {
              code: kinds[kind],
              account: bad.id,
              provider: bad.provider,
              region: bad.region,
              action: bad.lists,
              requestId: expect.any(String) as string,
            },
          });
        });
      }

      test(`${kind} on a later page: none of that source's edges, all of the others'`, async () => {
        await start(kind);
        vendors.simulator.setFaults([{ account: 'q-bad', kind, skip: 1 }]);
        const { data, errors } = await gateway.query<{ loadBalancers: Connection }>(root);
        const others = ['q-good', 'z-good', 'z-bad'];
        expect(data.loadBalancers.nodes.map(({ vendorId }) => vendorId)).toEqual(others.flatMap(vendorIds));
        expect(data.loadBalancers).toMatchObject({ totalCount: null, pageInfo: { hasNextPage: true } });
        expect(data.loadBalancers.coverage.failures).toMatchObject([{ account: 'q-bad', code: kinds[kind] }]);
        expect(errors.map(({ path }) => path)).toEqual([['loadBalancers']]);
      });

      test(`${kind} is never cached: the next question is answered`, async () => {
        await start(kind);
        vendors.simulator.setFaults([{ account: 'q-bad', kind }]);
        await gateway.query(root);
        vendors.simulator.setFaults([]);
        const { data, errors } = await gateway.query<{ loadBalancers: Connection }>(root);
        expect(errors).toEqual([]);
        expect(data.loadBalancers).toMatchObject({
          totalCount: 220,
          coverage: { exact: true, failures: [] },
        });
      });
    }
  });

  describe('a call that fails under a nested connection', () => {
    for (const kind of kindNames) {
      test(`${kind}: null with one error at its path, its siblings of other accounts whole`, async () => {
        await start(kind);
        vendors.simulator.setFaults([
          { account: 'z-bad', kind, action: 'DescribeBackends' },
          { account: 'q-bad', kind, action: 'DescribeLoadBalancerBackends' },
        ]);
        interface Answer {
          readonly loadBalancers: {
            readonly nodes: readonly {
              readonly account: { readonly id: string };
              readonly listeners: {
                readonly nodes: readonly { readonly backends: { readonly totalCount: number } | null }[];
              };
            }[];
          };
        }
        const { data, errors } = await gateway.query<Answer>(
          '{ loadBalancers(first: 500) { nodes { account { id } listeners(first: 20) { nodes { backends(first: 5) { totalCount nodes { health } } } } } } }',
        );
        const expectedPaths: string[] = [];
        data.loadBalancers.nodes.forEach(({ account, listeners }, index) => {
          const bad = account.id.endsWith('bad');
          listeners.nodes.forEach(({ backends }, place) => {
            if (bad) {
              expect(backends).toBeNull();
              expectedPaths.push(`loadBalancers.nodes.${index}.listeners.nodes.${place}.backends`);
            } else {
              expect(backends?.totalCount).toEqual(expect.any(Number));
            }
          });
        });
        // All listeners of both failing accounts.
        expect(expectedPaths.length).toBe(208 + 40);
        expect(errors.map(({ path }) => path?.join('.')).sort()).toEqual(expectedPaths.sort());
        expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set([kinds[kind]]));
      });
    }
  });

  describe('an instance call that fails', () => {
    for (const kind of kindNames) {
      test(`${kind}: what the row tells stays, the other fields are null under an error`, async () => {
        await start(kind);
        vendors.simulator.setFaults([
          { account: 'z-bad', kind, action: 'DescribeInstances' },
          { account: 'q-bad', kind, action: 'DescribeInstances' },
        ]);
        interface Row {
          readonly instance: { readonly vendorId: string; readonly createdAt: string | null } | null;
        }
        interface Answer {
          readonly loadBalancers: {
            readonly nodes: readonly {
              readonly account: { readonly id: string };
              readonly backends: { readonly nodes: readonly Row[] };
            }[];
          };
        }
        const { data, errors } = await gateway.query<Answer>(
          '{ loadBalancers(first: 500) { nodes { account { id } backends(first: 5) { nodes { instance { vendorId createdAt } } } } } }',
        );
        let failed = 0;
        let present = 0;
        for (const { account, backends } of data.loadBalancers.nodes) {
          for (const { instance } of backends.nodes) {
            if (instance === null) continue;
            expect(instance.vendorId).not.toBe('');
            if (account.id.endsWith('bad')) {
              expect(instance.createdAt).toBeNull();
              failed++;
            } else if (instance.createdAt !== null) {
              present++;
            }
          }
        }
        expect(failed).toBeGreaterThan(0);
        expect(present).toBeGreaterThan(0);
        expect(errors).toHaveLength(failed);
        for (const { path, extensions } of errors) {
          expect(path?.slice(-2)).toEqual(['instance', 'createdAt']);
          expect(extensions).toMatchObject({ code: kinds[kind], action: 'DescribeInstances' });
        }
      });
    }
  });
}
