import { beforeEach, describe, expect, it } from 'vitest';
import { rowsOf } from './qingcloud-client.js';
import { placesOf } from './listener-places.js';
import { present, startSimulator } from './start-simulator.js';
import { callTencent, sendTencent, signTencent, type TencentParams } from './tencent-client.js';
import { oldClbAccount, tencentClbAccount } from './tencent-clb-account.js';

const accounts = [
  tencentClbAccount(),
  oldClbAccount(),
  tencentClbAccount({ id: 'intl', profile: 'intl-2018' }),
];
const { simulator, client } = await startSimulator({ topology: { accounts }, seed: 3 });
const truth = present(simulator.inventory('clb').accounts[0]);
const options = client('clb');
const defaults = Object.fromEntries(simulator.settings().map(({ name, value }) => [name, value]));

beforeEach(() => simulator.putSettings(defaults));

type Row = Record<string, unknown>;

const call = async (action: string, params: TencentParams = {}, account = 'clb'): Promise<Row> =>
  (await callTencent(client(account), action, params)).json;
const classic = present(
  truth.loadBalancers.find(({ listeners }) =>
    listeners.some(({ backends }) => backends.length > 0 && backends[0]?.createdAt === null),
  ),
);
const bare = present(truth.loadBalancers.find(({ backends }) => backends.length > 0));
const application = present(
  truth.loadBalancers.find(({ listeners }) => listeners.some(({ rules }) => rules.length > 0)),
);
const listing = 'DescribeLoadBalancers';

describe('who calls', () => {
  const codeOf = async (changes: object, params: TencentParams = {}): Promise<unknown> =>
    (await callTencent({ ...options, ...changes }, listing, params)).json['code'];

  it('is let in with the right key by GET and POST, under each digest', async () => {
    for (const method of ['GET', 'POST'] as const)
      for (const signatureMethod of ['HmacSHA1', 'HmacSHA256', null] as const)
        expect(await codeOf({ method, signatureMethod })).toBe(0);
  });

  it('may sign the received host or the vendor’s own, each with and without port', async () => {
    const port = new URL(options.url).port;
    const names = ['127.0.0.1', 'lb.api.qcloud.com'];
    for (const name of names)
      for (const signedHost of [name, `${name}:${port}`]) expect(await codeOf({ signedHost })).toBe(0);
    expect(await codeOf({ host: 'lb.api.qcloud.com' })).toBe(0);
    expect(await codeOf({ signedHost: 'cvm.api.qcloud.com' })).toBe(4100);
    expect(await codeOf({ signedHost: 'other.example' })).toBe(4100);
  });

  it('is refused with another key, an unknown id, a stale or future stamp, a nonce that came before', async () => {
    const now = Date.now();
    expect(await codeOf({ key: 'wrong' })).toBe(4100);
    expect(await codeOf({ id: 'AKIDnobody' })).toBe(4104);
    expect(await codeOf({ time: now - 301_000 })).toBe(4500);
    expect(await codeOf({ time: now + 310_000 })).toBe(4500);
    const again = { time: now, nonce: '18446744073709551615' };
    expect([await codeOf(again), await codeOf(again)]).toEqual([0, 4500]);
    expect(await codeOf({ ...again, method: 'POST' })).toBe(4500);
    expect(await codeOf({ ...again, time: now - 5000 })).toBe(0);
  });

  it('is judged by what the settings say', async () => {
    simulator.putSettings({
      'tencent.clock-window': '7200',
      'tencent.unknown-key': '4100',
      'tencent.replayed-nonce': 'accept',
    });
    const stale = { time: Date.now() - 7_000_000, nonce: 5 };
    expect([await codeOf(stale), await codeOf(stale)]).toEqual([0, 0]);
    expect(await codeOf({ id: 'AKIDnobody' })).toBe(4100);
  });

  it('names every common parameter', async () => {
    const sent = new URLSearchParams(signTencent(options, listing, {}));
    for (const name of ['Action', 'Timestamp', 'Nonce', 'SecretId', 'Signature']) {
      const without = new URLSearchParams(sent);
      without.delete(name);
      const { json } = await sendTencent(options, `?${without.toString()}`, '');
      expect(json).toMatchObject({ code: 4000, message: `missing parameter ${name}` });
    }
  });

  it('has a query ignored that comes with POST', async () => {
    const { json } = await callTencent({ ...options, method: 'POST', query: '?limit=1' }, listing, {
      limit: 3,
    });
    expect(rowsOf(json, 'loadBalancerSet')).toHaveLength(3);
  });

  it('may sign special characters, underscores in names, and a token', async () => {
    const params = { loadBalancerName: 'web 测试_1+&=', Token: 'tok/en+1=', Placement_Zone: 'CN_GUANGZHOU' };
    for (const method of ['GET', 'POST'] as const) expect(await codeOf({ method }, params)).toBe(0);
  });

  it('asks on the right host for an action that exists', async () => {
    const to = (host: string, action: string) => callTencent({ ...options, host }, action);
    expect((await to('lb.api.qcloud.com', 'DescribeInstances')).json['code']).toBe(6100);
    expect((await to('cvm.api.qcloud.com', 'DescribeInstances')).json['code']).toBe(0);
    expect((await to('cvm.api.qcloud.com', listing)).json['code']).toBe(6100);
    expect((await callTencent(options, 'DeleteLoadBalancers')).json).toMatchObject({ code: 6100 });
  });

  it('names a region by its short or its long code', async () => {
    const total = async (region: string | null) =>
      (await callTencent({ ...options, region }, listing, { forward: -1 })).json;
    expect([(await total('gz'))['totalCount'], (await total('ap-guangzhou'))['totalCount']]).toEqual([
      14, 14,
    ]);
    expect([(await total('bj'))['code'], (await total(null))['code']]).toEqual([4000, 4000]);
    simulator.putSettings({ 'tencent.unknown-region': 'empty', 'tencent.missing-region': 'first' });
    expect([(await total('bj'))['totalCount'], (await total(null))['totalCount']]).toEqual([0, 14]);
  });

  it('is in the log by account, region and parameters, without what proves who calls', async () => {
    simulator.clearCalls();
    await call(listing, { 'loadBalancerIds.0': 'lb-x', limit: 5, offset: 5 });
    const [entry] = simulator.calls().calls;
    expect(entry).toMatchObject({
      account: 'clb',
      provider: 'TENCENT_CLB',
      region: 'ap-guangzhou',
      action: listing,
    });
    expect(entry?.params).toEqual({ Region: 'gz', 'loadBalancerIds.0': 'lb-x', limit: '5', offset: '5' });
  });
});

describe('the envelope', () => {
  const head = ({ code, message, msg, codeDesc }: Row): Row => ({ code, message, msg, codeDesc });

  it('has codeDesc but in the edition of 2014', async () => {
    expect(head(await call(listing))).toEqual({ code: 0, message: '', codeDesc: 'Success' });
    expect(head(await call(listing, {}, 'clb-2014'))).toEqual({ code: 0, message: '' });
    expect(await call(listing, { limit: 'x' }, 'clb-2014')).toEqual({
      code: 4000,
      message: 'invalid parameter limit',
    });
    simulator.putSettings({ 'tencent.code-desc': 'absent', 'tencent.success-message': 'success' });
    expect(head(await call(listing))).toEqual({ code: 0, message: 'success' });
  });

  it('has a code that is a number or a text', async () => {
    const codes = async () => [(await call(listing))['code'], (await call(listing, { limit: 101 }))['code']];
    expect(await codes()).toEqual([0, 4000]);
    simulator.putSettings({ 'tencent.code-type': 'string-errors' });
    expect(await codes()).toEqual([0, '4000']);
    simulator.putSettings({ 'tencent.code-type': 'string' });
    expect(await codes()).toEqual(['0', '4000']);
  });

  it('comes with HTTP 200 and JSON unless told otherwise', async () => {
    const refused = await callTencent(options, listing, { limit: 101 });
    expect([refused.status, refused.contentType]).toEqual([200, 'application/json; charset=utf-8']);
    simulator.putSettings({
      'tencent.error-status': '400-500',
      'tencent.content-type': 'text/html; charset=UTF-8',
    });
    const [again, fine] = [
      await callTencent(options, listing, { limit: 101 }),
      await callTencent(options, listing),
    ];
    expect([again.status, fine.status, fine.contentType]).toEqual([400, 200, 'text/html; charset=UTF-8']);
  });
});

describe('DescribeLoadBalancers', () => {
  const idsOf = async (params: TencentParams, account = 'clb'): Promise<unknown[]> =>
    rowsOf(await call(listing, { limit: 100, ...params }, account), 'loadBalancerSet').map(
      (row) => row['unLoadBalancerId'],
    );
  const all = truth.loadBalancers.map(({ vendorId }) => vendorId);

  it('hides application load balancers unless forward asks for them', async () => {
    expect(await idsOf({})).toHaveLength(7);
    expect(await idsOf({ forward: 1 })).toHaveLength(7);
    expect(await idsOf({ forward: -1 })).toHaveLength(14);
    simulator.putSettings({ 'tencent-clb.forward-default': '-1' });
    expect(await idsOf({})).toHaveLength(14);
  });

  it('lists by creation time, newest first but in the edition of 2014', async () => {
    expect(await idsOf({ forward: -1, orderBy: 'createTime', orderType: 0 })).toEqual(all);
    expect(await idsOf({ forward: -1 })).toEqual([...all].reverse());
    const old = present(simulator.inventory('clb-2014').accounts[0]).loadBalancers.map(
      ({ vendorId }) => vendorId,
    );
    expect(await idsOf({}, 'clb-2014')).toEqual(old);
    expect((await call(listing, { orderBy: 'size' }))['code']).toBe(4000);
  });

  it('pages by offset and limit, 20 by default and 100 at most', async () => {
    const json = await call(listing, { forward: -1, orderType: 0, offset: 10, limit: 3 });
    expect(rowsOf(json, 'loadBalancerSet').map((row) => row['unLoadBalancerId'])).toEqual(all.slice(10, 13));
    expect(json['totalCount']).toBe(14);
    expect((await call(listing, { limit: 101 }))['code']).toBe(4000);
    simulator.putSettings({ 'tencent.limit-over-maximum': 'clamp' });
    expect((await call(listing, { limit: 101 }))['code']).toBe(0);
  });

  it('finds what lists of ids name, from 0 or 1 on, leaving out what is unknown', async () => {
    const ids = { 'loadBalancerIds.1': present(all[4]), 'loadBalancerIds.2': 'lb-unknown1', forward: -1 };
    expect(await idsOf(ids)).toEqual([all[4]]);
    simulator.putSettings({ 'tencent-clb.unknown-id': '5000' });
    expect((await call(listing, ids))['code']).toBe(5000);
  });

  it('filters', async () => {
    const { addresses, domain } = present(truth.loadBalancers.find((row) => row.domain !== null));
    const id = present(truth.loadBalancers.find((row) => row.domain === domain)).vendorId;
    expect(await idsOf({ forward: -1, 'loadBalancerVips.0': present(addresses[0]) })).toEqual([id]);
    expect(await idsOf({ forward: -1, domain: present(domain) })).toEqual([id]);
    expect(await idsOf({ forward: -1, searchKey: present(domain) })).toEqual([id]);
    const secret = truth.loadBalancers
      .filter(({ scheme }) => scheme === 'PRIVATE')
      .map(({ vendorId }) => vendorId);
    expect(await idsOf({ forward: -1, orderType: 0, loadBalancerType: 3 })).toEqual(secret);
    const [lan] = present(bare.backends[0]?.addresses);
    expect(await idsOf({ forward: -1, 'backendLanIps.0': present(lan) })).toContain(bare.vendorId);
    expect([
      ...(await idsOf({ forward: -1, withRs: 1 })),
      ...(await idsOf({ forward: -1, withRs: 0 })),
    ]).toHaveLength(14);
  });

  it('finds load balancers by what the rows of backends tell, at themselves, listeners and rules', async () => {
    const bound = truth.loadBalancers.map((row) => ({
      id: row.vendorId,
      // Where there are listeners, each shows what is bound at a classic one.
      backends: [row.backends, ...row.listeners.flatMap(placesOf)].flat(),
    }));
    const behind = (isMeant: (row: (typeof bound)[number]['backends'][number]) => boolean) =>
      bound.filter(({ backends }) => backends.some(isMeant)).map(({ id }) => id);
    const oldest = { forward: -1, orderType: 0, limit: 100 };
    expect(await idsOf({ ...oldest, withRs: 1 })).toEqual(behind(() => true));
    const application = truth.loadBalancers.filter(({ vendorFields }) => vendorFields['forward'] === 1);
    const ofRules = application.flatMap(({ listeners }) => listeners.flatMap(({ rules }) => rules));
    const interfaces = application
      .flatMap(({ listeners }) => listeners.flatMap(placesOf))
      .flat()
      .filter(({ target }) => target.__typename === 'UnknownTarget');
    const samples = [bare.backends[0], ofRules.flatMap(({ backends }) => backends)[0], interfaces[0]];
    for (const sample of samples) {
      const address = present(sample?.addresses?.[0]);
      expect(await idsOf({ ...oldest, 'backendLanIps.0': address })).toEqual(
        behind(({ addresses }) => addresses?.[0] === address),
      );
    }
    const wan = present(ofRules.flatMap(({ backends }) => backends).find((row) => row.addresses?.[1]))
      .addresses?.[1];
    expect(await idsOf({ ...oldest, 'backendWanIps.0': present(wan) })).toEqual(
      behind(({ addresses }) => addresses?.slice(1).includes(present(wan)) ?? false),
    );
    expect(await idsOf({ ...oldest, 'backendLanIps.0': present(wan) })).toEqual([]);
  });
});

describe('the calls for one load balancer', () => {
  const ofClassic = [
    'DescribeLoadBalancerListeners',
    'DescribeLoadBalancerBackends',
    'DescribeLBHealthStatus',
  ];
  const ofApplication = ['DescribeForwardLBListeners', 'DescribeForwardLBBackends'];

  it.each([...ofClassic, ...ofApplication])('%s names one, of its own kind', async (action) => {
    const other = ofClassic.includes(action) ? application : classic;
    const codes = async () =>
      Promise.all(
        [{}, { loadBalancerId: 'lb-unknown1' }, { loadBalancerId: other.vendorId }].map(
          async (params) => (await call(action, params))['code'],
        ),
      );
    expect(await codes()).toEqual([4000, 5000, 5000]);
    simulator.putSettings({ 'tencent-clb.unknown-parent': 'empty', 'tencent-clb.other-kind': 'empty' });
    expect(await codes()).toEqual([4000, 0, 0]);
  });

  it('take a misspelt name where that is switched on, and the old one for health always', async () => {
    const misspelt = { loadbancerId: classic.vendorId };
    expect((await call('DescribeLoadBalancerBackends', misspelt))['code']).toBe(4000);
    simulator.putSettings({ 'tencent-clb.misspelt-id': 'accept' });
    expect((await call('DescribeLoadBalancerBackends', misspelt))['code']).toBe(0);
    expect((await call('DescribeLBHealthStatus', { loadBalanceId: classic.vendorId }))['code']).toBe(0);
  });

  it('page classic backends in the edition of 2014 alone', async () => {
    const crowded = async (account: string): Promise<[string, number]> => {
      const { loadBalancers } = present(simulator.inventory(account).accounts[0]);
      const found = loadBalancers.map((row): [string, number] => {
        const kind = row.vendorFields['forward'] === 1 ? 0 : (row.listeners[0]?.backends.length ?? 0);
        return [row.vendorId, kind];
      });
      return Promise.resolve(present(found.sort(([, a], [, b]) => b - a)[0]));
    };
    for (const [account, paged] of [
      ['clb-2014', true],
      ['clb', false],
      ['intl', false],
    ] as const) {
      const [loadBalancerId, count] = await crowded(account);
      expect(count).toBeGreaterThan(100);
      const json = await call(
        'DescribeLoadBalancerBackends',
        { loadBalancerId, offset: 100, limit: 100 },
        account,
      );
      expect(json['totalCount']).toBe(count);
      expect(rowsOf(json, 'backendSet')).toHaveLength(paged ? count - 100 : count);
      const over = await call('DescribeLoadBalancerBackends', { loadBalancerId, limit: 101 }, account);
      expect(over['code']).toBe(paged ? 4000 : 0);
    }
  });

  it('tell rows of the examples’ shape', async () => {
    const ofOne = { loadBalancerId: classic.vendorId };
    const [backend] = rowsOf(await call('DescribeLoadBalancerBackends', ofOne), 'backendSet');
    expect(backend).toMatchObject({
      instanceId: expect.stringMatching(/^qcvm[0-9a-f]{32}$/) as string,
      unInstanceId: expect.stringMatching(/^ins-[a-z0-9]{8}$/) as string,
      weight: expect.any(Number) as number,
      lanIp: expect.any(String) as string,
      instanceStatus: expect.any(Number) as number,
    });
    expect(Object.keys(present(backend))).not.toContain('port');
    const [listener] = rowsOf(await call('DescribeLoadBalancerListeners', ofOne), 'listenerSet');
    expect(listener).toMatchObject({
      protocol: expect.any(Number) as number,
      instancePort: expect.any(Number) as number,
    });
    const [health] = rowsOf(await call('DescribeLBHealthStatus', ofOne), 'data');
    expect(Object.keys(present(health)).sort()).toEqual(['healthStatus', 'ip', 'port', 'protocol', 'vport']);
    const old = present(simulator.inventory('clb-2014').accounts[0]?.loadBalancers[0]);
    const told = await call('DescribeLBHealthStatus', { loadBalancerId: old.vendorId }, 'clb-2014');
    expect(told).toMatchObject({ code: 0, msg: 'ok' });
    expect(Object.keys(told).sort()).toEqual(['code', 'data', 'msg']);
    const [first] = rowsOf(
      await call('DescribeLoadBalancerListeners', { loadBalancerId: old.vendorId }, 'clb-2014'),
      'listenerSet',
    );
    expect(first?.['listenerId']).toMatch(/^qlb[0-9a-f]{32}_\d_\d+$/);
  });

  it('name listeners of one load balancer, by id, protocol and port', async () => {
    const all = await call('DescribeForwardLBListeners', { loadBalancerId: application.vendorId });
    expect(all).not.toHaveProperty('totalCount');
    const rows = rowsOf(all, 'listenerSet');
    const wanted = present(rows.at(-1));
    const by = async (params: TencentParams) =>
      rowsOf(
        await call('DescribeForwardLBListeners', { loadBalancerId: application.vendorId, ...params }),
        'listenerSet',
      );
    expect(await by({ 'listenerIds.0': String(wanted['listenerId']) })).toEqual([wanted]);
    expect(await by({ loadBalancerPort: Number(wanted['loadBalancerPort']) })).toEqual([wanted]);
    expect(await by({ protocol: 1 })).toEqual(rows.filter((row) => row['protocol'] === 1));
  });

  it('give the first 20 listeners where the prose is believed', async () => {
    const account = { ...client('clb') };
    const ids = Array.from({ length: 25 }, () =>
      simulator.mutate({
        op: 'insert',
        account: 'clb',
        region: 'gz',
        kind: 'listener',
        parentId: classic.vendorId,
      }),
    );
    const rows = async () =>
      rowsOf(
        (await callTencent(account, 'DescribeLoadBalancerListeners', { loadBalancerId: classic.vendorId }))
          .json,
        'listenerSet',
      );
    expect((await rows()).length).toBeGreaterThan(25);
    simulator.putSettings({ 'tencent-clb.listener-paging': 'first-20' });
    expect(await rows()).toHaveLength(20);
    simulator.putSettings({ 'tencent-clb.listener-paging': 'paged' });
    expect(await rows()).toHaveLength(20);
    for (const { vendorId } of ids)
      simulator.mutate({ op: 'remove', account: 'clb', region: 'gz', kind: 'listener', id: vendorId });
  });
});

describe('DescribeForwardLBHealthStatus', () => {
  const action = 'DescribeForwardLBHealthStatus';
  const forward = truth.loadBalancers.filter(({ vendorFields }) => vendorFields['forward'] === 1);
  const ask = (ids: readonly string[]) =>
    call(action, Object.fromEntries(ids.map((id, at) => [`loadBalancerIds.${at}`, id])));

  it('takes 1 to 30 ids', async () => {
    expect((await call(action))['code']).toBe(4000);
    const many = Array.from({ length: 31 }, (_, at) => `lb-${String(at).padStart(8, '0')}`);
    expect((await ask(many))['code']).toBe(4000);
    expect((await ask(many.slice(1)))['code']).toBe(0);
  });

  it('answers application load balancers alone, each under the key "listener"', async () => {
    const json = await ask([classic.vendorId, ...forward.map(({ vendorId }) => vendorId)]);
    const data = rowsOf(json, 'data');
    expect(data.map((row) => row['loadBalancerId'])).toEqual(forward.map(({ vendorId }) => vendorId));
    expect(rowsOf(present(data[0]), 'listener')).toHaveLength(present(forward[0]).listeners.length);
  });

  it('tells layer 4 in one of three ways', async () => {
    const l4 = async (): Promise<Row[]> =>
      rowsOf(await ask([application.vendorId]), 'data')
        .flatMap((row) => rowsOf(row, 'listener'))
        .filter((row) => row['protocol'] === 2 || row['protocol'] === 3);
    expect(rowsOf(present((await l4())[0]), 'rules')[0]).toMatchObject({ domain: null, url: null });
    simulator.putSettings({ 'tencent-clb.forward-l4-health': 'backends' });
    expect(Object.keys(present((await l4())[0]))).toContain('backends');
    simulator.putSettings({ 'tencent-clb.forward-l4-health': 'absent' });
    expect(await l4()).toEqual([]);
  });
});

describe('the reverse look-up and the machines', () => {
  it('gives a row for each load balancer and machine', async () => {
    const [address] = present(bare.backends[0]?.addresses);
    const params = { 'backendIps.0': present(address), limit: 100 };
    const rows = rowsOf(await call('DescribeLoadBalancersByInstances', params), 'loadBalancerSet');
    expect(rows.map((row) => row['unLoadBalancerId'])).toContain(bare.vendorId);
    expect(new Set(rows.map((row) => row['backendLanIp']))).toEqual(new Set([address]));
  });

  it('lists machines by page, id of either kind, address and status', async () => {
    const machine = present(truth.instances[3]);
    const legacy = String(machine.vendorFields['instanceId']);
    const ids = async (params: TencentParams) =>
      rowsOf(await call('DescribeInstances', params), 'instanceSet').map((row) => row['unInstanceId']);
    expect(await ids({})).toEqual(truth.instances.slice(0, 20).map(({ vendorId }) => vendorId));
    expect(await ids({ 'instanceIds.0': machine.vendorId, 'instanceIds.1': 'ins-unknown1' })).toEqual([
      machine.vendorId,
    ]);
    expect(await ids({ 'instanceIds.0': legacy })).toEqual([machine.vendorId]);
    expect(await ids({ 'lanIps.0': present(machine.privateAddresses[0]) })).toEqual([machine.vendorId]);
    expect((await call('DescribeInstances', { limit: 101 }))['code']).toBe(4000);
    simulator.putSettings({ 'tencent-clb.id-total': 'larger' });
    expect((await call('DescribeInstances', { 'instanceIds.0': legacy }))['totalCount']).toBe(120);
  });

  it('speaks the dialect of 2017 where Version asks for it', async () => {
    const machine = present(truth.instances[0]);
    const ask = async (params: TencentParams): Promise<Row> =>
      (await call('DescribeInstances', { Version: '2017-03-12', ...params }))['Response'] as Row;
    const found = await ask({ 'InstanceIds.0': machine.vendorId });
    expect(found).toMatchObject({
      TotalCount: 1,
      InstanceSet: [{ InstanceId: machine.vendorId, PrivateIpAddresses: machine.privateAddresses }],
    });
    expect(
      rowsOf(
        await ask({
          'Filters.1.Name': 'private-ip-address',
          'Filters.1.Values.1': present(machine.privateAddresses[0]),
        }),
        'InstanceSet',
      ),
    ).toHaveLength(1);
    const codeOf = async (params: TencentParams) => (((await ask(params))['Error'] ?? {}) as Row)['Code'];
    expect(await codeOf({ Limit: 101 })).toBe('InvalidParameterValue.LimitExceeded');
    expect(await codeOf({ 'InstanceIds.0': 'cpm-1' })).toBe('InvalidInstanceId.Malformed');
    const wrong = await callTencent({ ...options, key: 'x' }, 'DescribeInstances', { Version: '2017-03-12' });
    expect(wrong.json['Response']).toMatchObject({ Error: { Code: 'InvalidParameter.SignatureFailure' } });
  });
});
