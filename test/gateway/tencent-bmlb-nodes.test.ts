import { afterEach, describe, expect, test } from 'vitest';
import type { Mutation, Topology } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet, type FleetOptions } from '../support/gateway.js';
import { valueFields, type Row } from '../support/truth.js';

const topology: Topology = {
  seed: 7,
  accounts: [
    {
      id: 'bm',
      provider: 'TENCENT_BMLB',
      api: 'v2',
      regions: ['ap-guangzhou'],
      ...{ loadBalancers: 2, application: 0, listeners: 4, l7Listeners: 2, rulesPerL7Listener: 2 },
      ...{ backends: 14, instances: 6, vmIps: 2 },
    },
  ],
};

/** Lists are believed for longer than what stands below them. */
const longLists = {
  ...{ loadBalancer: 600_000, listener: 600_000, rule: 600_000, backend: 15_000, health: 5_000 },
  ...{ instance: 60_000, router: 60_000, missing: 10_000 },
};

const open: Fleet[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((fleet) => fleet.stop()));
});

async function start(options?: FleetOptions): Promise<Fleet> {
  const fleet = await startFleet(topology, options);
  open.push(fleet);
  return fleet;
}

async function ask<Data>({ query }: Fleet, text: string, variables = {}): Promise<Data> {
  const { data, errors } = await query<Data>(text, variables);
  expect(errors).toEqual([]);
  return data;
}

/** What is selected of a node by its type. */
const selections: Readonly<Record<string, string>> = {
  LoadBalancer: valueFields.loadBalancer,
  Listener: valueFields.listener,
  ListenerRule: valueFields.rule,
  Backend: `${valueFields.backend} ${valueFields.health}`,
  Instance: `region ${valueFields.instance}`,
};

interface ListedNode extends Row {
  readonly __typename: string;
  readonly id: string;
}

/** Every object with an id in an answer. */
function nodesIn(value: unknown): readonly ListedNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(nodesIn);
  if (!('id' in value)) return inner;
  const own = Object.entries(value).filter(([, field]) => !isConnection(field));
  return [Object.fromEntries(own) as unknown as ListedNode, ...inner];
}

function isConnection(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'nodes' in value;
}

/** Every node of the fleet as its list gives it. */
async function listed(fleet: Fleet): Promise<ReadonlyMap<string, ListedNode>> {
  const of = (type: string) => `__typename id ${selections[type] ?? ''}`;
  const backends = `backends(first: 1000) { nodes { ${of('Backend')} } }`;
  const data = await ask(
    fleet,
    `{ loadBalancers { nodes { ${of('LoadBalancer')} ${backends}
         listeners { nodes { ${of('Listener')} ${backends} rules { nodes { ${of('ListenerRule')} ${backends} } } } } } }
       instances(first: 100) { nodes { ${of('Instance')} } } }`,
  );
  const nodes = nodesIn(data);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) expect(node).toEqual(byId.get(node.id));
  return byId;
}

async function byNodeId(fleet: Fleet, { __typename: type, id }: ListedNode): Promise<unknown> {
  const { node } = await ask<{ node: unknown }>(
    fleet,
    `query One($id: ID!) { node(id: $id) { __typename id ... on ${type} { ${selections[type] ?? ''} } } }`,
    { id },
  );
  return node;
}

describe('node(id) is the listed object, for every node of a fleet', () => {
  test('warm, at no call', async () => {
    const fleet = await start();
    const nodes = await listed(fleet);
    const kinds = new Set([...nodes.values()].map((node) => node.__typename));
    expect([...kinds].sort()).toEqual(Object.keys(selections).sort());
    fleet.calls();
    for (const node of nodes.values()) expect(await byNodeId(fleet, node)).toEqual(node);
    expect(fleet.calls()).toBe(0);
  });

  test('cold, what stands deepest first, in the fewest calls', async () => {
    const nodes = await listed(await start());
    const cold = await start({ cache: { enabled: false } });
    const most: Readonly<Record<string, number>> = {
      LoadBalancer: 1,
      // The lists of both layers, one after the other.
      Listener: 2,
      ListenerRule: 1,
      // Whether its listener is there is asked first.
      Backend: 2,
      Instance: 1,
    };
    for (const node of [...nodes.values()].reverse()) {
      expect(await byNodeId(cold, node)).toEqual(node);
      expect(cold.calls()).toBeLessThanOrEqual(most[node.__typename] ?? 0);
    }
  });

  test('many at once, all of one load balancer together', async () => {
    const nodes = [...(await listed(await start())).values()];
    const cold = await start();
    const data = await ask<{ nodes: readonly Row[] }>(
      cold,
      `query Some($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }`,
      { ids: nodes.map(({ id }) => id) },
    );
    expect(data.nodes).toEqual(nodes.map(({ __typename, id }) => ({ __typename, id })));
    const { calls } = cold.simulator.calls();
    const distinct = new Set(calls.map(({ action, params }) => JSON.stringify([action, params])));
    expect(distinct.size).toBe(calls.length);
  });
});

describe('what is gone', () => {
  const remove = ({ simulator }: Fleet, kind: Mutation['kind'], vendorId: unknown) => {
    simulator.mutate({
      ...{ op: 'remove', account: 'bm', region: 'ap-guangzhou', kind },
      id: String(vendorId),
    });
  };
  const protocolOf = (node: ListedNode) => String(node['protocol']);
  const cases: readonly {
    readonly what: string;
    readonly kind: Mutation['kind'];
    readonly pick: (node: ListedNode) => boolean;
  }[] = [
    {
      what: 'a load balancer',
      kind: 'loadBalancer',
      pick: ({ __typename }) => __typename === 'LoadBalancer',
    },
    {
      what: 'a listener of layer 4',
      kind: 'listener',
      pick: (node) => node.__typename === 'Listener' && /TCP|UDP/.test(protocolOf(node)),
    },
    {
      what: 'a listener of layer 7',
      kind: 'listener',
      pick: (node) => node.__typename === 'Listener' && protocolOf(node).startsWith('HTTP'),
    },
    { what: 'a rule', kind: 'rule', pick: ({ __typename }) => __typename === 'ListenerRule' },
  ];

  for (const { what, kind, pick } of cases) {
    test(`${what} and all below it are null by their ids, without an error: cold, and where all of it is known`, async () => {
      const fleet = await start({ cache: { enabled: false } });
      const before = await listed(fleet);
      const picked = [...before.values()].find(pick);
      remove(fleet, kind, picked?.['vendorId']);
      const after = await listed(fleet);
      const gone = [...before.values()].filter(({ id }) => !after.has(id));
      expect(gone.length).toBeGreaterThan(1);
      const cold = await start({ cache: { enabled: false } });
      remove(cold, kind, picked?.['vendorId']);
      for (const gateway of [fleet, cold]) {
        for (const node of gone) expect([node, await byNodeId(gateway, node)]).toEqual([node, null]);
      }
    });
  }

  test.each(['listener', 'rule'] as const)(
    'a %s between two levels: what it had is an empty list',
    async (kind) => {
      let now = Date.now();
      const fleet = await start({ now: () => now, cache: { ttlMs: longLists } });
      const text = `{ loadBalancers { nodes { listeners { nodes { vendorId protocol rules { nodes { vendorId backends { nodes { port } } } } } } } } }`;
      interface Tree {
        readonly loadBalancers: {
          readonly nodes: readonly {
            readonly listeners: {
              readonly nodes: readonly {
                readonly vendorId: string;
                readonly protocol: string;
                readonly rules: { readonly nodes: readonly { readonly vendorId: string }[] };
              }[];
            };
          }[];
        };
      }
      const tree = await ask<Tree>(fleet, text);
      const owner = tree.loadBalancers.nodes
        .flatMap(({ listeners }) => listeners.nodes)
        .find(({ rules }) => rules.nodes.length > 0);
      const rule = owner?.rules.nodes[0];
      remove(fleet, kind, kind === 'listener' ? owner?.vendorId : rule?.vendorId);
      now += 120_000;
      const again = await ask<Tree>(fleet, text);
      const backendsOf = again.loadBalancers.nodes
        .flatMap(({ listeners }) => listeners.nodes)
        .flatMap(({ rules }) => rules.nodes)
        .find(({ vendorId }) => vendorId === rule?.vendorId);
      expect(backendsOf).toEqual({ vendorId: rule?.vendorId, backends: { nodes: [] } });
    },
  );
});
