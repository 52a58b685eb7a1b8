import { request } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startReplayServer, type ReplayLine, type ReplayServer } from './replay-server.js';
import { pageAnswer } from './replay.js';

async function start(script: readonly ReplayLine[]): Promise<ReplayServer> {
  const server = await startReplayServer(script);
  onTestFinished(server.close);
  return server;
}

const two: ReplayLine = {
  call: 'iaas DescribeInstances',
  params: { zone: 'pek3', instances: ['i-1', 'i-2'] },
  answer: { body: 'two' },
};
const backends: ReplayLine = {
  call: 'bmc DescribeBackends',
  params: { listenerId: 'xxx' },
  page: { pageNum: 1 },
  answer: { status: 404, headers: { 'retry-after': '2' }, body: 'none' },
};
const query = (text: string) =>
  `/iaas/?action=DescribeInstances&zone=pek3&${text}&time_stamp=2013-08-27T14%3A30%3A10Z`;
const post = (body: object) =>
  ({
    method: 'POST',
    headers: { 'x-zc-action': 'DescribeBackends', 'x-zc-timestamp': '1673361177' },
    body: JSON.stringify(body),
  }) as const;

describe('the replay server', () => {
  test('answers a query and a JSON body from its script, and records what was asked', async () => {
    const server = await start([two, backends]);
    const first = await request(server.url + query('instances.1=i-2&instances.2=i-1&limit=100'));
    const second = await request(`${server.url}/api/v2/bmc`, post({ listenerId: 'xxx', pageNum: 1 }));
    expect([first.statusCode, await first.body.text()]).toEqual([200, 'two']);
    expect([second.statusCode, second.headers['retry-after'], await second.body.text()]).toEqual([
      404,
      '2',
      'none',
    ]);
    expect(() => server.verify()).not.toThrow();
    expect(server.calls).toMatchObject([
      {
        call: 'iaas DescribeInstances',
        params: { zone: 'pek3', instances: ['i-2', 'i-1'] },
        page: { limit: '100' },
        signedAt: Date.parse('2013-08-27T14:30:10Z'),
      },
      {
        call: 'bmc DescribeBackends',
        params: { listenerId: 'xxx' },
        page: { pageNum: 1 },
        signedAt: 1673361177000,
      },
    ]);
  });

  const strays = {
    'an id more': (url: string) => request(url + query('instances.1=i-1&instances.2=i-2&instances.3=i-3')),
    'a filter more': (url: string) =>
      request(url + query('instances.1=i-1&instances.2=i-2&status.1=running')),
    'no filter at all': (url: string) => request(url + query('limit=100')),
    'another page': (url: string) => request(`${url}/api/v2/bmc`, post({ listenerId: 'xxx', pageNum: 2 })),
    'another service': (url: string) => request(`${url}/api/v2/vm`, post({ listenerId: 'xxx', pageNum: 1 })),
  };
  for (const [what, ask] of Object.entries(strays)) {
    test(`${what}: no answer, and a failure that names the call and the script`, async () => {
      const server = await start([two, backends]);
      const { statusCode, body } = await ask(server.url);
      await body.dump();
      expect(statusCode).toBe(501);
      expect(() => server.verify()).toThrow(/^The script has no answer to:\n {2}(iaas|bmc|vm) Describe/);
      expect(() => server.verify()).toThrow(
        /It has:\n {2}iaas DescribeInstances .*\n {2}bmc DescribeBackends/,
      );
    });
  }

  test('products that share a path are told apart by the host, and what signs a call stands apart', async () => {
    const named: ReplayLine = {
      call: 'lb DescribeLoadBalancers',
      params: { forward: '-1', loadBalancerIds: ['lb-1', 'lb-2'] },
      page: { limit: '100', orderBy: 'createTime' },
      answer: { body: 'named' },
    };
    const server = await start([named]);
    const target =
      '/v2/index.php?Action=DescribeLoadBalancers&Region=gz&Timestamp=1465185768&Nonce=7&SecretId=id&Signature=a%2Bb%3D' +
      '&forward=-1&loadBalancerIds.0=lb-1&loadBalancerIds.1=lb-2&limit=100&orderBy=createTime';
    const { body } = await request(server.url + target, { headers: { host: 'lb.api.qcloud.com' } });
    expect(await body.text()).toBe('named');
    expect(server.calls).toMatchObject([
      {
        call: 'lb DescribeLoadBalancers',
        host: 'lb.api.qcloud.com',
        method: 'GET',
        path: '/v2/index.php',
        params: { forward: '-1', loadBalancerIds: ['lb-1', 'lb-2'] },
        sent: { Region: 'gz', Nonce: '7', Signature: 'a+b=', 'loadBalancerIds.1': 'lb-2' },
        signedAt: 1465185768000,
      },
    ]);
    const elsewhere = await request(server.url + target, { headers: { host: 'bmlb.api.qcloud.com' } });
    await elsewhere.body.dump();
    expect(() => server.verify(1)).toThrow(/no answer to:\n {2}bmlb DescribeLoadBalancers/);
  });

  test('a line may fit a number of calls only, or narrower ones too; what fits none may be answered all the same', async () => {
    const server = await startReplayServer(
      [
        { ...two, times: 1 },
        { ...two, more: true, answer: { body: 'again' } },
      ],
      ({ params }) => (params['zone'] === 'pek3' ? { body: 'otherwise' } : undefined),
    );
    onTestFinished(server.close);
    const asked = [
      'instances.1=i-1&instances.2=i-2',
      'instances.1=i-1&instances.2=i-2&status.1=x',
      'limit=1',
    ];
    const answers: string[] = [];
    for (const text of asked) {
      const { body } = await request(server.url + query(text));
      answers.push(await body.text());
    }
    expect(answers).toEqual(['two', 'again', 'otherwise']);
    expect(() => server.verify()).not.toThrow();
  });

  test('a page’s answer is the bytes of its fixture', () => {
    expect(pageAnswer('qingcloud')).toMatch(/^\{\n {4}"action": "DescribeLoadBalancerBackendsResponse",\n/);
    expect(pageAnswer('zenlayer-bmc')).toMatch(/^\{\n {4}"requestId": "TEEFDCA5B-/);
    for (const page of ['tencent-clb-china', 'tencent-clb-international', 'tencent-bmlb'])
      expect(pageAnswer(page)).toMatch(/^\{\n {4}"code": 0,\n {4}"message": "",\n/);
  });
});
