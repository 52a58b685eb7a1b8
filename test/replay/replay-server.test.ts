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

  test('a page’s answer is the bytes of its fixture', () => {
    expect(pageAnswer('qingcloud')).toMatch(/^\{\n {4}"action": "DescribeLoadBalancerBackendsResponse",\n/);
    expect(pageAnswer('zenlayer-bmc')).toMatch(/^\{\n {4}"requestId": "TEEFDCA5B-/);
  });
});
