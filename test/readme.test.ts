import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse, validate } from 'graphql';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadConfig } from '../src/config.js';
import { loadTypeDefs } from '../src/graphql/type-defs.js';
import { readExamples } from '../src/http/ide-assets.js';
import { providers } from '../src/providers/registry.js';
import { sandboxTopology } from '../src/simulator/sandbox-topology.js';
import { startFleet, type Fleet } from './support/gateway.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const schema = buildSchema(loadTypeDefs());

/** The README's fenced blocks of one language, in their order. */
function blocks(language: string): readonly string[] {
  return [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , text = '']) => text);
}

function block(language: string, index: number): string {
  const found = blocks(language)[index];
  if (found === undefined) throw new Error(`README has no ${language} block ${index}`);
  return found;
}

/** A shown answer; "…" stands for any text. */
function shownAnswer(index: number): unknown {
  return JSON.parse(block('json', index), (_key, value: unknown) =>
    value === '…' ? (expect.any(String) as unknown) : value,
  );
}

let fleet: Fleet | undefined;

async function sandbox(): Promise<Fleet> {
  fleet = await startFleet(sandboxTopology);
  return fleet;
}

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

describe('README', () => {
  test('the first query gives the answer that is shown, to the letter', async () => {
    const { query } = await sandbox();
    const { data, errors } = await query(block('graphql', 0));
    expect(errors).toEqual([]);
    expect({ data }).toEqual(shownAnswer(0));
  });

  test('the partial answer is what a vendor that fails so gives', async () => {
    const { query, simulator } = await sandbox();
    simulator.setFaults([{ account: 'qing-staging', kind: 'http500' }]);
    const partial = blocks('graphql').find((text) => text.includes('failures')) ?? '';
    const { status, data, errors } = await query(partial);
    expect(status).toBe(200);
    expect({ data, errors }).toEqual(shownAnswer(1));
  });

  test('every query in it fits the schema', () => {
    expect(blocks('graphql').length).toBeGreaterThan(2);
    for (const text of blocks('graphql')) expect(validate(schema, parse(text))).toEqual([]);
  });

  const counted = [...readme.matchAll(/^\| `(\{.*\})` \| (\d+) \|$/gm)].map(
    ([, query = '', calls]) => [query, Number(calls)] as const,
  );

  test('it tells what some queries cost in the sandbox', () => {
    expect(counted.length).toBeGreaterThan(5);
  });

  test.each(counted)('%s costs %i calls in the sandbox', async (text, calls) => {
    const { query, simulator } = await sandbox();
    const { errors } = await query(text);
    expect(errors).toEqual([]);
    expect(simulator.calls().total).toBe(calls);
  });

  test('the configuration in it can be started with', () => {
    const env = { QING_ID: 'id', ZEN_ID: 'id', ZEN_KEY: 'key', TENCENT_ID: 'id', TENCENT_KEY: 'key' };
    const read = { env, readFile: () => 'key' };
    expect(loadConfig({ text: block('yaml', 0), source: 'lbgraph.yaml', providers, read })).toMatchObject({
      ok: true,
    });
  });

  test('the values of its configuration are the defaults, as it says', () => {
    const env = { QING_ID: 'id', ZEN_ID: 'id', ZEN_KEY: 'key', TENCENT_ID: 'id', TENCENT_KEY: 'key' };
    const read = { env, readFile: () => 'key' };
    const load = (text: string) => loadConfig({ text, source: 'lbgraph.yaml', providers, read });
    const [accounts = ''] = block('yaml', 0).split(/^cache:/m);
    expect(load(block('yaml', 0))).toEqual(load(accounts.replace(/^ {4}options:.*$/m, '')));
  });

  test('every npm script that it names exists', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(manifest);
    const named = [
      ...[...readme.matchAll(/npm run (?:--silent )?([a-z:-]+)/g)].map(([, name]) => name),
      ...[...readme.matchAll(/npm (start|test)\b/g)].map(([, name]) => name),
    ];
    expect(new Set(named).size).toBeGreaterThan(5);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  test('every file and folder that it names exists', () => {
    const paths = [
      ...[...readme.matchAll(/`((?:src|schema|test|docs|examples)\/[\w./-]*)`/g)].map(([, path]) => path),
      ...[...readme.matchAll(/\]\(((?!https?:)[^)]+)\)/g)].map(([, path]) => path),
    ];
    expect(paths.length).toBeGreaterThan(10);
    for (const path of paths) expect([path, existsSync(join(root, path ?? ''))]).toEqual([path, true]);
  });
});

/** How many calls an example says it costs, null where it does not. */
function costOf(query: string): number | null {
  const [, calls] = /^# Costs (\d+) calls in the sandbox, cold/m.exec(query) ?? [];
  return calls === undefined ? null : Number(calls);
}

type Connections = Readonly<Record<string, { readonly nodes: readonly Connections[] }>>;

/** The nodes of lists inside lists; without any, the root fields themselves. */
function innermost(data: Readonly<Record<string, unknown>>, [root, ...lists]: readonly string[]) {
  if (root === undefined) return Object.values(data).flat();
  return lists.reduce(
    (nodes, list) => nodes.flatMap((node) => node[list]?.nodes ?? []),
    (data as Connections)[root]?.nodes ?? [],
  );
}

describe('the example queries', () => {
  /** Which lists of an example are to hold something, from the root down. */
  const finds: Readonly<Record<string, readonly string[]>> = {
    '07-who-sends-to-this-machine.graphql': ['instances', 'loadBalancers'],
    '08-behind-an-address.graphql': ['loadBalancers', 'backends'],
    '09-unhealthy-right-now.graphql': ['backends'],
    '10-who-still-listens-on-80.graphql': ['loadBalancers', 'listeners'],
    '11-without-backends.graphql': ['loadBalancers'],
    '12-everything-by-name.graphql': ['loadBalancers'],
    '13-health-of-every-load-balancer.graphql': ['loadBalancers'],
    '14-drained-backends.graphql': ['backends'],
  };

  test('those that find something are there, and tell what they cost', () => {
    const counted = readExamples().filter(({ query }) => costOf(query) !== null);
    expect(counted.map(({ name }) => name)).toEqual(Object.keys(finds));
  });

  test.each(readExamples().map(({ name, query }) => [name, query] as const))(
    '%s fits the schema, runs, finds something and costs what it tells',
    async (name, text) => {
      expect(validate(schema, parse(text))).toEqual([]);
      const { query, simulator } = await sandbox();
      const { data, errors } = await query(text);
      expect(errors).toEqual([]);
      expect(innermost(data, finds[name] ?? []).length).toBeGreaterThan(0);
      const cost = costOf(text);
      if (cost !== null) expect(simulator.calls().total).toBe(cost);
    },
  );

  test('page by page leads through the whole fleet', async () => {
    const { query } = await sandbox();
    const text = readExamples().find(({ name }) => name.includes('page-by-page'))?.query ?? '';
    interface Page {
      readonly loadBalancers: {
        readonly nodes: readonly { readonly id: string }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      };
    }
    const readPage = async (after: string | null): Promise<Page['loadBalancers']> =>
      (await query<Page>(text, { after })).data.loadBalancers;
    let page = await readPage(null);
    const ids = page.nodes.map(({ id }) => id);
    while (page.pageInfo.hasNextPage) {
      page = await readPage(page.pageInfo.endCursor);
      ids.push(...page.nodes.map(({ id }) => id));
    }
    const { data } = await query<{ loadBalancers: { totalCount: number } }>(
      '{ loadBalancers { totalCount } }',
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(data.loadBalancers.totalCount);
  });
});
