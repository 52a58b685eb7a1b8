import { METHODS } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startFleet, type Fleet } from '../support/gateway.js';
import { oneAccount } from './one-account.js';

const json = 'application/json; charset=utf-8';
const graphqlJson = 'application/graphql-response+json; charset=utf-8';

const answerForm = z.strictObject({
  errors: z
    .array(
      z.looseObject({
        message: z.string().min(1),
        extensions: z.looseObject({ code: z.string(), requestId: z.string() }),
      }),
    )
    .min(1)
    .optional(),
  data: z.unknown().optional(),
});

let fleet: Fleet;
beforeAll(async () => {
  // Queries go out in every way that HTTP has, not by the fleet's own functions.
  fleet = await startFleet(oneAccount, { tracesAll: false });
});
afterAll(() => fleet.stop());
beforeEach(() => void fleet.calls());

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly cacheControl: string | null;
  readonly allow: string | null;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly data: unknown;
}

/** What came back, after a look at what holds for every answer. */
async function read(response: Response): Promise<Answer> {
  const { errors, data } = answerForm.parse(await response.json());
  const { headers, status } = response;
  for (const { extensions } of errors ?? []) {
    expect(extensions.requestId).toBe(headers.get('x-request-id'));
  }
  expect(headers.get('cache-control')).toBe(errors === undefined ? 'private, no-cache' : 'no-store');
  return {
    status,
    type: headers.get('content-type'),
    cacheControl: headers.get('cache-control'),
    allow: headers.get('allow'),
    code: errors?.[0]?.extensions.code,
    message: errors?.[0]?.message,
    data,
  };
}

type Headers = Readonly<Record<string, string>>;

const post = async (body: unknown, headers: Headers = {}) =>
  read(
    await fetch(fleet.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );

const get = async (parameters: Readonly<Record<string, string>>, headers: Headers = {}) =>
  read(
    await fetch(`${fleet.url}?${new URLSearchParams(parameters).toString()}`, {
      headers: { 'apollo-require-preflight': 'true', ...headers },
    }),
  );

const list = '{ loadBalancers(first: 1) { nodes { id } } }';

describe('the accept header', () => {
  // What RFC 9110 makes of each, with application/json as the answer for those without a preference.
  const met: readonly (readonly [string, string, string])[] = [
    ['anything', '*/*', json],
    ['any application type', 'application/*', json],
    ['JSON', 'application/json', json],
    ['JSON of no quality in particular', 'application/json;q=', json],
    ['JSON in capitals', 'APPLICATION/JSON', json],
    ['JSON with a charset', 'application/json; charset=utf-8', json],
    ['JSON with a quoted charset', 'application/json;charset="UTF-8"', json],
    ['the GraphQL type', 'application/graphql-response+json', graphqlJson],
    ['the GraphQL type first', 'application/graphql-response+json, application/json', graphqlJson],
    ['the GraphQL type second', 'application/json, application/graphql-response+json', json],
    [
      'both with charsets',
      'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',
      graphqlJson,
    ],
    ['JSON of lower quality', 'application/json;q=0.4, application/graphql-response+json;q=0.5', graphqlJson],
    ['the draft’s own example', 'application/graphql-response+json, application/json;q=0.9', graphqlJson],
    ['anything but JSON', 'application/json;q=0, */*', graphqlJson],
    ['anything, JSON least', '*/*, application/json;q=0.1', graphqlJson],
    ['a page, or else anything', 'text/html, application/xhtml+xml, */*;q=0.1', json],
    ['incremental delivery, or JSON', 'multipart/mixed;deferSpec=20220824, application/json', json],
    ['garbage and JSON', ';;,//,=, application/json', json],
    ['10 kB and then JSON', `${'a/b,'.repeat(2500)}application/json`, json],
  ];

  test.each(met)('%s: answers and refusals come in the preferred type', async (_name, accept, type) => {
    expect(await post({ query: '{ __typename }' }, { accept })).toMatchObject({ status: 200, type });
    // One refused by the HTTP layer, one by Apollo Server, one by GraphQL.
    expect(await post('{', { accept })).toMatchObject({ status: 400, type, code: 'BAD_USER_INPUT' });
    expect(await post([], { accept })).toMatchObject({ status: 400, type, code: 'BAD_REQUEST' });
    expect(await post({ query: '{' }, { accept })).toMatchObject({ status: 400, type });
  });

  test('absent or empty: JSON', async () => {
    for (const line of ['', 'accept:\r\n']) {
      const answer = await raw(
        'POST',
        `content-type: application/json\r\n${line}`,
        '{"query":"{__typename}"}',
      );
      expect(answer).toMatchObject({ status: 200, headers: { 'content-type': json } });
    }
  });

  const unmet: readonly (readonly [string, string])[] = [
    ['a page', 'text/html'],
    ['JSON not at all', 'application/json;q=0'],
    ['a quality that is no number', 'application/json;q=much'],
    ['another charset', 'application/json;charset=utf-16, application/graphql-response+json;charset=latin1'],
    ['a parameter that is not served', 'application/json;callbackSpec=1.0'],
    ['incremental delivery only', 'multipart/mixed'],
    ['incremental delivery only, with its version', 'multipart/mixed;incrementalSpec=v0.2'],
    ['garbage', 'garbage'],
    ['separators', ';;;,,,///'],
    ['10 kB', 'a/b,'.repeat(2500)],
  ];

  test.each(unmet)('%s: refused at once, in JSON', async (_name, accept) => {
    const refused = { status: 406, type: json, code: 'BAD_USER_INPUT' };
    expect(await post({ query: list }, { accept })).toMatchObject(refused);
    expect(await get({ query: list }, { accept })).toMatchObject(refused);
    expect(fleet.calls()).toBe(0);
  });
});

describe('refusals outside GraphQL', () => {
  const accept = 'application/json;q=0.5, application/graphql-response+json';
  const refusals: readonly (readonly [string, number, string, RequestInit])[] = [
    ['an unknown path', 404, '/nothing', {}],
    ['a path that cannot be decoded', 400, '/%zz', {}],
    ['a body that is too large', 413, '/graphql', { body: ' '.repeat(300_000) }],
    ['a character set', 415, '/graphql', { headers: { 'content-type': 'application/json; charset=utf-16' } }],
    ['a type that cannot be read', 415, '/graphql', { headers: { 'content-type': 'no type' } }],
  ];

  test.each(refusals)(
    '%s: %i, in the preferred type',
    async (_name, status, path, { body = '{}', headers }) => {
      const response = await fetch(new URL(path, fleet.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...Object.fromEntries(new Headers(headers)), accept },
        body,
      });
      expect(await read(response)).toMatchObject({ status, type: graphqlJson, code: 'BAD_USER_INPUT' });
    },
  );
});

describe('the page for browsers', () => {
  const ask = (accept: string) => fetch(fleet.url, { headers: { accept, 'apollo-require-preflight': 'y' } });

  test('goes to who prefers it', async () => {
    for (const accept of [
      'text/html',
      'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      'application/json;q=0.9, text/html',
    ]) {
      const response = await ask(accept);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      await response.text();
    }
  });

  test('goes to nobody else', async () => {
    for (const accept of ['application/json, text/html;q=0.9', '*/*', 'text/html;q=0, */*']) {
      expect(await read(await ask(accept)), accept).toMatchObject({ status: 400, type: json });
    }
    expect(await read(await ask('text/html;q=0'))).toMatchObject({ status: 406, type: json });
  });
});

describe('methods', () => {
  // CONNECT names a host, never a path.
  const others = METHODS.filter((method) => !['GET', 'POST', 'OPTIONS', 'CONNECT'].includes(method));

  test('there are some that the HTTP framework does not know by itself', () => {
    expect(others).toEqual(expect.arrayContaining(['PROPFIND', 'LINK', 'TRACE', 'PURGE', 'HEAD', 'PUT']));
  });

  test.each(others)('%s: 405, with those that are allowed', async (method) => {
    const answer = await raw(method, 'accept: application/graphql-response+json\r\n', '');
    expect(answer.status).toBe(405);
    expect(answer.headers).toMatchObject({
      allow: 'GET, POST',
      'content-type': graphqlJson,
      'cache-control': 'no-store',
    });
    if (method === 'HEAD') {
      expect(answer.body).toBe('');
      return;
    }
    const { errors } = answerForm.parse(JSON.parse(answer.body));
    expect(errors?.[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      requestId: answer.headers['x-request-id'],
    });
  });

  test('a body of a method that is not served is not read', async () => {
    // Promised, and never sent.
    const answer = await raw('PUT', 'content-type: application/json\r\ncontent-length: 1000\r\n');
    expect(answer.status).toBe(405);
  });

  test('an unknown path has no method that is allowed', async () => {
    const answer = await raw('PROPFIND', '', '', '/nothing');
    expect(answer.status).toBe(404);
    expect(answer.headers).not.toHaveProperty('allow');
  });

  test('a refusal of HEAD has no body, on any path', async () => {
    for (const path of ['/graphql', '/nothing', '/%zz']) {
      const answer = await raw('HEAD', '', '', path);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.body).toBe('');
    }
  });
});

describe('GET', () => {
  test('answers a query', async () => {
    expect(await get({ query: '{ __typename }' })).toMatchObject({
      status: 200,
      data: { __typename: 'Query' },
    });
  });

  test.each(['mutation { x }', 'subscription { x }'])('refuses %s: 405, POST is allowed', async (query) => {
    expect(await get({ query })).toMatchObject({ status: 405, allow: 'POST', code: 'BAD_REQUEST' });
  });

  test.each(['variables', 'extensions'])('refuses %s that are no JSON object', async (name) => {
    for (const value of ['{', 'x', '"text"', '1', 'true', 'null', '[]']) {
      const answer = await get({ query: '{ __typename }', [name]: value });
      expect(answer, value).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    }
  });

  test('refuses a parameter that comes twice, and a missing query', async () => {
    for (const search of ['?query={__typename}&query={__typename}', '', '?operationName=A', '?query=']) {
      const response = await fetch(`${fleet.url}${search}`, { headers: { 'apollo-require-preflight': 'y' } });
      expect(await read(response)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    }
  });

  test('refuses a body type', async () => {
    const answer = await get({ query: '{ __typename }' }, { 'content-type': 'text/plain' });
    expect(answer).toMatchObject({ status: 415, code: 'BAD_REQUEST' });
  });
});

describe('POST', () => {
  test('refuses many operations in one request', async () => {
    for (const batch of [[], [{ query: list }], [{ query: list }, { query: list }]]) {
      const answer = await post(batch);
      expect(answer).toMatchObject({
        status: 400,
        code: 'BAD_REQUEST',
        message: 'Operation batching disabled.',
      });
    }
    expect(fleet.calls()).toBe(0);
  });

  test('refuses a body that is no request', async () => {
    for (const body of [
      'null',
      '3',
      '"{__typename}"',
      'true',
      '{}',
      '{"query":3}',
      '{"query":{"a":1}}',
      '{"variables":{}}',
    ]) {
      expect(await post(body), body).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    }
  });

  test('refuses variables, extensions and a name of another form', async () => {
    const query = '{ __typename }';
    for (const value of ['text', 1, true, ['x']]) {
      expect(await post({ query, variables: value })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
      expect(await post({ query, extensions: value })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    }
    for (const value of [1, true, ['x'], {}]) {
      expect(await post({ query, operationName: value })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    }
  });
});

describe('requests that a page of another site can send without asking first', () => {
  const simpleTypes = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];
  test.each(simpleTypes)('%s: refused, and nothing is called', async (type) => {
    const answer = await post({ query: list }, { 'content-type': type });
    expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(answer.message).toContain('Cross-Site Request Forgery');
    expect(fleet.calls()).toBe(0);
  });

  test('a plain GET is refused, and nothing is called', async () => {
    const answer = await read(await fetch(`${fleet.url}?${new URLSearchParams({ query: list }).toString()}`));
    expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(fleet.calls()).toBe(0);
  });
});

describe('caching', () => {
  test('an answer without errors may be kept by its caller, and asked about again', async () => {
    expect(await post({ query: list })).toMatchObject({ status: 200, cacheControl: 'private, no-cache' });
  });

  test('an answer with data and errors is not stored, though its status is 200', async () => {
    fleet.simulator.setFaults([{ account: 'q', kind: 'http500' }]);
    const answer = await post({ query: '{ instances(first: 1) { nodes { id } } }' });
    fleet.simulator.setFaults([]);
    expect(answer).toMatchObject({ status: 200, cacheControl: 'no-store', code: 'UPSTREAM_UNAVAILABLE' });
    expect(answer.data).toEqual({ instances: { nodes: [] } });
  });

  test('data that look like errors are none', async () => {
    const answer = await post({ query: '{ errors: __typename }' });
    expect(answer).toMatchObject({ status: 200, cacheControl: 'private, no-cache', code: undefined });
  });
});

interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** By a socket, since clients do not send every method, and add headers of their own. */
function raw(method: string, headers: string, body?: string, path = '/graphql'): Promise<RawAnswer> {
  const { hostname, port } = new URL(fleet.url);
  const length = body === undefined ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  const bytes = `${method} ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers}${length}\r\n${body ?? ''}`;
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('error', reject).on('close', () => {
      const end = text.indexOf('\r\n\r\n');
      const [start = '', ...lines] = text.slice(0, end).split('\r\n');
      resolve({
        status: Number(start.split(' ')[1]),
        headers: Object.fromEntries(
          lines.map((line) => {
            const [name = '', ...value] = line.split(':');
            return [name.toLowerCase(), value.join(':').trim()];
          }),
        ),
        body: text.slice(end + 4),
      });
    });
  });
}
