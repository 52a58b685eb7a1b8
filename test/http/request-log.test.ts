import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FinishedRequest } from '../../src/http/create-app.js';
import { createRequestLog } from '../../src/http/request-log.js';

const answered: FinishedRequest = {
  requestId: 'r',
  method: 'POST',
  route: '/graphql',
  status: 200,
  caller: null,
  durationMs: 1.4,
  isPage: false,
  complete: true,
};

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly leftOut?: number;
  readonly status?: number;
}

describe('the request log', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const start = (level = 'info') => {
    const lines: Line[] = [];
    const write = (line: string) => void lines.push(JSON.parse(line) as Line);
    return { lines, log: createRequestLog(pino({ level }, { write })) };
  };
  /** Lets promises settle, too. */
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it('writes every answered query', async () => {
    const { lines, log } = start();
    for (let index = 0; index < 500; index++) log.finished(answered);
    await pass(2000);
    expect(lines).toHaveLength(500);
    expect(lines[0]).toMatchObject({ level: 30, msg: 'request', requestId: 'r', durationMs: 1 });
  });

  it.each([
    ['refusals', { status: 400 }],
    ['failures', { status: 500 }],
    ['aborted queries', { complete: false }],
    ['pages', { method: 'GET', isPage: true }],
    ['preflights', { method: 'OPTIONS', status: 204 }],
    ['unknown paths', { route: null, status: 404 }],
    ['metrics', { route: '/metrics', method: 'GET' }],
    ['probes that fail', { route: '/health/ready', method: 'GET', status: 503 }],
  ])('writes at most 50 lines a second of %s, and how many were left out', async (_name, changes) => {
    const { lines, log } = start();
    for (let second = 0; second < 3; second++) {
      for (let index = 0; index < 1000; index++) log.finished({ ...answered, ...changes });
      await pass(1001);
    }
    await pass(5000);
    expect(lines.filter(({ msg }) => msg === 'request')).toHaveLength(150);
    const told = lines.filter(({ msg }) => msg === 'lines left out of the log');
    expect(told.map(({ leftOut }) => leftOut)).toEqual([950, 950, 950]);
  });

  it('shares the bound between all of that, and answered queries do not use it up', async () => {
    const { lines, log } = start();
    for (let index = 0; index < 100; index++) {
      log.finished(answered);
      log.unreadable(400);
      log.finished({ ...answered, status: 404 });
    }
    await pass(1500);
    expect(lines.filter(({ status }) => status === 200)).toHaveLength(100);
    expect(lines.filter(({ status }) => status !== 200 && status !== undefined)).toHaveLength(50);
    expect(lines.at(-1)).toMatchObject({ level: 40, leftOut: 150 });
  });

  it('says nothing of what was left out where nothing was', async () => {
    const { lines, log } = start();
    for (let index = 0; index < 50; index++) log.unreadable(408);
    await pass(5000);
    log.close();
    expect(lines.map(({ msg }) => msg)).toEqual(Array.from({ length: 50 }, () => 'unreadable request'));
  });

  it('tells what was left out when it closes', async () => {
    const { lines, log } = start();
    for (let index = 0; index < 60; index++) log.unreadable(400);
    await pass(1);
    log.close();
    expect(lines.at(-1)).toMatchObject({ leftOut: 10 });
  });

  it('tells of passed probes when debugging only', async () => {
    const probe = { ...answered, route: '/health/live', method: 'GET' };
    const quiet = start();
    const loud = start('debug');
    for (const { log } of [quiet, loud]) log.finished(probe);
    await pass(2000);
    expect(quiet.lines).toEqual([]);
    expect(loud.lines).toMatchObject([{ level: 20, msg: 'request' }]);
  });
});
