import { expect } from 'vitest';
import { emptySelection } from '../../../src/model/selection.js';
import type { Fleet } from '../../support/gateway.js';
import { answeredTree, trueTree } from '../../support/truth.js';
import {
  account,
  ask,
  nothing,
  small,
  still,
  usual,
  withFleet,
  type ConformanceCase,
  type ConformanceSubject,
} from './subject.js';

interface Connection<Node> {
  readonly totalCount: number | null;
  readonly coverage: { readonly exact: boolean };
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
}

interface Named {
  readonly id: string;
  readonly vendorId: string;
}

interface ListedNode {
  readonly id: string;
  readonly instanceId?: string;
}

const pageFields =
  'totalCount coverage { exact } pageInfo { hasNextPage hasPreviousPage } edges { cursor node { id vendorId } }';

/** The most rows of a page of load balancers; Infinity where the vendor does not page them. */
function pageMaximum({ definition, account: { api, site }, options }: ConformanceSubject): number {
  const provider = definition.create({
    api,
    site: site ?? null,
    options: definition.options.parse(options),
  });
  const of = { list: 'loadBalancers', source: { account, region: null } } as const;
  const [segment = ''] = provider.segments(of);
  const window = { offset: 0, limit: 1 };
  const demand = { type: 'rows', segment: { of, segment }, window, selection: emptySelection } as const;
  const unknown = () => null;
  const plan = provider.plan([demand], {
    total: unknown,
    scopeTotal: unknown,
    fact: unknown,
    record: unknown,
    items: unknown,
  });
  return Math.max(...plan.map(({ ask: { form } }) => provider.forms[form]?.paging.max ?? Infinity));
}

function truth(fleet: Fleet) {
  const [only] = fleet.simulator.inventory(account).accounts;
  if (only === undefined) throw new Error('the twin has no such account');
  return only;
}

const order: ConformanceCase = {
  name: 'lists are the vendor’s, in its order, value by value',
  run: (subject) =>
    withFleet(subject, usual, async (fleet) => {
      expect(await answeredTree(fleet, account)).toEqual(trueTree(fleet.simulator, account));
      const { instances } = await ask<{ instances: Connection<Named> }>(
        fleet,
        `{ instances(first: 1000) { ${pageFields} } }`,
      );
      expect(instances.edges.map(({ node }) => node.vendorId)).toEqual(
        truth(fleet).instances.map(({ vendorId }) => vendorId),
      );
      expect(instances).toMatchObject({
        totalCount: truth(fleet).instances.length,
        coverage: { exact: true },
      });
    }),
};

const empty: ConformanceCase = {
  name: 'an account without anything has empty lists, exactly',
  run: (subject) =>
    withFleet(subject, nothing, async (fleet) => {
      const data = await ask<Record<string, Connection<Named>>>(
        fleet,
        `{ loadBalancers { ${pageFields} } instances { ${pageFields} } }`,
      );
      const pageInfo = { hasNextPage: false, hasPreviousPage: false };
      const none = { totalCount: 0, coverage: { exact: true }, pageInfo, edges: [] };
      expect(data).toEqual({ loadBalancers: none, instances: none });
    }),
};

/** Windows as offset and size, around every edge of a page of `max` rows in a list of `total`. */
function windows(max: number, total: number): readonly (readonly [number, number])[] {
  return [
    [0, max + 1],
    [1, 3],
    [3, max],
    [max - 1, 2],
    [max + 1, 7],
    [total - 3, 2],
    [total - 1, 7],
    [total, 7],
  ];
}

const everyWindow: ConformanceCase = {
  name: 'windows of any offset and size, also over the page maximum, in both directions, in few calls',
  run: (subject) => {
    const most = pageMaximum(subject);
    const max = Number.isFinite(most) ? most : 10;
    // Two full pages and a bit; of large pages, one full page and a bit.
    const total = max + Math.min(max, 30) + 3;
    const limits = { maxPageSize: total + 10 };
    const options = { limits, cache: { enabled: false } };
    return withFleet(
      subject,
      { ...nothing, loadBalancers: total },
      async (fleet) => {
        const page = async (args: string) => {
          fleet.calls();
          const data = await ask<{ loadBalancers: Connection<Named> }>(
            fleet,
            `{ loadBalancers(${args}) { coverage { exact } pageInfo { hasNextPage hasPreviousPage } edges { cursor node { id vendorId } } } }`,
          );
          const { edges, pageInfo, coverage } = data.loadBalancers;
          return {
            vendorIds: edges.map(({ node }) => node.vendorId),
            pageInfo,
            coverage,
            calls: fleet.calls(),
            edges,
          };
        };
        const ids = truth(fleet).loadBalancers.map(({ vendorId }) => vendorId);
        const whole = await page(`first: ${total}`);
        expect(whole.vendorIds).toEqual(ids);
        const cursors = whole.edges.map(({ cursor }) => cursor);
        for (const [offset, size] of windows(max, total)) {
          const after = offset === 0 ? '' : `, after: "${cursors[offset - 1]}"`;
          const forward = await page(`first: ${size}${after}`);
          const end = Math.min(offset + size, total);
          expect(forward.vendorIds, `first ${size} from ${offset}`).toEqual(ids.slice(offset, end));
          expect(forward.pageInfo).toEqual({ hasNextPage: end < total, hasPreviousPage: offset > 0 });
          expect(forward.calls).toBeLessThanOrEqual(Math.ceil(size / max) + 1);

          const before = offset === total ? '' : `, before: "${cursors[offset]}"`;
          const backward = await page(`last: ${size}${before}`);
          const start = Math.max(0, offset - size);
          expect(backward.vendorIds, `last ${size} up to ${offset}`).toEqual(ids.slice(start, offset));
          expect(backward.pageInfo).toEqual({
            hasNextPage: offset < total,
            hasPreviousPage: start > 0,
          });
          expect(backward.calls).toBeLessThanOrEqual(Math.ceil(size / max) + 1);
          for (const { coverage } of [forward, backward]) expect(coverage.exact).toBe(true);
        }
      },
      options,
    );
  },
};

const nodeFragment = `fragment N on Node { __typename
  ... on LoadBalancer { id loadBalancerId: vendorId loadBalancerName: name loadBalancerStatus: status addresses }
  ... on Listener { id listenerId: vendorId protocol ports { from to } listenerStatus: status }
  ... on ListenerRule { id ruleId: vendorId domain path }
  ... on Backend { id backendId: vendorId port weight backendStatus: status target { __typename } }
  ... on Instance { id instanceId: vendorId instanceName: name kind instanceStatus: status privateAddresses } }`;

const nodes: ConformanceCase = {
  name: 'node(id) gives for every object what the list gave',
  run: (subject) =>
    withFleet(subject, small, async (fleet) => {
      interface Lists {
        readonly loadBalancers: {
          readonly nodes: readonly (ListedNode & {
            readonly listeners: {
              readonly nodes: readonly (ListedNode & {
                readonly rules: {
                  readonly nodes: readonly (ListedNode & {
                    readonly backends: { readonly nodes: readonly ListedNode[] };
                  })[];
                };
                readonly backends: {
                  readonly nodes: readonly (ListedNode & { readonly instance: ListedNode | null })[];
                };
              })[];
            };
            readonly backends: { readonly nodes: readonly ListedNode[] };
          })[];
        };
      }
      const data = await ask<Lists>(
        fleet,
        `{ loadBalancers(first: 1000) { nodes { ...N
          backends(first: 1000) { nodes { ...N } }
          listeners(first: 100) { nodes { ...N
            rules(first: 100) { nodes { ...N backends(first: 1000) { nodes { ...N } } } }
            backends(first: 1000) { nodes { ...N instance { ...N } } } } } } } }
        ${nodeFragment}`,
      );
      const listed = new Map<string, ListedNode>();
      for (const { listeners, backends, ...loadBalancer } of data.loadBalancers.nodes) {
        const below = listeners.nodes.flatMap(({ rules, backends: own, ...listener }) => [
          listener,
          ...rules.nodes.flatMap(({ backends: ruled, ...rule }) => [rule, ...ruled.nodes]),
          ...own.nodes.flatMap(({ instance, ...backend }) =>
            instance === null ? [backend] : [backend, instance],
          ),
        ]);
        for (const node of [loadBalancer, ...backends.nodes, ...below] as readonly ListedNode[]) {
          const known = listed.get(node.id);
          if (known !== undefined) expect(node).toEqual(known);
          listed.set(node.id, node);
        }
      }
      expect(listed.size).toBeGreaterThan(10);
      const { instances, byIdOnly } = truth(fleet);
      const machines = new Set([...instances, ...byIdOnly.instances].map(({ vendorId }) => vendorId));
      // A gateway that has nothing at hand must find the same by the ids alone.
      await withFleet(subject, small, async (cold) => {
        const ids = [...listed.keys()].reverse();
        for (let from = 0; from < ids.length; from += 50) {
          const some = ids.slice(from, from + 50);
          const found = await ask<{ nodes: readonly unknown[] }>(
            cold,
            `query Nodes($ids: [ID!]!) { nodes(ids: $ids) { ...N } } ${nodeFragment}`,
            { ids: some },
          );
          // What a list names and the vendor no longer has is null by its id.
          const expected = some.map((id) => listed.get(id));
          found.nodes.forEach((node, index) => {
            const { instanceId } = expected[index] ?? {};
            const gone = instanceId !== undefined && !machines.has(instanceId);
            expect(node).toEqual(gone ? null : expected[index]);
          });
        }
      });
    }),
};

const missingIds: ConformanceCase = {
  name: 'ids that the vendor does not know are null, and those asked for with them are themselves',
  run: (subject) =>
    withFleet(subject, usual, async (fleet) => {
      const { loadBalancers, instances } = truth(fleet);
      for (const [field, rows] of [
        ['loadBalancer', loadBalancers],
        ['instance', instances],
      ] as const) {
        const [first, second, third] = rows;
        if (first === undefined || second === undefined || third === undefined) throw new Error('too few');
        const query = (name: string, vendorId: string) =>
          `${name}: ${field}(account: "${account}", region: ${JSON.stringify(first.region)}, vendorId: "${vendorId}") { vendorId name }`;
        // The unknown one in front and the known ones not in the vendor's order: only ids can tell them apart.
        const data = await ask<Readonly<Record<string, unknown>>>(
          fleet,
          `{ ${query('unknown', `${first.vendorId}x`)} ${query('third', third.vendorId)} ${query('first', first.vendorId)} ${query('second', second.vendorId)} }`,
        );
        const named = ({ vendorId, name }: { vendorId: string; name: string | null }) => ({ vendorId, name });
        expect(data).toEqual({
          unknown: null,
          third: named(third),
          first: named(first),
          second: named(second),
        });
      }
    }),
};

const narrowLookUps: ConformanceCase = {
  name: 'a look-up by ids asks for these ids only, never for everything',
  run: (subject) =>
    withFleet(subject, usual, async (fleet) => {
      const { instances } = await ask<{ instances: Connection<Named> }>(
        fleet,
        `{ instances(first: 1000) { ${pageFields} } }`,
      );
      const [first, , third] = instances.edges.map(({ node }) => node.id);
      await withFleet(subject, usual, async (cold) => {
        const query = '{ instance: node(id: "ID") { id ... on Instance { createdAt } } }';
        await ask(cold, query.replace('ID', first ?? ''));
        await ask(cold, query.replace('ID', third ?? ''));
        const { calls } = cold.simulator.calls();
        expect(calls.reduce((sum, { rows }) => sum + rows, 0)).toBe(2);
        for (const value of calls.flatMap(({ params }) => Object.values(params))) {
          expect(value === '' || (Array.isArray(value) && value.length === 0)).toBe(false);
        }
      });
    }),
};

const manyMachines: ConformanceCase = {
  name: 'more machines than a call may name are looked up in several',
  run: (subject) =>
    withFleet(subject, { loadBalancers: 3, listeners: 5, backends: 230, instances: 210 }, async (fleet) =>
      expect(await answeredTree(fleet, account)).toEqual(trueTree(fleet.simulator, account)),
    ),
};

const noCallTwice: ConformanceCase = {
  name: 'no call is made twice, and what is at hand costs none',
  run: (subject) => {
    const twice = async (fleet: Fleet) => {
      await answeredTree(fleet, account);
      const { calls } = fleet.simulator.calls();
      const distinct = new Set(
        calls.map(({ action, region, params }) => JSON.stringify([action, region, params])),
      );
      expect(distinct.size).toBe(calls.length);
      fleet.calls();
      await answeredTree(fleet, account);
      expect(fleet.calls()).toBe(0);
    };
    return withFleet(subject, usual, twice, still);
  },
};

const counting: ConformanceCase = {
  name: 'a total alone costs one call',
  run: (subject) =>
    withFleet(subject, usual, async (fleet) => {
      const { loadBalancers } = await ask<{ loadBalancers: { totalCount: number } }>(
        fleet,
        '{ loadBalancers { totalCount } }',
      );
      expect(loadBalancers.totalCount).toBe(usual.loadBalancers);
      expect(fleet.calls()).toBe(1);
    }),
};

export const readingCases: readonly ConformanceCase[] = [
  order,
  empty,
  everyWindow,
  nodes,
  missingIds,
  narrowLookUps,
  manyMachines,
  noCallTwice,
  counting,
];
