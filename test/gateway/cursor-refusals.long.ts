import { pino } from 'pino';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxConfig } from '../../src/config/sandbox-config.js';
import { providers } from '../../src/providers/registry.js';
import { startServer } from '../../src/server.js';
import type { Topology } from '../../src/simulator/simulator.js';
import {
  startGateway,
  startVendors,
  type Gateway,
  type GraphqlAnswer,
  type GraphqlError,
  type Vendors,
} from '../support/gateway.js';
import { askPage, connectionFields, placesOf, readPage, type ConnectionPlace } from './connection-fields.js';

const flat = { loadBalancers: 2, listeners: 6, backends: 12, instances: 6 };
const layered = { ...flat, l7Listeners: 4, rulesPerL7Listener: 2, backends: 40 };
const account = (provider: string, id: string): Topology['accounts'][number] => {
  const rest = {
    QINGCLOUD: { api: 'v1', regions: ['pek3'], ...flat },
    ZENLAYER_BMC: { api: 'v2', regions: ['HKG-A'], ...flat },
    TENCENT_CLB: { api: 'v2', regions: ['ap-guangzhou'], ...layered, application: 2 },
    TENCENT_BMLB: { api: 'v2', regions: ['ap-guangzhou'], ...layered },
    ZENLAYER_ZLB: { api: 'v2', regions: ['asia-east-1'], ...flat },
  }[provider];
  if (rest === undefined) throw new Error(`no account of ${provider}`);
  return { id, provider, ...rest };
};
const names = providers.map(({ id }) => id);
/** Two accounts of each vendor. */
const topology: Topology = {
  seed: 9,
  accounts: names.flatMap((name) => [account(name, `a-${name}`), account(name, `b-${name}`)]),
};

/** A list with a row, and the cursor of that. */
interface Given {
  readonly place: ConnectionPlace;
  readonly cursor: string;
}

const fields = connectionFields();
let vendors: Vendors;
/** Knows the objects under which the lists stand, and none of the lists below them. */
let gateway: Gateway;
/** Of each field up to two lists for each account. */
const given = new Map<string, readonly Given[]>();

beforeAll(async () => {
  vendors = await startVendors(topology);
  // Another gateway with the same key has read the lists and given the cursors.
  const other = await startGateway(vendors.accounts);
  gateway = await startGateway(vendors.accounts);
  for (const field of fields) {
    for (const { id } of topology.accounts) {
      const found: Given[] = [];
      for (const place of await placesOf(other, field, [id])) {
        const [edge] = (await readPage(other.query, place, { first: 1 })).edges;
        if (edge !== undefined && found.length < 2) found.push({ place, cursor: edge.cursor });
      }
      given.set(`${field.name} ${id}`, found);
    }
  }
  await other.stop();
  const ids = [...given.values()].flat().flatMap(({ place }) => (place.of.type in roots ? [] : [place.id]));
  for (let from = 0; from < ids.length; from += 100) {
    const { errors } = await gateway.query('query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: ids.slice(from, from + 100),
    });
    expect(errors).toEqual([]);
  }
});
afterAll(async () => {
  await gateway.stop();
  await vendors.simulator.close();
});

const roots = { Query: true, Account: true };
const lists = (name: string, id: string) => given.get(`${name} ${id}`) ?? [];

/** How many calls something makes. */
async function callsOf<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  vendors.simulator.clearCalls();
  const result = await work();
  return [result, vendors.simulator.calls().total];
}

/** Refused as the caller's mistake, with a sentence that says what to do. */
function expectRefusal(
  what: string,
  { data, errors }: Pick<GraphqlAnswer<unknown>, 'data' | 'errors'>,
): void {
  const codes = errors.map(({ extensions }) => extensions.code);
  expect({ what, codes }).toEqual({ what, codes: ['BAD_USER_INPUT'] });
  expect(errors[0]?.message).toMatch(/\b(Use|Pass|Read again|must)\b.+\.$/);
  expect(JSON.stringify(data ?? null)).not.toContain('edges');
}

async function expectRefused(
  what: string,
  place: ConnectionPlace,
  asked: Parameters<typeof askPage>[2],
): Promise<void> {
  const [answer, calls] = await callsOf(() => askPage(gateway.query, place, asked));
  expectRefusal(what, answer);
  expect({ what, calls }).toEqual({ what, calls: 0 });
}

describe.each(fields)('$name, before anything is read for it', (field) => {
  const some = topology.accounts.map(({ id }) => id).filter((id) => id.startsWith('a-'));

  test('refuses the cursors of every other connection of the same account', async () => {
    let pairs = 0;
    for (const id of some) {
      const [target] = lists(field.name, id);
      if (target === undefined) continue;
      for (const other of fields) {
        const [foreign] = lists(other.name, id);
        if (other === field || foreign === undefined) continue;
        pairs += 1;
        const what = `${other.name} of ${id}`;
        await expectRefused(what, target.place, { first: 3, after: foreign.cursor });
        await expectRefused(what, target.place, { last: 3, before: foreign.cursor });
      }
    }
    expect(pairs).toBeGreaterThanOrEqual(2 * (fields.length - 1));
  });

  test('refuses its own cursors of another account, parent or filter', async () => {
    for (const id of some) {
      const [target, sibling] = lists(field.name, id);
      if (target === undefined) continue;
      const [foreign] = lists(field.name, id.replace('a-', 'b-'));
      await expectRefused(`another account than ${id}`, target.place, { after: foreign?.cursor ?? '' });
      if (sibling !== undefined && sibling.place.id !== target.place.id) {
        await expectRefused(`another parent at ${id}`, target.place, { after: sibling.cursor });
        await expectRefused(`another parent at ${id}`, target.place, { before: sibling.cursor });
      }
      if (field.type !== 'Query') continue;
      const unfiltered = { ...target.place, accounts: null };
      await expectRefused('no filter', unfiltered, { after: target.cursor });
      const wider = { ...target.place, accounts: [id, id.replace('a-', 'b-')] };
      await expectRefused('a wider filter', wider, { after: target.cursor });
    }
  });

  test('refuses sizes and combinations that say nothing', async () => {
    const [target] = lists(field.name, 'a-TENCENT_CLB');
    if (target === undefined) throw new Error('there is no such list');
    const { place, cursor } = target;
    for (const asked of [
      { first: -1 },
      { last: -1 },
      { first: -1, after: cursor },
      { first: 1001 },
      { last: 1001 },
      { first: 1, last: 1 },
      { first: 2_147_483_647 },
      { last: -2_147_483_648, before: cursor },
    ]) {
      await expectRefused(JSON.stringify(asked), place, asked);
    }
  });

  test('refuses counts from both ends', async () => {
    const [target] = lists(field.name, 'a-TENCENT_CLB');
    if (target === undefined) throw new Error('there is no such list');
    const { place, cursor } = target;
    for (const asked of [
      { first: 1, last: 1 },
      { first: 1, last: 1, after: cursor, before: cursor },
    ]) {
      await expectRefused(JSON.stringify(Object.keys(asked)), place, asked);
    }
  });

  test('refuses what is no cursor, or none any more', async () => {
    const [target] = lists(field.name, 'a-TENCENT_CLB');
    if (target === undefined) throw new Error('there is no such list');
    const { place, cursor } = target;
    const bytes = Buffer.from(cursor, 'base64url');
    const changed = (at: number, bit: number) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ bit;
      return copy.toString('base64url');
    };
    const others: Readonly<Record<string, string>> = {
      nothing: '',
      'a space': ' ',
      'a number': '0',
      'a cut one': cursor.slice(0, -1),
      'half of one': cursor.slice(0, cursor.length / 2),
      'one with more behind it': `${cursor}AAAA`,
      'one twice': cursor + cursor,
      'one in spaces': ` ${cursor} `,
      'one with a line end': `${cursor}\n`,
      'one with a space inside': `${cursor.slice(0, 8)} ${cursor.slice(8)}`,
      'a padded one': `${cursor}==`,
      'one in letters that are encoded again': Buffer.from(cursor).toString('base64'),
      'one in hexadecimal': bytes.toString('hex'),
      'one in capitals': cursor.toUpperCase(),
      'one that is quoted': JSON.stringify(cursor),
      'one in full-width letters': `Ａ${cursor.slice(1)}`,
      'one with a zero': `${cursor}\u0000`,
      'one of another version': changed(0, 2),
      'one with another checksum': changed(4, 1),
      'one with another content': changed(bytes.length - 1, 1),
      'an offset, as others have them': Buffer.from('arrayconnection:5').toString('base64'),
      'a very long one': cursor.repeat(500),
    };
    for (const [what, text] of Object.entries(others)) {
      expect(text).not.toBe(cursor);
      await expectRefused(what, place, { first: 2, after: text });
      await expectRefused(what, place, { last: 2, before: text });
    }
  });
});

describe('a cursor of listeners of one load balancer, given to another one of the account', () => {
  const query = `query Below($account: ID!, $region: String, $vendorId: ID!, $after: String) {
    loadBalancer(account: $account, region: $region, vendorId: $vendorId) { name listeners(after: $after) { edges { cursor } } } }`;
  const alone = `query Alone($account: ID!, $region: String, $vendorId: ID!) {
    loadBalancer(account: $account, region: $region, vendorId: $vendorId) { name } }`;

  test.each(names)(
    'is refused by loadBalancer, at %s: the load balancer may be fetched, its list is not read',
    async (name) => {
      const id = `a-${name}`;
      const [first, second] = vendors.simulator.inventory(id).accounts[0]?.loadBalancers ?? [];
      const [a, b] = lists('LoadBalancer.listeners', id);
      const variables = { account: id, region: second?.region, vendorId: second?.vendorId };
      expect(first?.vendorId).not.toBe(second?.vendorId);
      expect(a?.place.id).not.toBe(b?.place.id);
      const cold = await startGateway(vendors.accounts, { cache: { enabled: false } });
      try {
        const [, ofOne] = await callsOf(() => cold.query(alone, variables));
        const [answer, calls] = await callsOf(() => cold.query(query, { ...variables, after: a?.cursor }));
        expectRefusal(name, answer);
        expect(calls).toBe(ofOne);
      } finally {
        await cold.stop();
      }
    },
  );
});

describe('with nothing at hand', () => {
  test('a cursor that no gateway with this key gave is refused below any object before this is fetched', async () => {
    const cold = await startGateway(vendors.accounts, { cache: { enabled: false } });
    try {
      for (const of of fields) {
        const [target] = lists(of.name, 'a-TENCENT_CLB');
        if (target === undefined) throw new Error(`there is no ${of.name}`);
        for (const after of ['', 'x', target.cursor.slice(2), `${target.cursor}=`]) {
          const [answer, calls] = await callsOf(() => askPage(cold.query, target.place, { after }));
          expectRefusal(of.name, answer);
          expect([of.name, calls]).toEqual([of.name, 0]);
        }
      }
    } finally {
      await cold.stop();
    }
  });

  test.each(fields.filter(({ type }) => !(type in roots)))(
    '$name refuses a cursor of another list at no more than what its parent costs',
    async (field) => {
      const cold = await startGateway(vendors.accounts, { cache: { enabled: false } });
      try {
        for (const name of names) {
          const [target] = lists(field.name, `a-${name}`);
          const [foreign] = lists('Account.loadBalancers', `a-${name}`);
          if (target === undefined) continue;
          const query = `query Alone($id: ID!) { node(id: $id) { ... on ${field.type} { vendorId } } }`;
          const [, ofOne] = await callsOf(() => cold.query(query, { id: target.place.id }));
          const after = foreign?.cursor ?? '';
          const [answer, calls] = await callsOf(() => askPage(cold.query, target.place, { after }));
          expectRefusal(field.name, answer);
          // What is once known of a parent may spare a call.
          expect({ name, calls, within: calls <= ofOne }).toEqual({ name, calls, within: true });
        }
      } finally {
        await cold.stop();
      }
    },
  );

  test('a cursor under another cursorKey is refused on every connection, and says from where to go on', async () => {
    const config = sandboxConfig(vendors.accounts, providers);
    const server = await startServer({
      config: { ...config, server: { ...config.server, cursorKey: 'another key' } },
      host: '127.0.0.1',
      port: 0,
      log: pino({ level: 'silent' }),
    });
    const ask: Gateway['query'] = async (query, variables) => {
      const answer = await request(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await answer.body.json()) as { data?: unknown; errors?: GraphqlError[] };
      return { status: answer.statusCode, data: body.data as never, errors: body.errors ?? [] };
    };
    try {
      for (const of of fields) {
        const [target] = lists(of.name, 'a-TENCENT_CLB');
        if (target === undefined) throw new Error(`there is no ${of.name}`);
        const after = target.cursor;
        const [answer, calls] = await callsOf(() => askPage(ask, target.place, { after }));
        expectRefusal(of.name, answer);
        expect(answer.errors[0]?.message).toMatch(/Read again from the start\.$/);
        expect([of.name, calls]).toEqual([of.name, 0]);
      }
    } finally {
      await server.stop();
    }
  });
});
