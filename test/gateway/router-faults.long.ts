import { describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { startFleet, type GraphqlError } from '../support/gateway.js';
import { outcomes } from './fault-kinds.js';

/** The one call of the gateway whose rows are no list and no node: what each fault does to the name of a router. */
const topology: Topology = {
  seed: 9,
  accounts: [
    {
      id: 'q',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['pek3', 'gd2'],
      loadBalancers: 3,
      listeners: 6,
      backends: 20,
      instances: 8,
      routers: 2,
    },
  ],
};

interface Targets {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly backends: {
        readonly nodes: readonly {
          readonly target: { readonly vendorId?: string; readonly name?: string | null };
        }[];
      };
    }[];
  };
}

const query =
  '{ loadBalancers(first: 100) { nodes { backends(first: 200) { nodes { target { ... on Router { vendorId name } } } } } } }';

/** A name, or the errors under which there is none. */
async function routersUnder(kind: string, probability: number) {
  const limits = { upstreamTimeoutMs: kind === 'hang' ? 1000 : 10_000 };
  const fleet = await startFleet(topology, { limits });
  try {
    const { simulator } = fleet;
    simulator.setFaults([
      { action: 'DescribeRouters', kind, probability, seed: 1, ...(kind === 'latency' ? { ms: 20 } : {}) },
    ]);
    const truth = new Map(
      simulator.inventory('q').accounts[0]?.routers.map(({ vendorId, name }) => [vendorId, name]),
    );
    const ask = async () => {
      const { status, data, errors } = await fleet.query<Targets>(query);
      expect(status).toBe(200);
      const routers = data.loadBalancers.nodes.flatMap(({ backends }, at) =>
        backends.nodes.flatMap(({ target }, place) => {
          const path = ['loadBalancers', 'nodes', at, 'backends', 'nodes', place, 'target', 'name'];
          const own = errors.filter((error) => JSON.stringify(error.path) === JSON.stringify(path));
          return target.vendorId === undefined ? [] : [{ ...target, own }];
        }),
      );
      // Nothing else is wrong, and there was something to strike.
      expect(routers.flatMap(({ own }) => own)).toHaveLength(errors.length);
      expect(routers.length).toBeGreaterThan(1);
      return routers.map(({ vendorId = '', name, own }) => ({ name, expected: truth.get(vendorId), own }));
    };
    const struck = await ask();
    simulator.setFaults([]);
    return { struck, after: await ask() };
  } finally {
    await fleet.stop();
  }
}

const isCoded = ({ extensions }: GraphqlError, code: string) =>
  extensions.code === code && extensions['action'] === 'DescribeRouters' && extensions['account'] === 'q';

describe.concurrent('a router’s name under a fault of its own call', () => {
  for (const [kind, outcome] of Object.entries(outcomes)) {
    test.each([1, 0.3])(
      `${kind}, probability %d: the truth, or null under a coded error`,
      async (probability) => {
        const { struck, after } = await routersUnder(kind, probability);
        for (const { name, expected, own } of struck) {
          if (own.length > 0) {
            const code = outcome.type === 'failed' ? outcome.code : 'UPSTREAM_INVALID_RESPONSE';
            expect(['failed', 'inexact']).toContain(outcome.type);
            expect(own.filter((error) => isCoded(error, code))).toHaveLength(1);
            expect(name).toBeNull();
          } else if (name !== expected) {
            expect([outcome.type, name]).toEqual(['absent', null]);
          }
        }
        if (probability === 1 && outcome.type === 'failed') {
          for (const { own } of struck) expect(own).toHaveLength(1);
        }
        // An error is never kept.
        for (const [index, { name, expected, own }] of after.entries()) {
          expect(own).toEqual([]);
          const missed = outcome.type === 'absent' && struck[index]?.name === null;
          if (!missed) expect(name).toBe(expected);
        }
      },
    );
  }
});
