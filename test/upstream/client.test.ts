import { afterEach, describe, expect, test } from 'vitest';
import type { ServerResponse } from 'node:http';
import type { WireResponse } from '../../src/upstream/wire.js';
import {
  callTo,
  createClient,
  credentials,
  refusal,
  startVendorServer,
  type ClientSetup,
  type VendorServer,
} from './vendor-server.js';

const never = new AbortController().signal;
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function start(
  answer: Parameters<typeof startVendorServer>[0],
  options: Partial<Parameters<typeof createClient>[0]> = {},
): Promise<ClientSetup & { readonly server: VendorServer }> {
  const server = await startVendorServer(answer);
  open.push(server.close);
  const setup = createClient({ endpoint: server.url, ...options });
  open.push(() => setup.transport.close());
  return { ...setup, server };
}

const answerRows = (_request: unknown, response: ServerResponse) => void response.end('[1,2]');
const hang = () => undefined;

describe('a call that is answered', () => {
  test('gives the rows and when it was sent, and counts for the account', async () => {
    const { client, health } = await start(answerRows, { now: () => 1234 });
    expect(await client.call(callTo('/'), never)).toMatchObject({ rows: [1, 2], total: 2, asOf: 1234 });
    expect(health.read(1234)).toEqual({ reachable: true, lastCallAt: 1234, lastError: null, budgetLeft: 99 });
  });

  test("goes to the endpoint under the vendor's own host and target", async () => {
    const { client, server } = await start(answerRows);
    await client.call(callTo('/iaas/?b=2&a=1'), never);
    expect(server.requests).toEqual([
      {
        method: 'POST',
        path: '/iaas/?b=2&a=1',
        host: 'api.acme.example',
        body: '{"Action":"DescribeThings"}',
      },
    ]);
  });

  test('with a redirect is given as it is: nothing is sent to the other place', async () => {
    const elsewhere = await startVendorServer(answerRows);
    open.push(elsewhere.close);
    const { client, server } = await start((_request, response) => {
      response.writeHead(302, { location: elsewhere.url, 'X-Many': ['a', 'b'] }).end('moved');
    });
    const seen: WireResponse[] = [];
    const call = callTo('/', (response) => {
      seen.push(response);
      return refusal('moved');
    });
    await expect(client.call(call, never)).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
    expect(seen).toMatchObject([{ status: 302, body: 'moved', headers: { location: elsewhere.url } }]);
    expect(server.requests).toHaveLength(1);
    expect(elsewhere.requests).toEqual([]);
  });

  test('is logged without anything that the vendor or the account keeps secret', async () => {
    const { client, logged } = await start(answerRows);
    await client.call(callTo('/?signature=abc'), never);
    expect(logged.join('')).toContain('DescribeThings');
    for (const secret of [credentials.id, credentials.key, String(credentials.token), 'signature=abc']) {
      expect(logged.join('')).not.toContain(secret);
    }
  });
});

describe('a write action', () => {
  test.each([
    ['DeleteLoadBalancers'],
    ['RunInstances'],
    ['StopInstances'],
    ['describeThings'],
    ['DescribeThings&Action=Delete'],
    ['Describe'],
    ['XDescribeThings'],
    ['DescribeThings\nDelete'],
    [''],
  ])('%j is refused before anything is sent', async (action) => {
    const { client, server, health } = await start(answerRows);
    const refused = Promise.resolve().then(() => client.call(callTo('/', undefined, action), never));
    await expect(refused).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(server.requests).toEqual([]);
    expect(health.read(0).lastCallAt).toBeNull();
  });
});

describe('a call that fails', () => {
  test('for want of an answer in time is a timeout of the vendor, and its connection is closed', async () => {
    const { client, server, health } = await start(hang, { upstreamTimeoutMs: 50 });
    await expect(client.call(callTo('/'), never)).rejects.toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
      details: {
        account: 'acme',
        provider: 'ACME',
        region: 'pek',
        action: 'DescribeThings',
        retryable: true,
      },
    });
    await expect.poll(() => server.dropped()).toBe(1);
    expect(health.read(0)).toMatchObject({ reachable: false, lastError: { code: 'UPSTREAM_TIMEOUT' } });
  });

  test('for want of the rest of an answer in time is one too', async () => {
    const { client, server } = await start((_request, response) => void response.write('[1,'), {
      upstreamTimeoutMs: 100,
    });
    await expect(client.call(callTo('/'), never)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    await expect.poll(() => server.dropped()).toBe(1);
  });

  test("because the caller left is no failure of the vendor's, and its connection is closed", async () => {
    const { client, server, health } = await start(hang);
    const leaving = new AbortController();
    const call = client.call(callTo('/'), leaving.signal);
    const outcome = expect(call).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    await expect.poll(() => server.requests.length).toBe(1);
    leaving.abort();
    await outcome;
    await expect.poll(() => server.dropped()).toBe(1);
    expect(health.read(0)).toMatchObject({ reachable: null, lastError: null });
  });

  test('because the caller had left before is never sent', async () => {
    const { client, server } = await start(answerRows);
    await expect(client.call(callTo('/'), AbortSignal.abort())).rejects.toMatchObject({
      code: 'REQUEST_TIMEOUT',
    });
    expect(server.requests).toEqual([]);
  });

  test('for want of a connection is unavailable', async () => {
    const { client, server } = await start(answerRows);
    await server.close();
    await expect(client.call(callTo('/'), never)).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      details: { account: 'acme', retryable: true },
    });
  });

  test.each<readonly [string, (response: ServerResponse) => void]>([
    ['before an answer', (response) => response.destroy()],
    [
      'in the middle of one',
      (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('[1', () => response.destroy());
      },
    ],
  ])('by a connection that breaks %s is unavailable', async (_, breakOff) => {
    const { client } = await start((_request, response) => breakOff(response));
    await expect(client.call(callTo('/'), never)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  test('by an answer of more than 64 MB is not read to its end', async () => {
    const block = Buffer.alloc(1024 * 1024, 32);
    const { client, server } = await start((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(block));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await expect(client.call(callTo('/'), never)).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID_RESPONSE',
      details: { retryable: false },
    });
    await expect.poll(() => server.dropped()).toBe(1);
  });

  test('by the vendor says what the vendor says of it', async () => {
    const { client } = await start(answerRows);
    const call = callTo('/', () => refusal('no such thing', { notFound: true }));
    await expect(client.call(call, never)).rejects.toMatchObject({
      code: 'UPSTREAM_REJECTED',
      message: 'no such thing',
      notFound: true,
      details: {
        account: 'acme',
        provider: 'ACME',
        region: 'pek',
        action: 'DescribeThings',
        vendorCode: 2100,
        vendorRequestId: 'r-1',
        retryable: false,
      },
    });
  });
});

describe("the vendor's words", () => {
  const wordsFor = async (message: string) => {
    const { client, logged } = await start(answerRows);
    const [outcome] = await Promise.allSettled([
      client.call(
        callTo('/', () => refusal(message)),
        never,
      ),
    ]);
    const reason: unknown = outcome.status === 'rejected' ? outcome.reason : null;
    return { message: reason instanceof Error ? reason.message : '', logged: logged.join('') };
  };

  test('come without the keys of the account, however often they name them', async () => {
    const { id, key, token = '' } = credentials;
    const { message, logged } = await wordsFor(`key ${key}, ${key}; id ${id}; token ${token}.`);
    expect(message).toBe('key ***, ***; id ***; token ***.');
    for (const secret of [id, key, token]) expect(logged).not.toContain(secret);
  });

  test('come without the signature of the request, in the spelling of the wire or of the vendor', async () => {
    const signature = 'byjccvWIvAftaq+oublemagH3bYAlDWxxLFAzAsyslw=';
    const sent = encodeURIComponent(signature);
    const hex = 'efb356c32e55c781e10dc676da59462c22596d82e91c57803666243379555b2f';
    const { client, logged } = await start(answerRows);
    const call = callTo(`/iaas/?action=DescribeThings&signature=${sent}`, () =>
      refusal(`signature [${signature}] (${sent}) of DescribeThings not matched; nor ${hex}`),
    );
    const signed = {
      ...call,
      toRequest: (signing: Parameters<typeof call.toRequest>[0]) => {
        const request = call.toRequest(signing);
        return { ...request, headers: { ...request.headers, authorization: `A Signature=${hex}` } };
      },
    };
    const message = 'signature [***] (***) of DescribeThings not matched; nor ***';
    await expect(client.call(signed, never)).rejects.toMatchObject({ message });
    for (const secret of [signature, sent, hex]) expect(logged.join('')).not.toContain(secret);
  });

  test('come on one line, without characters that nobody sees', async () => {
    const { message } = await wordsFor('first\r\nsecond\u0000\u001b[31mred\u202eback\u200b ');
    expect(message).toBe('first second [31mred back');
  });

  test('come bounded', async () => {
    const { message } = await wordsFor('x'.repeat(5000));
    expect(message.length).toBeLessThanOrEqual(301);
    expect(message.startsWith('xxx')).toBe(true);
  });

  test('that say nothing are replaced by a sentence', async () => {
    const { message } = await wordsFor(' \n ');
    expect(message.length).toBeGreaterThan(10);
  });
});

describe('calls at once', () => {
  /** A vendor that answers when told to. */
  async function startHeld(maxConcurrentCalls: number) {
    const waiting: ServerResponse[] = [];
    let most = 0;
    const setup = await start(
      (_request, response) => {
        waiting.push(response);
        most = Math.max(most, waiting.length);
      },
      { maxConcurrentCalls },
    );
    return {
      ...setup,
      waiting,
      most: () => most,
      answerOne: () => waiting.shift()?.end('[]'),
    };
  }

  test('are never more than the account allows, and all are made', async () => {
    const { client, server, waiting, most, answerOne } = await startHeld(3);
    const calls = Array.from({ length: 10 }, (_, index) => client.call(callTo(`/${index}`), never));
    for (let done = 0; done < 10; done++) {
      await expect.poll(() => waiting.length).toBe(Math.min(3, 10 - done));
      answerOne();
    }
    await Promise.all(calls);
    expect(most()).toBe(3);
    expect(server.requests).toHaveLength(10);
  });

  test('that end badly make room like any other', async () => {
    const { client, waiting } = await startHeld(1);
    const refused = callTo('/1', () => refusal('no'));
    const first = expect(client.call(refused, never)).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
    const second = client.call(callTo('/2'), never);
    await expect.poll(() => waiting.length).toBe(1);
    waiting.shift()?.end('refused');
    await first;
    await expect.poll(() => waiting.length).toBe(1);
    waiting.shift()?.end('[]');
    expect((await second).rows).toEqual([]);
  });

  test('whose caller left while they waited are never sent, and do not hold up those behind them', async () => {
    const { client, server, health, waiting, answerOne } = await startHeld(1);
    const leaving = new AbortController();
    const first = client.call(callTo('/first'), never);
    const left = client.call(callTo('/left'), leaving.signal);
    const behind = client.call(callTo('/behind'), never);
    const outcome = expect(left).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    await expect.poll(() => waiting.length).toBe(1);
    leaving.abort();
    answerOne();
    await first;
    await outcome;
    await expect.poll(() => waiting.length).toBe(1);
    answerOne();
    await behind;
    expect(server.requests.map(({ path }) => path)).toEqual(['/first', '/behind']);
    expect(health.read(Date.now()).budgetLeft).toBe(98);
  });

  test('are as old as the moment in which they were sent, not that in which they began to wait', async () => {
    const clock = { now: 1 };
    const waiting: ServerResponse[] = [];
    const { client } = await start((_request, response) => void waiting.push(response), {
      maxConcurrentCalls: 1,
      now: () => clock.now,
    });
    const first = client.call(callTo('/1'), never);
    const second = client.call(callTo('/2'), never);
    await expect.poll(() => waiting.length).toBe(1);
    clock.now = 50;
    waiting.shift()?.end('[]');
    expect((await first).asOf).toBe(1);
    await expect.poll(() => waiting.length).toBe(1);
    waiting.shift()?.end('[]');
    expect((await second).asOf).toBe(50);
  });
});
