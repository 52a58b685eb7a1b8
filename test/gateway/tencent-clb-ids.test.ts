import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Mutation } from '../../src/simulator/simulator.js';
import { startFleet, startGateway, startVendors, type Fleet, type Gateway } from '../support/gateway.js';
import { valueFields, type Row } from '../support/truth.js';
import { clbAccount, clbAccounts, clbProfiles } from './tencent-accounts.js';

const machine = `instance { id ${valueFields.instance} }`;
const fields = {
  LoadBalancer: `id ${valueFields.loadBalancer}`,
  Listener: `id ${valueFields.listener} loadBalancer { id }`,
  ListenerRule: `id ${valueFields.rule} listener { id }`,
  Backend: `id ${valueFields.backend} ${valueFields.health} loadBalancer { id } listener { id } rule { id } ${machine}`,
  Instance: `id region ${valueFields.instance}`,
} as const;
type Noun = keyof typeof fields;

const backends = `backends(first: 1000) { nodes { ${fields.Backend} } }`;
const everything = `{
  loadBalancers(first: 100) { nodes { ${fields.LoadBalancer} ${backends} listeners(first: 100) { nodes {
    ${fields.Listener} ${backends} rules(first: 100) { nodes { ${fields.ListenerRule} ${backends} } } } } } }
  instances(first: 1000) { nodes { ${fields.Instance} } } }`;

interface Node extends Row {
  readonly id: string;
}
interface Backend extends Node {
  readonly port: number | null;
  readonly loadBalancer: Node;
  readonly listener: Node | null;
  readonly rule: Node | null;
}
interface List<T> {
  readonly nodes: readonly T[];
}
interface WithBackends extends Node {
  readonly backends: List<Backend>;
}
interface Listener extends WithBackends {
  readonly rules: List<WithBackends>;
}
interface LoadBalancer extends WithBackends {
  readonly vendorId: string;
  readonly listeners: List<Listener & { readonly vendorId: string }>;
}
interface Everything {
  readonly loadBalancers: List<LoadBalancer>;
  readonly instances: List<Node>;
}

async function readEverything({ query }: Pick<Gateway, 'query'>): Promise<Everything> {
  const { data, errors } = await query<Everything>(everything);
  expect(errors).toEqual([]);
  return data;
}

function without(row: Node, ...names: readonly string[]): Node {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))) as Node;
}

/** Every listed object, once each, without the lists below it. */
function listed({ loadBalancers, instances }: Everything): Readonly<Record<Noun, readonly Node[]>> {
  const listeners = loadBalancers.nodes.flatMap((node) => node.listeners.nodes);
  return {
    LoadBalancer: loadBalancers.nodes.map((node) => without(node, 'listeners', 'backends')),
    Listener: listeners.map((node) => without(node, 'rules', 'backends')),
    ListenerRule: listeners.flatMap(({ rules }) => rules.nodes.map((node) => without(node, 'backends'))),
    Backend: loadBalancers.nodes.flatMap((node) => node.backends.nodes),
    Instance: instances.nodes,
  };
}

async function expectNodes({ query }: Gateway, noun: Noun, nodes: readonly Node[]): Promise<void> {
  for (let from = 0; from < nodes.length; from += 100) {
    const expected = nodes.slice(from, from + 100);
    const { data, errors } = await query<{ nodes: unknown }>(
      `query Nodes($ids: [ID!]!) { nodes(ids: $ids) { ... on ${noun} { ${fields[noun]} } } }`,
      { ids: expected.map(({ id }) => id) },
    );
    expect(errors).toEqual([]);
    expect(data.nodes).toEqual(expected);
  }
}

const ids = (nodes: readonly Node[]) => nodes.map(({ id }) => id);

describe.each(clbProfiles)('%s', (profile) => {
  const [account] = clbAccounts(8, {
    backends: 60,
    instances: 30,
    rulesPerL7Listener: 2,
    regions: ['gz'],
  }).filter((each) => each.profile === profile);

  test('each id leads to the object that was listed with it, whether anything is at hand or nothing', async () => {
    const { simulator, accounts } = await startVendors({ seed: 13, accounts: account ? [account] : [] });
    const gateways = [
      await startGateway(accounts),
      await startGateway(accounts, { cache: { enabled: false } }),
    ];
    try {
      const [warm] = gateways;
      const all = warm === undefined ? undefined : await readEverything(warm);
      if (all === undefined) throw new Error('no gateway');
      const nouns = Object.entries(listed(all)) as [Noun, readonly Node[]][];
      for (const [noun, nodes] of nouns) {
        expect({ noun, any: nodes.length > 0 }).toEqual({
          noun,
          any: noun !== 'ListenerRule' || profile !== 'cn-2014',
        });
        expect(new Set(ids(nodes)).size).toBe(nodes.length);
        for (const gateway of gateways) await expectNodes(gateway, noun, nodes);
      }
    } finally {
      await Promise.all(gateways.map(({ stop }) => stop()));
      await simulator.close();
    }
  });

  test('load balancers, their listeners, and the rules of these list the same backends', async () => {
    const fleet = await startFleet({ seed: 14, accounts: account ? [account] : [] });
    try {
      const { loadBalancers } = await readEverything(fleet);
      for (const loadBalancer of loadBalancers.nodes) {
        const all = loadBalancer.backends.nodes;
        const listeners = loadBalancer.listeners.nodes;
        if (listeners.length > 0) expect(all).toEqual(listeners.flatMap((node) => node.backends.nodes));
        for (const { id, backends: reached, rules } of listeners) {
          const ruled = rules.nodes.flatMap((rule) => rule.backends.nodes);
          expect(reached.nodes.filter(({ rule }) => rule !== null)).toEqual(ruled);
          expect(reached.nodes.slice(reached.nodes.length - ruled.length)).toEqual(ruled);
          for (const { listener } of reached.nodes) expect(listener?.id).toBe(id);
          for (const rule of rules.nodes)
            for (const row of rule.backends.nodes) expect(row.rule?.id).toBe(rule.id);
        }
        for (const row of all) expect(row.loadBalancer.id).toBe(loadBalancer.id);
        if (listeners.length > 0) continue;
        // Bound at a load balancer without listeners: each machine once.
        expect(all.length).toBeGreaterThan(0);
        expect(all.map(({ listener, rule, port }) => [listener, rule, port])).toEqual(
          all.map(() => [null, null, null]),
        );
        expect(new Set(all.map(({ instance }) => (instance as Node).id)).size).toBe(all.length);
      }
      expect(loadBalancers.nodes.some(({ listeners }) => listeners.nodes.length === 0)).toBe(true);
    } finally {
      await fleet.stop();
    }
  });
});

describe('a backend of a classic load balancer', () => {
  let fleet: Fleet;
  const now = { value: 0 };
  /** Nothing at hand is fresh any more. */
  const later = () => {
    now.value += 600_000;
  };

  beforeEach(async () => {
    now.value = Date.parse('2026-03-01T00:00:00.000Z');
    const account = clbAccount('t', 'cn-2018', { classic: 4, application: 0, backends: 20, instances: 12 });
    fleet = await startFleet({ seed: 15, accounts: [account] }, { now: () => now.value });
  });
  afterEach(() => fleet.stop());

  const change = (op: Mutation['op'], kind: Mutation['kind'], rest: Partial<Mutation>) =>
    fleet.simulator.mutate({ op, kind, account: 't', region: 'ap-guangzhou', ...rest }).vendorId;

  const nodesOf = async (of: readonly string[]) => {
    const { data, errors } = await fleet.query<{ nodes: readonly (Row | null)[] }>(
      `query Nodes($ids: [ID!]!) { nodes(ids: $ids) { ... on Backend { id port listener { vendorId } } } }`,
      { ids: of },
    );
    expect(errors).toEqual([]);
    return data.nodes;
  };

  /** A load balancer with machines, with listeners or without. */
  const pick = ({ loadBalancers }: Everything, withListeners: boolean): LoadBalancer => {
    const found = loadBalancers.nodes.find(
      ({ listeners, backends: bound }) =>
        bound.nodes.length > 0 && listeners.nodes.length > 0 === withListeners,
    );
    if (found === undefined) throw new Error('no such load balancer');
    return found;
  };
  const again = async ({ vendorId }: LoadBalancer) => {
    const all = await readEverything(fleet);
    const found = all.loadBalancers.nodes.find((node) => node.vendorId === vendorId);
    if (found === undefined) throw new Error('the load balancer is gone');
    return found;
  };

  test('has one port under its id: when its listener’s port of machines changes, it is another one', async () => {
    const before = pick(await readEverything(fleet), true);
    const [listener] = before.listeners.nodes;
    const old = listener?.backends.nodes ?? [];
    change('update', 'listener', { id: listener?.vendorId ?? '', fields: { instancePort: 8123 } });
    later();
    expect(await nodesOf(ids(old))).toEqual(old.map(() => null));
    const fresh = (await again(before)).listeners.nodes[0]?.backends.nodes ?? [];
    expect(fresh.map(({ port }) => port)).toEqual(old.map(() => 8123));
    expect(ids(fresh).filter((id) => ids(old).includes(id))).toEqual([]);
    expect(await nodesOf(ids(fresh))).toEqual(
      fresh.map(({ id }) => ({ id, port: 8123, listener: { vendorId: listener?.vendorId } })),
    );
    // The other listeners' are as they were.
    const others = (all: LoadBalancer) =>
      all.listeners.nodes.slice(1).flatMap((node) => ids(node.backends.nodes));
    expect(others(await again(before))).toEqual(others(before));
    // And the same again when it changes back, with the old ids known to be gone a moment ago.
    change('update', 'listener', { id: listener?.vendorId ?? '', fields: { instancePort: old[0]?.port } });
    later();
    expect((await nodesOf(ids(old))).map((node) => node?.['id'])).toEqual(ids(old));
    expect(await nodesOf(ids(fresh))).toEqual(fresh.map(() => null));
  });

  test('has one port under its id within the life of what is at hand, too', async () => {
    const before = pick(await readEverything(fleet), true);
    const [listener] = before.listeners.nodes;
    const old = listener?.backends.nodes ?? [];
    change('update', 'listener', { id: listener?.vendorId ?? '', fields: { instancePort: 8123 } });
    // Backends are no longer fresh, listeners are.
    now.value += 16_000;
    const during = (await again(before)).listeners.nodes[0]?.backends.nodes ?? [];
    expect(during).toEqual(old);
    now.value += 50_000;
    const after = (await again(before)).listeners.nodes[0]?.backends.nodes ?? [];
    expect(after.map(({ port }) => port)).toEqual(old.map(() => 8123));
    expect(ids(after).filter((id) => ids(old).includes(id))).toEqual([]);
    later();
    expect(await nodesOf(ids(old))).toEqual(old.map(() => null));
  });

  test('bound where there is no listener is another one once there is a listener, and the other way round', async () => {
    const before = pick(await readEverything(fleet), false);
    const old = before.backends.nodes;
    const listener = change('insert', 'listener', { parentId: before.vendorId, fields: { protocol: 'TCP' } });
    later();
    expect(await nodesOf(ids(old))).toEqual(old.map(() => null));
    const seen = (await again(before)).backends.nodes;
    expect(seen).toHaveLength(old.length);
    expect(await nodesOf(ids(seen))).toEqual(
      seen.map(({ id, port }) => ({ id, port, listener: { vendorId: listener } })),
    );
    change('remove', 'listener', { id: listener });
    later();
    expect(await nodesOf(ids(seen))).toEqual(seen.map(() => null));
    expect(await nodesOf(ids(old))).toEqual(ids(old).map((id) => ({ id, port: null, listener: null })));
    expect(ids((await again(before)).backends.nodes)).toEqual(ids(old));
  });

  test('is gone when its machine is no longer bound, through each listener', async () => {
    const before = pick(await readEverything(fleet), true);
    const machineOf = ({ target }: Backend) => String((target as Row)['vendorId']);
    const [first] = before.backends.nodes;
    const gone = before.backends.nodes.filter(
      (row) => first !== undefined && machineOf(row) === machineOf(first),
    );
    expect(gone.length).toBe(before.listeners.nodes.length);
    change('remove', 'backend', { id: `${before.vendorId}/${first === undefined ? '' : machineOf(first)}` });
    later();
    expect(await nodesOf(ids(gone))).toEqual(gone.map(() => null));
    const left = (await again(before)).backends.nodes;
    expect(ids(left)).toEqual(ids(before.backends.nodes).filter((id) => !ids(gone).includes(id)));
  });
});
