import { afterEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { providers } from '../../src/providers/registry.js';
import { startFleet, startGateway, startVendors, type Fleet, type GraphqlError } from '../support/gateway.js';
import { answeredTree, trueTree } from '../support/truth.js';
import { byAction } from './tencent-clb-tree.js';
import { clbAccount } from './tencent-accounts.js';

let fleet: Fleet | undefined;

afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
});

interface Row {
  readonly id: string;
  readonly vendorId: string;
  readonly region: string;
  readonly account: { readonly id: string };
}

interface Root {
  readonly loadBalancers: {
    readonly totalCount: number | null;
    readonly pageInfo: { readonly hasNextPage: boolean };
    readonly coverage: Readonly<Record<string, unknown>>;
    readonly nodes: readonly Row[];
  };
}

const root = (filter = '') => `{ loadBalancers(first: 100${filter}) { totalCount pageInfo { hasNextPage }
  coverage { sources answered expected seen exact failures { account provider region action code retryable } }
  nodes { id vendorId region account { id } } } }`;

const totals = { classic: 3, application: 2, backends: 40, instances: 20, rulesPerL7Listener: 2 };
const vendorIds = ({ simulator }: Fleet, account: string) =>
  trueTree(simulator, account).map(({ vendorId }) => vendorId);

describe('an account over several regions', () => {
  test('lists them in their configured order, each under its long name, and each of them alone', async () => {
    const account = clbAccount('t', 'cn-2018', { ...totals, regions: ['sh', 'ap-guangzhou', 'usw'] });
    fleet = await startFleet({ seed: 4, accounts: [account] });
    const { data, errors } = await fleet.query<Root>(root());
    expect(errors).toEqual([]);
    const { nodes, coverage } = data.loadBalancers;
    expect(nodes.map(({ vendorId }) => vendorId)).toEqual(vendorIds(fleet, 't'));
    expect([...new Set(nodes.map(({ region }) => region))]).toEqual([
      'ap-shanghai',
      'ap-guangzhou',
      'na-siliconvalley',
    ]);
    expect(coverage).toMatchObject({ sources: 3, answered: 3, expected: 15, exact: true });
    expect(byAction(fleet)).toEqual({ DescribeLoadBalancers: 3 });
    const { data: own } = await fleet.query('{ account(id: "t") { regions } }');
    expect(own).toEqual({ account: { regions: ['ap-shanghai', 'ap-guangzhou', 'na-siliconvalley'] } });
    const { data: alone } = await fleet.query<Root>(root(', filter: { region: ["ap-guangzhou"] }'));
    expect(alone.loadBalancers.nodes.map(({ region }) => region)).toEqual(
      Array.from({ length: 5 }, () => 'ap-guangzhou'),
    );
    expect(byAction(fleet)).toEqual({});
    // Only the long name is one of ours.
    const short = await fleet.query<Root>(root(', filter: { region: ["gz"] }'));
    expect(short.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('gives whole what the others have when one region fails', async () => {
    const account = clbAccount('t', 'cn-2018', { ...totals, regions: ['gz', 'bj'] });
    fleet = await startFleet({ seed: 4, accounts: [account] });
    fleet.simulator.setFaults([{ account: 't', region: 'gz', kind: 'auth' }]);
    const { status, data, errors } = await fleet.query<Root>(root());
    const { nodes, ...rest } = data.loadBalancers;
    expect(status).toBe(200);
    expect(nodes.map(({ vendorId }) => vendorId)).toEqual(vendorIds(fleet, 't').slice(5));
    const failure = {
      account: 't',
      provider: 'TENCENT_CLB',
      region: 'ap-guangzhou',
      action: 'DescribeLoadBalancers',
      code: 'UPSTREAM_UNAUTHENTICATED',
      retryable: false,
    };
    expect(rest).toEqual({
      totalCount: null,
      pageInfo: { hasNextPage: true },
      coverage: { sources: 2, answered: 1, expected: null, seen: 5, exact: false, failures: [failure] },
    });
    const { code, ...where } = failure;
    expect(errors).toMatchObject([{ path: ['loadBalancers'], extensions: { code, ...where } }]);
  });
});

describe('several accounts', () => {
  test('one that fails takes nothing from the others', async () => {
    fleet = await startFleet({
      seed: 4,
      accounts: [
        clbAccount('t1', 'cn-2018', totals),
        clbAccount('t2', 'intl-2018', totals),
        clbAccount('t3', 'cn-2014', { ...totals, application: 0 }),
      ],
    });
    fleet.simulator.setFaults([{ account: 't2', kind: 'vendor-internal' }]);
    const { data, errors } = await fleet.query<Root>(root());
    expect(data.loadBalancers.nodes.map(({ vendorId }) => vendorId)).toEqual([
      ...vendorIds(fleet, 't1'),
      ...vendorIds(fleet, 't3'),
    ]);
    expect(data.loadBalancers.coverage).toMatchObject({ sources: 3, answered: 2, exact: false });
    expect(errors).toMatchObject([
      {
        path: ['loadBalancers'],
        extensions: { account: 't2', code: 'UPSTREAM_UNAVAILABLE', retryable: true },
      },
    ]);
    for (const id of ['t1', 't3'])
      expect(await answeredTree(fleet, id)).toEqual(trueTree(fleet.simulator, id));
    fleet.simulator.setFaults([]);
    expect(await answeredTree(fleet, 't2')).toEqual(trueTree(fleet.simulator, 't2'));
  });
});

describe('a call below load balancers that fails', () => {
  const tree = `{ loadBalancers(first: 100) { totalCount nodes { vendorFields listeners(first: 100) {
    nodes { name rules { nodes { path } } backends(first: 100) { nodes { port health } } } } } } }`;
  interface Tree {
    readonly loadBalancers: {
      readonly totalCount: number;
      readonly nodes: readonly {
        readonly vendorFields: { readonly forward?: number };
        readonly listeners: {
          readonly nodes: readonly { readonly rules: unknown; readonly backends: unknown }[];
        } | null;
      }[];
    };
  }
  const codes = (errors: readonly GraphqlError[]) =>
    new Set(errors.map(({ extensions }) => [extensions.code, extensions['action']].join(' ')));

  test.each([
    ['DescribeForwardLBBackends', 1, 'backends'],
    ['DescribeForwardLBHealthStatus', 1, 'backends'],
    ['DescribeForwardLBListeners', 1, 'listeners'],
    ['DescribeLoadBalancerBackends', 0, 'backends'],
    ['DescribeLBHealthStatus', 0, 'backends'],
    ['DescribeLoadBalancerListeners', 0, 'listeners'],
  ] as const)(
    '%s: null where it is needed, with one error at each place, and all else whole',
    async (action, forward, what) => {
      fleet = await startFleet({ seed: 4, accounts: [clbAccount('t', 'cn-2018', totals)] });
      fleet.simulator.setFaults([{ action, kind: 'vendor-internal' }]);
      const { data, errors } = await fleet.query<Tree>(tree);
      expect(data.loadBalancers.totalCount).toBe(5);
      let places = 0;
      for (const { vendorFields, listeners } of data.loadBalancers.nodes) {
        const struck = vendorFields.forward === forward;
        if (struck && what === 'listeners') {
          expect(listeners).toBeNull();
          places += 1;
          continue;
        }
        for (const listener of listeners?.nodes ?? []) {
          expect(listener.rules).not.toBeNull();
          expect(listener.backends === null).toBe(struck);
          if (struck) places += 1;
        }
      }
      expect(places).toBeGreaterThan(1);
      expect(errors).toHaveLength(places);
      expect(new Set(errors.map(({ path }) => path?.at(-1)))).toEqual(new Set([what]));
      expect(codes(errors)).toEqual(new Set([`UPSTREAM_UNAVAILABLE ${action}`]));
    },
  );
});

describe('a region in the configuration', () => {
  const file = (regions: string) => `
accounts:
  - id: t
    provider: TENCENT_CLB
    api: v2
    regions: ${regions}
    credentials: { id: "\${ID}", key: "\${KEY}" }
`;
  const load = (regions: string) =>
    loadConfig({
      text: file(regions),
      source: '/etc/lbgraph/config.yaml',
      providers,
      read: { env: { ID: 'id', KEY: 'key' }, readFile: () => '' },
    });

  test.each([
    ['[gz]', ['ap-guangzhou']],
    ['[ap-guangzhou]', ['ap-guangzhou']],
    ['[shjr, hk, na-ashburn]', ['ap-shanghai-fsi', 'ap-hongkong', 'na-ashburn']],
  ])('%s is kept by its long name', (regions, expected) => {
    expect(load(regions)).toMatchObject({ ok: true, config: { accounts: [{ regions: expected }] } });
  });

  test.each(['[gz, ap-guangzhou]', '[ap-guangzhou, gz]', '[bj, sh, ap-beijing]'])(
    '%s lists one twice: a mistake at its path',
    (regions) => {
      const loaded = load(regions);
      expect(loaded).toMatchObject({
        ok: false,
        problems: [{ path: 'accounts[0].regions', message: 'A region is listed twice.' }],
      });
    },
  );

  test('of neither form is a mistake at its path, with what to do', () => {
    const loaded = load('[gz, AP-GUANGZHOU]');
    expect(loaded).toMatchObject({ ok: false, problems: [{ path: 'accounts[0].regions[1]' }] });
    expect(JSON.stringify(loaded)).toContain('such as ap-guangzhou');
  });

  test('by its short code or its long name gives the same ids, which hold the long one', async () => {
    const { simulator, accounts } = await startVendors({
      seed: 4,
      accounts: [clbAccount('t', 'cn-2018', { ...totals, regions: ['gz'] })],
    });
    const [short, long] = [
      await startGateway(accounts),
      await startGateway(accounts.map((account) => ({ ...account, regions: ['ap-guangzhou'] }))),
    ];
    try {
      const ask = `{ loadBalancers(first: 100) { nodes { id region backends(first: 100) { nodes { id instance { id } } } } } }`;
      const answers = [await short.query<Root>(ask), await long.query<Root>(ask)] as const;
      expect(answers[0].errors).toEqual([]);
      expect(answers[0].data).toEqual(answers[1].data);
      const [first] = answers[0].data.loadBalancers.nodes;
      expect(first?.region).toBe('ap-guangzhou');
      expect(Buffer.from(first?.id ?? '', 'base64url').toString()).toContain('"ap-guangzhou"');
      const look = 'query Look($id: ID!) { node(id: $id) { id } }';
      expect((await long.query(look, { id: first?.id })).data).toEqual({ node: { id: first?.id } });
      const byVendorId = (region: string) =>
        short.query(
          `{ loadBalancer(account: "t", region: "${region}", vendorId: "${trueTree(simulator, 't')[0]?.vendorId ?? ''}") { id } }`,
        );
      expect((await byVendorId('ap-guangzhou')).data).toEqual({ loadBalancer: { id: first?.id } });
      expect((await byVendorId('gz')).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    } finally {
      await Promise.all([short.stop(), long.stop()]);
      await simulator.close();
    }
  });
});
