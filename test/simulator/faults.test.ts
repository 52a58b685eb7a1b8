import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/simulator/faults.js';
import { callQingcloud, rowsOf, type QingcloudReply } from './qingcloud-client.js';
import { present, qingcloudAccount, startSimulator, zenlayerAccount } from './start-simulator.js';
import { callZenlayer, type ZenlayerReply } from './zenlayer-client.js';

const { simulator, url, client } = await startSimulator({
  topology: { accounts: [qingcloudAccount(), zenlayerAccount()] },
});
const listener = present(simulator.inventory('zen').accounts[0]?.loadBalancers[0]?.listeners[0]);

const qing = (params: Record<string, string | number> = {}): Promise<QingcloudReply> =>
  callQingcloud(client('qing'), { action: 'DescribeLoadBalancers', zone: 'pek3', ...params });
const zen = (): Promise<ZenlayerReply> =>
  callZenlayer(client('zen'), 'DescribeBackends', { listenerId: listener.vendorId });
const zenRows = async (): Promise<Record<string, unknown>[]> => rowsOf((await zen()).response, 'dataSet');

afterEach(() => {
  simulator.setFaults([]);
  simulator.clearCalls();
});

describe('failures', () => {
  it.each([
    ['http500', 500, undefined, 500, 'INTERNAL_SERVER_ERROR'],
    ['http429', 429, undefined, 429, undefined],
    ['vendor-throttle', 200, 2500, 429, 'REQUEST_LIMIT_EXCEEDED'],
    ['vendor-internal', 200, 5000, 503, 'SERVICE_TEMPORARY_UNAVAILABLE'],
    ['auth', 200, 1200, 401, 'AUTHFAILURE_SIGNATURE_FAILURE'],
    ['clock', 200, 1300, 401, 'AUTHFAILURE_SIGNATURE_EXPIRED'],
  ])('%s has the form of each vendor, and is logged', async (kind, qingStatus, retCode, zenStatus, code) => {
    simulator.setFaults([{ kind }]);
    const first = await qing();
    expect([first.status, first.json['ret_code']]).toEqual([qingStatus, retCode]);
    const second = await zen();
    expect([second.status, second.json['code']]).toEqual([zenStatus, code]);
    expect(simulator.calls().calls.map((call) => call.status)).toEqual([qingStatus, zenStatus]);
  });

  it.each(['garbage', 'empty-body', 'html'])('%s is a 200 that is no JSON', async (kind) => {
    simulator.setFaults([{ kind }]);
    for (const { status, text } of [await qing(), await zen()]) {
      expect(status).toBe(200);
      expect(() => JSON.parse(text) as unknown).toThrow();
    }
  });

  it.each(['reset', 'truncate'])('%s breaks the connection and is logged with status 0', async (kind) => {
    simulator.setFaults([{ kind }]);
    await expect(qing()).rejects.toThrow();
    await expect(zen()).rejects.toThrow();
    expect(simulator.calls().calls.map(({ status }) => status)).toEqual([0, 0]);
  });

  it('hang never answers, ends with the client, and is logged with status 0', async () => {
    simulator.setFaults([{ kind: 'hang', account: 'zen' }]);
    const outcome = await Promise.race([
      zen().then(
        () => 'answered',
        () => 'closed',
      ),
      sleep(150, 'hanging'),
    ]);
    expect(outcome).toBe('hanging');
    expect((await qing()).json['ret_code']).toBe(0);
    expect(simulator.calls().calls.map(({ status }) => status)).toEqual([0, 200]);
  });

  it('latency delays and changes nothing else', async () => {
    simulator.setFaults([{ kind: 'latency', ms: 80 }]);
    const start = performance.now();
    expect((await qing()).json['ret_code']).toBe(0);
    expect(performance.now() - start).toBeGreaterThanOrEqual(75);
  });

  it('a client that leaves during a delay is logged with status 0', async () => {
    simulator.setFaults([{ kind: 'latency', ms: 5000 }]);
    await expect(
      fetch(`${url}/iaas/?action=DescribeZones`, { signal: AbortSignal.timeout(50) }),
    ).rejects.toThrow();
    await sleep(30);
    expect(simulator.calls().calls).toMatchObject([{ status: 0, rows: 0 }]);
  });

  it('clock is over once the client signs by the time in the Date header', async () => {
    simulator.setFaults([{ kind: 'clock', ms: 3_600_000 }]);
    const refused = await fetch(`${url}/iaas/?action=DescribeZones`);
    const offset = Date.parse(refused.headers.get('date') ?? '') - Date.now();
    expect(offset).toBeGreaterThan(3_590_000);
    const options = { ...client('qing'), time: Date.now() + offset };
    expect((await callQingcloud(options, { action: 'DescribeZones' })).json['ret_code']).toBe(0);
  });
});

describe('faults in rows', () => {
  it('wrong-type, unknown-enum and missing-field change one row', async () => {
    const plain = await zenRows();
    const changed = async (kind: string, field: string): Promise<unknown[]> => {
      simulator.setFaults([{ kind }]);
      return (await zenRows()).flatMap((row, index) =>
        row[field] === plain[index]?.[field] ? [] : [row[field]],
      );
    };
    expect(await changed('wrong-type', 'backendId')).toEqual([{ unexpected: true }]);
    expect(await changed('unknown-enum', 'status')).toEqual(['a-value-nobody-knows']);
    expect(await changed('missing-field', 'backendName')).toEqual([undefined]);
  });

  it('short-page and total-mismatch promise more than they give', async () => {
    const total = Number((await zen()).response['totalCount']);
    simulator.setFaults([{ kind: 'short-page' }]);
    expect((await zen()).response).toMatchObject({ totalCount: total });
    expect(await zenRows()).toHaveLength(19);
    simulator.setFaults([{ kind: 'total-mismatch' }]);
    expect((await zen()).response['totalCount']).toBe(total + 2);
  });

  it('duplicate-row repeats a row, foreign-row adds one of another parent', async () => {
    simulator.setFaults([{ kind: 'duplicate-row' }]);
    const repeated = await zenRows();
    expect(repeated).toHaveLength(21);
    expect(repeated[20]).toEqual(repeated[0]);
    simulator.setFaults([{ kind: 'foreign-row' }]);
    const rows = await zenRows();
    expect(rows).toHaveLength(21);
    expect(rows[20]?.['listenerId']).not.toBe(listener.vendorId);
    expect((await qing()).json['loadbalancer_set']).toHaveLength(14);
  });
});

describe('which calls are struck', () => {
  const codes = async (count: number, params: Record<string, string | number> = {}): Promise<unknown[]> => {
    const result: unknown[] = [];
    for (let call = 0; call < count; call += 1) result.push((await qing(params)).json['ret_code']);
    return result;
  };

  it('by count and skip', async () => {
    simulator.setFaults([{ kind: 'auth', skip: 1, count: 2 }]);
    expect(await codes(5)).toEqual([0, 1200, 1200, 0, 0]);
  });

  it('by page', async () => {
    simulator.setFaults([{ kind: 'auth', page: 2 }]);
    expect(await codes(1, { limit: 5, offset: 0 })).toEqual([0]);
    expect(await codes(1, { limit: 5, offset: 5 })).toEqual([1200]);
  });

  it.each([
    [{ provider: 'ZENLAYER_BMC' }, 0],
    [{ provider: 'QINGCLOUD', region: 'pek3', action: 'DescribeLoadBalancers', account: 'qing' }, 1200],
    [{ region: 'gd2' }, 0],
    [{ action: 'DescribeInstances' }, 0],
    [{ account: 'zen' }, 0],
    [{ region: null }, 0],
  ])('by %j', async (narrow, code) => {
    simulator.setFaults([{ kind: 'auth', ...narrow }]);
    expect(await codes(1)).toEqual([code]);
  });

  it('by the region null at a vendor without regions, and not by a name', async () => {
    simulator.setFaults([{ kind: 'auth', provider: 'ZENLAYER_BMC', region: null }]);
    expect((await zen()).status).toBe(401);
    simulator.setFaults([{ kind: 'auth', region: 'HKG-A' }]);
    expect((await zen()).status).toBe(200);
  });

  it('by probability, the same ones whatever rows the struck calls have', async () => {
    const struck = async (empty: boolean): Promise<boolean[]> => {
      simulator.setFaults([{ kind: 'wrong-type', probability: 0.4, seed: 3 }]);
      const result: boolean[] = [];
      for (let call = 0; call < 30; call += 1) {
        const { json } = await qing(empty && call < 20 ? { 'loadbalancers.1': 'lb-unknown' } : {});
        result.push(
          rowsOf(json, 'loadbalancer_set').some((row) => typeof row['loadbalancer_id'] === 'object'),
        );
      }
      return result.slice(20);
    };
    const afterRows = await struck(false);
    expect(await struck(true)).toEqual(afterRows);
    expect(new Set(afterRows).size).toBe(2);
  });

  it('by probability, the same ones for the same seed', async () => {
    const run = async (seed: number): Promise<unknown[]> => {
      simulator.setFaults([{ kind: 'auth', probability: 0.5, seed }]);
      return codes(20);
    };
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([0, 1200]));
  });
});

describe('the list', () => {
  const put = (body: unknown): Promise<Response> =>
    fetch(`${url}/_simulator/faults`, { method: 'PUT', body: JSON.stringify(body) });

  it('is replaced by PUT, read by GET and emptied by DELETE', async () => {
    const list: Fault[] = [{ kind: 'auth', account: 'qing' }];
    expect((await put(list)).status).toBe(200);
    expect(await (await fetch(`${url}/_simulator/faults`)).json()).toEqual(list);
    await fetch(`${url}/_simulator/faults`, { method: 'DELETE' });
    expect(simulator.faults()).toEqual([]);
  });

  it.each([
    [[{ kind: 'gremlins' }], 'faults[0].kind: unknown kind "gremlins"'],
    [[{ kind: 'auth' }, { kind: 'auth', chance: 1 }], 'chance'],
    [[{ kind: 'auth', probability: 2 }], 'faults[0].probability'],
    [[{ kind: 'auth', account: 'quing' }], 'faults[0].account: unknown account "quing"; known: qing'],
    [[{ kind: 'auth', provider: 'ACME' }], 'faults[0].provider: unknown provider "ACME"'],
    [{ kind: 'auth' }, 'expected array'],
  ])('refuses %j', async (list, message) => {
    const response = await put(list);
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json()).replaceAll('\\', '')).toContain(message);
  });
});
