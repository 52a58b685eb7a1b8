import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallLogView } from '../../src/simulator/call-log.js';
import { callQingcloud } from './qingcloud-client.js';
import { qingcloudAccount, startSimulator, zenlayerAccount } from './start-simulator.js';
import { callZenlayer } from './zenlayer-client.js';

let now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const { simulator, url, client } = await startSimulator({
  topology: { accounts: [qingcloudAccount(), zenlayerAccount()] },
  clock: () => now,
  budgets: new Map([['ZENLAYER_BMC', [{ calls: 2, seconds: 1 }]]]),
});

const control = (path: string, method = 'GET', body?: unknown): Promise<Response> =>
  fetch(`${url}/_simulator/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

afterEach(() => {
  simulator.clearCalls();
  now += 10_000;
});

describe('a client that takes the simulator for a proxy', () => {
  it('is answered: the address in its request line is that of the path alone', async () => {
    const { hostname, port } = new URL(url);
    const path = 'http://vendor.example/_simulator/calls?account=none';
    const status = await new Promise((resolve, reject) => {
      request({ hostname, port, path }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });
});

describe('the log of calls', () => {
  it('tells account, provider, region, action, parameters, code, rows and the moment of arrival', async () => {
    await callQingcloud(
      { ...client('qing'), time: now },
      {
        action: 'DescribeLoadBalancers',
        zone: 'pek3',
        'status.1': 'active',
        limit: 5,
      },
    );
    await callZenlayer({ ...client('zen'), time: now }, 'DescribeBackends', { listenerId: 'lis-x' });
    await callZenlayer({ ...client('zen'), time: now }, 'DescribeBackends');
    const log = (await (await control('calls')).json()) as CallLogView;
    const at = new Date(now).toISOString();
    expect(log).toEqual({
      total: 3,
      byAction: { 'QINGCLOUD DescribeLoadBalancers': 1, 'ZENLAYER_BMC DescribeBackends': 2 },
      calls: [
        {
          account: 'qing',
          provider: 'QINGCLOUD',
          region: 'pek3',
          action: 'DescribeLoadBalancers',
          params: { version: '1', zone: 'pek3', 'status.1': 'active', limit: '5' },
          status: 200,
          code: 0,
          at,
          rows: 5,
        },
        {
          account: 'zen',
          provider: 'ZENLAYER_BMC',
          region: null,
          action: 'DescribeBackends',
          params: { listenerId: 'lis-x' },
          status: 200,
          code: null,
          at,
          rows: 0,
        },
        {
          account: 'zen',
          provider: 'ZENLAYER_BMC',
          region: null,
          action: 'DescribeBackends',
          params: {},
          status: 400,
          code: 'MISSING_PARAMETER',
          at,
          rows: 0,
        },
      ],
    });
  });

  it('holds no key, key id, signature or secret, also of refused calls', async () => {
    await callQingcloud({ ...client('qing'), id: 'SOMEBODYELSE', time: now }, { action: 'DescribeZones' });
    await callQingcloud({ ...client('qing'), time: now }, { action: 'DescribeInstances', zone: 'pek3' });
    await callZenlayer({ ...client('zen'), time: now }, 'DescribeInstances');
    const text = await (await control('calls')).text();
    for (const account of ['qing', 'zen']) {
      expect(text).not.toContain(client(account).id);
      expect(text).not.toContain(client(account).key);
    }
    for (const word of ['SOMEBODYELSE', 'ignature', 'time_stamp', 'planted'])
      expect(text).not.toContain(word);
  });

  it.each<[string, Record<string, string>]>([
    ['the signature in another case', { Signature: 'c2lnbmF0dXJlLW9mLXNvbWVib2R5' }],
    [
      'a token',
      { token: 'token-of-somebody', 'x.token': 'token-of-somebody', auth_token: 'token-of-somebody' },
    ],
    ['a header as a parameter', { Authorization: 'Bearer token-of-somebody' }],
    ['a key under other names', { secret: 'KEY', access_key: 'KEY', SecretKey: 'KEY' }],
    ['a key as a documented value', { search_word: 'KEY', zone: 'KEY', owner: 'xKEYx' }],
    ['a key as a name', { KEY: '1', 'status.KEY': 'active' }],
    ['a key as the action', { action: 'KEY' }],
  ])('hides %s', async (_what, params) => {
    for (const account of ['qing', 'zen']) {
      const { id, key } = client(account);
      const withKey = (secret: string) =>
        Object.fromEntries(
          Object.entries(params).map(([name, value]) => [
            name.replace('KEY', secret),
            value.replace('KEY', secret),
          ]),
        );
      for (const secret of [id, key, key.toUpperCase()]) {
        const { action = 'DescribeInstances', ...rest } = withKey(secret);
        const stamped = { ...client(account), time: now };
        await callQingcloud({ ...client('qing'), time: now }, { action, limit: '7', ...rest });
        await callQingcloud({ ...client('qing'), method: 'POST', time: now }, { action, ...rest });
        const tags = [{ key: secret, value: secret }];
        await callZenlayer(stamped, action, { tags, instanceName: secret, pageSize: 7, ...rest });
        await callZenlayer({ ...stamped, headers: { authorization: `Bearer ${secret}` } }, action, rest);
      }
    }
    const text = await (await control('calls')).text();
    for (const secret of ['qing', 'zen'].flatMap((account) => [client(account).id, client(account).key]))
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    for (const word of ['c2lnbmF0dXJlLW9mLXNvbWVib2R5', 'ignature', 'token', 'Authorization', 'Bearer'])
      expect(text).not.toContain(word);
    expect(text).toContain('"limit":"7"');
  });

  it('hides the signature of a call also where it is repeated under a documented name', async () => {
    const signature = 'f'.repeat(64);
    const authorization = `ZC2-HMAC-SHA256 Credential=k, SignedHeaders=content-type;host, Signature=${signature}`;
    const args = { instanceName: signature, hostname: 'web' };
    await callZenlayer({ ...client('zen'), headers: { authorization } }, 'DescribeInstances', args);
    const query = `action=DescribeInstances&search_word=abcdefgh%2Bijkl%3D&signature=abcdefgh+ijkl=&zone=pek3`;
    await fetch(`${url}/iaas/?${query}`);
    expect(simulator.calls().calls.map(({ params }) => params)).toEqual([
      { instanceName: '[hidden]', hostname: 'web' },
      { search_word: '[hidden]', zone: 'pek3' },
    ]);
  });

  it('is emptied by DELETE', async () => {
    await callZenlayer({ ...client('zen'), time: now }, 'DescribeInstances');
    expect((await control('calls', 'DELETE')).status).toBe(200);
    expect(simulator.calls()).toEqual({ total: 0, byAction: {}, calls: [] });
  });
});

describe('the other control paths', () => {
  it('give the inventory of all accounts, or of one', async () => {
    expect(await (await control('inventory')).json()).toEqual(simulator.inventory());
    expect(await (await control('inventory?account=zen')).json()).toEqual(simulator.inventory('zen'));
    expect((await control('inventory?account=nobody')).status).toBe(400);
  });

  it('list every setting with its values, and change some', async () => {
    const name = 'qingcloud.inlined-backend-status';
    const changed = await (await control('settings', 'PUT', { [name]: 'on' })).json();
    expect(changed).toContainEqual(expect.objectContaining({ name, value: 'on', values: ['off', 'on'] }));
    expect(simulator.settings().length).toBeGreaterThan(50);
    for (const setting of simulator.settings()) {
      expect(setting.values).toContain(setting.value);
      expect(setting.sheet).toMatch(/^(qingcloud|zenlayer-bmc|tencent-(clb|bmlb)-v2) \d/);
    }
    const refused = await control('settings', 'PUT', { [name]: 'perhaps' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({ error: `setting "${name}" must be one of off, on` });
    expect((await control('settings', 'PUT', { nonsense: 'on' })).status).toBe(400);
  });

  it('answer 404 for what is not there, and for a host name of nobody', async () => {
    expect((await control('nonsense')).status).toBe(404);
    expect((await control('calls', 'POST')).status).toBe(404);
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
  });
});

describe('budgets', () => {
  it("throttle in the vendor's own form, and recover", async () => {
    const options = { ...client('zen'), time: now };
    const call = () => callZenlayer(options, 'DescribeListeners');
    expect([(await call()).status, (await call()).status]).toEqual([200, 200]);
    const third = await call();
    expect([third.status, third.json['code']]).toEqual([429, 'REQUEST_LIMIT_EXCEEDED']);
    now += 1001;
    expect((await call()).status).toBe(200);
  });
});
