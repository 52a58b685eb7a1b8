import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { mount, type Mounted } from '../../src/http/mount.js';
import type { FinishedRequest } from '../../src/http/create-app.js';
import { mountTiny, tinyApollo } from './tiny-server.js';

const refusal = z.object({
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z.looseObject({ code: z.string(), requestId: z.string() }),
      }),
    )
    .length(1),
});

describe('mount', () => {
  let gateway: Mounted & { readonly origin: string };
  const finished: FinishedRequest[] = [];
  beforeAll(async () => {
    gateway = await mountTiny({ onFinished: (request) => finished.push(request) });
  });
  afterAll(() => gateway.stop());

  const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    fetch(gateway.url, { method: 'POST', body, headers });
  const refusalOf = async (response: Response) => {
    const { errors } = refusal.parse(await response.json());
    expect(errors[0]?.extensions.requestId).toBe(response.headers.get('x-request-id'));
    return { status: response.status, code: errors[0]?.extensions.code, message: errors[0]?.message };
  };

  it('needs nothing but a context: a free port of the loopback address', async () => {
    const server = new ApolloServer({
      typeDefs: 'type Query { x: Int }',
      resolvers: { Query: { x: () => 1 } },
      stopOnTerminationSignals: false,
    });
    const mounted = await mount(server, { context: () => ({}) });
    expect(mounted.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/);
    const response = await fetch(`${mounted.url}?query={x}`, {
      headers: { 'apollo-require-preflight': 'y' },
    });
    expect(await response.json()).toEqual({ data: { x: 1 } });
    await mounted.stop();
    await expect(fetch(mounted.url)).rejects.toThrow();
  });

  it('leaves a server that its caller started to its caller', async () => {
    const server = new ApolloServer({ typeDefs: 'type Query { x: Int }', stopOnTerminationSignals: false });
    await server.start();
    const mounted = await mount(server, { context: () => ({}) });
    await mounted.stop();
    expect(() => server.assertStarted('test')).not.toThrow();
    await server.stop();
  });

  it('that finds its port taken leaves nothing running', async () => {
    const server = tinyApollo();
    const port = Number(new URL(gateway.url).port);
    await expect(mount(server, { context: (request) => ({ request }), port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    expect(() => server.assertStarted('test')).toThrow();
  });

  it('answers POST', async () => {
    const response = await post(
      JSON.stringify({ query: 'query($n: String) { hello(name: $n) }', variables: { n: 'you' } }),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ data: { hello: 'hello you' } });
  });

  it('answers GET with a query, also for a path with a slash at its end', async () => {
    const headers = { 'content-type': 'application/json' };
    for (const path of ['', '/']) {
      const response = await fetch(`${gateway.url}${path}?query={hello}`, { headers });
      expect(await response.json()).toEqual({ data: { hello: 'hello world' } });
    }
  });

  it('says which methods it takes', async () => {
    const options = await fetch(gateway.url, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, OPTIONS']);
    const headers = { 'apollo-require-preflight': 'y' };
    for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD']) {
      const response = await fetch(gateway.url, { method, headers });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
    }
  });

  it('refuses what is no JSON, in GraphQL form', async () => {
    expect(await refusalOf(await post('{foo'))).toEqual({
      status: 400,
      code: 'BAD_USER_INPUT',
      message: 'Invalid JSON in the request body.',
    });
  });

  it('refuses an empty body and another content type', async () => {
    expect((await refusalOf(await post(''))).status).toBe(400);
    const headers = { 'content-type': 'text/plain', 'apollo-require-preflight': 'y' };
    const other = await refusalOf(await post('{"query":"{hello}"}', headers));
    expect(other.status).toBe(400);
    expect(other.message).toContain('invalid Content-Type');
  });

  it('refuses cross-site form posts', async () => {
    const answer = await refusalOf(await post('query={hello}', { 'content-type': 'text/plain' }));
    expect([answer.status, answer.code]).toEqual([400, 'BAD_REQUEST']);
  });

  it('refuses broken bodies, unknown encodings and other character sets', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await refusalOf(await post('{}', { ...json, 'content-encoding': 'gzip' }))).status).toBe(400);
    expect((await refusalOf(await post('{}', { ...json, 'content-encoding': 'zstd' }))).status).toBe(415);
    expect(
      (await refusalOf(await post('{}', { 'content-type': 'application/json; charset=utf-16' }))).status,
    ).toBe(415);
    expect((await refusalOf(await post('{}', { 'content-type': 'no type' }))).status).toBe(415);
  });

  it('refuses a body over 256 KiB, with and without a length told before', async () => {
    const body = JSON.stringify({ query: `# ${'x'.repeat(256 * 1024)}\n{hello}` });
    const expected = { status: 413, code: 'BAD_USER_INPUT' };
    expect(await refusalOf(await post(body))).toMatchObject(expected);
    const { status, text } = await chunkedPost(gateway.url, body);
    expect(status).toBe(413);
    expect(refusal.parse(JSON.parse(text)).errors[0]?.extensions).toMatchObject({ limit: 262_144 });
    const fits = JSON.stringify({ query: `# ${'x'.repeat(255 * 1024)}\n{hello}` });
    expect((await chunkedPost(gateway.url, fits)).status).toBe(200);
  });

  it('gives each request an id of its own, or takes a safe one', async () => {
    const ask = async (id?: string) => {
      const response = await fetch(`${gateway.url}?query={requestId}`, {
        headers: { 'content-type': 'application/json', ...(id === undefined ? {} : { 'x-request-id': id }) },
      });
      const header = response.headers.get('x-request-id');
      expect(await response.json()).toEqual({ data: { requestId: header } });
      return header;
    };
    expect(await ask('trace-1.2:3_4')).toBe('trace-1.2:3_4');
    const ids = [
      await ask(),
      await ask(),
      await ask('two words'),
      await ask('x'.repeat(65)),
      await ask('<b>'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('hands headers on in lower case', async () => {
    const response = await post(JSON.stringify({ query: '{ header(name: "cache-control") }' }), {
      'content-type': 'application/json',
      'Cache-Control': 'max-age=3',
    });
    expect(await response.json()).toEqual({ data: { header: 'max-age=3' } });
  });

  it('answers unknown paths in GraphQL form', async () => {
    const { origin } = gateway;
    for (const path of ['/nothing', '/graphql/more', '/ide/../package.json', '/ide/nothing.js', '/Graphql']) {
      expect((await refusalOf(await fetch(`${origin}${path}`))).status).toBe(404);
    }
    expect((await refusalOf(await fetch(`${origin}/%zz`))).status).toBe(400);
  });

  it('survives request targets and bytes that are no HTTP', async () => {
    for (const path of ['//', '///graphql', '*', `${gateway.origin}/nothing`, '/?x=%zz']) {
      const answer = await rawRequest(
        gateway.origin,
        `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 (302|4\d\d) /);
    }
    const garbage = await rawRequest(gateway.origin, 'garbage\r\n\r\n');
    expect(garbage).toMatch(/^HTTP\/1\.1 400 /);
    expect(garbage).toContain('"code":"BAD_USER_INPUT"');
    const longHeader = await rawRequest(gateway.origin, `GET / HTTP/1.1\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`);
    expect(longHeader).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('tells browsers to keep to this origin, and nobody what it runs on', async () => {
    const { headers } = await post('{"query":"{hello}"}');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('http');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('serves the SDL', async () => {
    const response = await fetch(`${gateway.origin}/schema.graphql`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('type Query');
  });

  it('says how each request ended', async () => {
    finished.length = 0;
    await (await post('{"query":"{hello}"}')).text();
    await vi.waitFor(() => expect(finished).toHaveLength(1));
    expect(finished[0]).toMatchObject({ method: 'POST', route: '/graphql', status: 200, complete: true });
  });

  it('tells its own failures to the log, not to the client', async () => {
    const errors: unknown[] = [];
    const failure = new Error('a text for the log');
    const server = Object.assign(tinyApollo(), { executeHTTPGraphQLRequest: () => Promise.reject(failure) });
    const broken = await mount(server, {
      context: (request) => ({ request }),
      onUnexpectedError: (error) => errors.push(error),
    });
    const response = await fetch(broken.url);
    expect(await refusalOf(response)).toEqual({
      status: 500,
      code: 'INTERNAL_SERVER_ERROR',
      message: 'Something went wrong inside the gateway.',
    });
    expect(errors).toEqual([failure]);
    await broken.stop();
  });
});

function chunkedPost(url: string, body: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const request = httpRequest(url, { method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

function rawRequest(origin: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}
