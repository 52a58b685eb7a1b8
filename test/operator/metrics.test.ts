import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Topology } from '../../src/simulator/simulator.js';
import { startFleet, type Fleet, type FleetOptions } from '../support/gateway.js';
import { trueTree } from '../support/truth.js';
import { byLabels, scrape } from './scrape.js';

const topology: Topology = {
  seed: 7,
  accounts: [
    {
      id: 'q',
      provider: 'QINGCLOUD',
      api: 'v1',
      regions: ['pek3', 'gd2'],
      loadBalancers: 5,
      listeners: 9,
      backends: 30,
      instances: 12,
      routers: 1,
    },
    {
      id: 'z',
      provider: 'ZENLAYER_BMC',
      api: 'v2',
      regions: ['HKG-A'],
      loadBalancers: 4,
      listeners: 8,
      backends: 20,
      instances: 9,
    },
    {
      id: 't',
      provider: 'TENCENT_CLB',
      api: 'v2',
      regions: ['gz'],
      loadBalancers: 5,
      application: 2,
      listeners: 8,
      l7Listeners: 2,
      rulesPerL7Listener: 2,
      backends: 24,
      instances: 9,
    },
  ],
};

interface Tree {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly provider: string;
      readonly listeners: {
        readonly nodes: readonly {
          readonly vendorId: string;
          readonly backends: { readonly nodes: readonly { readonly instance: unknown }[] };
        }[];
      };
    }[];
  };
}

interface Backends {
  readonly loadBalancers: {
    readonly nodes: readonly {
      readonly backends: { readonly nodes: readonly { readonly target: { readonly __typename: string } }[] };
    }[];
  };
}

const tree = `{
  loadBalancers(first: 50) {
    totalCount
    nodes { provider listeners(first: 50) { nodes { vendorId backends(first: 200) { nodes { health instance { createdAt } } } } } }
  }
}`;

const opened: Fleet[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ stop }) => stop()));
});

async function start(options?: FleetOptions): Promise<Fleet> {
  const fleet = await startFleet(topology, options);
  opened.push(fleet);
  return fleet;
}

const counted = async (url: string, name: string) => byLabels(await scrape(url, name));
const reads = (url: string) => counted(url, 'lbgraph_cache_reads_total');

/** What the simulator has seen, in the metric's labels. */
function seen({ simulator }: Fleet, code: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { account, provider, region, action } of simulator.calls().calls) {
    const key = [account, provider, region, action, code].join(' ');
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

describe('upstream calls', () => {
  test('are counted as the vendors count them: by account, region, action and outcome', async () => {
    const fleet = await start();
    expect((await fleet.query(tree)).errors).toEqual([]);
    const calls = await counted(fleet.url, 'lbgraph_upstream_calls_total');
    expect(Object.keys(calls).length).toBeGreaterThan(5);
    expect(calls).toEqual(seen(fleet, 'OK'));
    const timed = await scrape(fleet.url, 'lbgraph_upstream_call_duration_seconds_count');
    expect(timed.reduce((sum, { value }) => sum + value, 0)).toBe(fleet.simulator.calls().total);
  });

  test('that fail stand under their code, and so does the error of the answer', async () => {
    const fleet = await start();
    fleet.simulator.setFaults([{ account: 'q', region: 'gd2', kind: 'auth' }]);
    await fleet.query('{ loadBalancers(first: 50) { nodes { name } } }');
    const calls = await scrape(fleet.url, 'lbgraph_upstream_calls_total');
    expect(calls.filter(({ labels }) => labels['code'] !== 'OK')).toMatchObject([
      { labels: { account: 'q', region: 'gd2', code: 'UPSTREAM_UNAUTHENTICATED' }, value: 1 },
    ]);
    expect(await counted(fleet.url, 'lbgraph_graphql_errors_total')).toEqual({ UPSTREAM_UNAUTHENTICATED: 1 });
  });

  test('that are never answered are counted by what was sent', async () => {
    const fleet = await start({ limits: { upstreamTimeoutMs: 500 } });
    fleet.simulator.setFaults([{ kind: 'hang' }]);
    await fleet.query('{ account(id: "z") { loadBalancers(first: 50) { nodes { name } } } }');
    const calls = await counted(fleet.url, 'lbgraph_upstream_calls_total');
    expect(calls).toEqual(seen(fleet, 'UPSTREAM_TIMEOUT'));
    expect(Object.keys(calls)).toHaveLength(1);
  });
});

describe('reads', () => {
  test('are misses while nothing is known, and only hits when the same is asked again', async () => {
    const { url, query, simulator } = await start();
    const { data } = await query<Tree>(tree);
    const cold = await reads(url);
    await query(tree);
    const warm = await reads(url);
    const { nodes } = data.loadBalancers;
    const listeners = nodes.flatMap((node) =>
      node.listeners.nodes.map((of) => ({ ...of, provider: node.provider })),
    );
    const rules = new Map(
      trueTree(simulator, 't').flatMap((row) => row.listeners.map((of) => [of.vendorId, of.rules.length])),
    );
    // Bound bare metal and virtual machines are two lists there; at CLB the rules are one, and each of them has one.
    const lists = listeners.map(({ provider, vendorId }) =>
      provider === 'TENCENT_CLB' ? 2 + (rules.get(vendorId) ?? 0) : provider === 'ZENLAYER_BMC' ? 2 : 1,
    );
    const machines = listeners.flatMap(({ backends }) =>
      backends.nodes.filter(({ instance }) => instance !== null),
    );
    // Four sources, each load balancer's listeners, each listener's backends, each backend's machine.
    const all = 4 + nodes.length + lists.reduce((sum, count) => sum + count, 0) + machines.length;
    expect((cold['hit'] ?? 0) + (cold['miss'] ?? 0)).toBe(all);
    expect(warm).toEqual({ hit: (cold['hit'] ?? 0) + all, miss: cold['miss'] });
  });

  test('of routers count like those of machines', async () => {
    const { url, query } = await start();
    const backends = (target: string) =>
      query<Backends>(
        `{ loadBalancers(first: 50) { nodes { backends(first: 200) { nodes { ${target} } } } } }`,
      );
    const { data } = await backends('target { __typename }');
    const before = await reads(url);
    await backends('target { ... on Router { name } }');
    const after = await reads(url);
    const routers = data.loadBalancers.nodes
      .flatMap((node) => node.backends.nodes)
      .filter(({ target }) => target.__typename === 'Router');
    expect(routers.length).toBeGreaterThan(0);
    expect((after['miss'] ?? 0) - (before['miss'] ?? 0)).toBe(routers.length);
  });

  test('of a list count once, however many rounds it takes', async () => {
    const { url, query, calls } = await start();
    // Backward over unknown lengths: a first call for the length, another for the rows.
    await query('{ account(id: "q") { loadBalancers(last: 3) { nodes { name } } } }');
    expect(await reads(url)).toEqual({ hit: 0, miss: 1 });
    expect(calls()).toBeGreaterThan(0);
    await query('{ account(id: "q") { loadBalancers(last: 2) { totalCount nodes { name } } } }');
    expect(await reads(url)).toEqual({ hit: 1, miss: 2 });
  });

  test('of a source that fails are misses, never hits', async () => {
    const { url, query, simulator } = await start();
    simulator.setFaults([{ account: 'z', kind: 'auth' }]);
    await query('{ account(id: "z") { instances(first: 50) { nodes { name } } } }');
    const failed = await reads(url);
    expect(failed['hit']).toBe(0);
    expect(failed['miss']).toBeGreaterThan(0);
  });

  test('are none in what needs no vendor', async () => {
    const { url, query } = await start();
    await query('{ accounts { id regions } }');
    expect(await reads(url)).toEqual({ hit: 0, miss: 0 });
  });
});

describe('requests', () => {
  test('have our routes, methods that are known, and statuses for labels; nothing of the caller', async () => {
    const { url, query } = await start();
    const { origin, hostname, port } = new URL(url);
    await query('query SecretName { accounts { id } }');
    await query('{ nothing }');
    await fetch(`${origin}/health/live`);
    for (const path of ['/wp-admin.php', '/graphql/deeper', '/%zz', '/ide/nothing.js'])
      await fetch(origin + path);
    for (const method of ['PROPFIND', 'MKCOL', 'DELETE']) await fetch(`${origin}/other`, { method });
    // Not HTTP at all: answered, and counted as what it was answered by.
    await new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.end('BREW /pot HTTP/1.1\r\nhost: x\r\n\r\n'),
      );
      socket.on('data', () => {}).on('close', resolve);
    });
    const expected = {
      '/graphql POST 200': 1,
      '/graphql POST 400': 1,
      '/health/live GET 200': 1,
      'unknown GET 404': 3,
      'unknown GET 400': 1,
      'unknown other 404': 2,
      'unknown other 400': 1,
      'unknown DELETE 404': 1,
    };
    await expect
      .poll(async () => {
        const { ['/metrics GET 200']: _own, ...others } = await counted(url, 'lbgraph_http_requests_total');
        return others;
      })
      .toEqual(expected);
    const timed = await counted(url, 'lbgraph_http_request_duration_seconds_count');
    expect(Object.keys(timed).sort()).toEqual(['/graphql', '/health/live', '/metrics', 'unknown']);
    expect(await counted(url, 'lbgraph_graphql_errors_total')).toEqual({ GRAPHQL_VALIDATION_FAILED: 1 });
  });

  test('whose client left are told apart', async () => {
    const { url, query, simulator } = await start();
    simulator.setFaults([{ kind: 'hang' }]);
    const leaving = new AbortController();
    const left = query('{ loadBalancers { totalCount } }', {}, leaving.signal).catch(() => 'left');
    await expect.poll(() => simulator.calls().total).toBeGreaterThan(0);
    leaving.abort();
    await left;
    await expect
      .poll(() => counted(url, 'lbgraph_http_requests_total'))
      .toMatchObject({ '/graphql POST aborted': 1 });
  });

  test('that GraphQL never sees as an operation are errors of the answer too', async () => {
    const { url } = await start();
    await fetch(url, {
      method: 'POST',
      body: 'query={accounts{id}}',
      headers: { 'content-type': 'text/plain' },
    });
    expect(await counted(url, 'lbgraph_graphql_errors_total')).toEqual({ BAD_REQUEST: 1 });
  });
});

describe('the page', () => {
  test('is Prometheus text, never cached, with what the process is like', async () => {
    const { url } = await start();
    const response = await fetch(new URL('/metrics', url));
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await response.text();
    for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes']) {
      expect(text).toContain(`\n${name} `);
    }
  });

  test('of one server counts nothing of another in the same process', async () => {
    const [busy, idle] = [await start(), await start()];
    await busy.query('{ loadBalancers { totalCount } }');
    expect((await reads(busy.url))['miss']).toBe(4);
    expect(await reads(idle.url)).toEqual({ hit: 0, miss: 0 });
    expect(await scrape(idle.url, 'lbgraph_upstream_calls_total')).toEqual([]);
  });
});
