import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startFleet, type Fleet } from '../support/gateway.js';
import { oneAccount } from './one-account.js';

/**
 * Audits that ask for 200 where a request is refused before it runs, if its caller takes application/json. The draft of
 * August 2026 asks for 400 there, as it does for application/graphql-response+json. Here is the code that comes with it.
 */
const contradicted: Readonly<Record<string, string>> = {
  '572B': 'GRAPHQL_PARSE_FAILED',
  // The field that it asks for has a digit first, which no name may have.
  FDE2: 'GRAPHQL_PARSE_FAILED',
  // The variable that it leaves out is used nowhere, which is refused first.
  '7B9B': 'GRAPHQL_VALIDATION_FAILED',
};

/**
 * The audits' GET requests are such as a page of any site can send, which is refused here. So they carry the header
 * that tells them from those; nothing else is added.
 */
const fetchFn: typeof fetch = (url, init = {}) => {
  const headers = new Headers(init.headers);
  if (init.method !== 'POST') headers.set('apollo-require-preflight', 'true');
  return fetch(url, { ...init, headers });
};

const refusal = z.strictObject({
  errors: z.tuple([
    z.looseObject({
      message: z.string(),
      extensions: z.looseObject({ code: z.string(), requestId: z.string() }),
    }),
  ]),
});

describe('the audits of graphql-http', () => {
  let fleet: Fleet;
  beforeAll(async () => {
    fleet = await startFleet(oneAccount);
  });
  afterAll(() => fleet.stop());

  const audits = serverAudits({ url: () => fleet.url, fetchFn });

  test('are the 61 of version 1.23.1', () => {
    expect(new Set(audits.map(({ id }) => id)).size).toBe(61);
    expect(audits.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(contradicted)));
  });

  for (const { id, name, fn } of audits) {
    const code = contradicted[id];
    if (code === undefined) {
      test(`${id}: ${name}`, async () => {
        expect(await fn()).toMatchObject({ id, status: 'ok' });
      });
    } else {
      test(`${id}, but with status 400, as the specification has it now: ${name}`, async () => {
        const result = await fn();
        if (result.status === 'ok') throw new Error('the audit has passed');
        const { response } = result;
        expect(response.status).toBe(400);
        expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
        expect(response.headers.get('cache-control')).toBe('no-store');
        const { errors } = refusal.parse(await response.json());
        expect(errors[0].extensions.code).toBe(code);
      });
    }
  }

  test('send GET requests that are refused without the header that is added to them', async () => {
    const bare = serverAudits({ url: fleet.url, fetchFn: fetch }).find(({ id }) => id === '5A70');
    const result = await bare?.fn();
    if (result === undefined || result.status === 'ok') throw new Error('the audit has passed');
    expect(result.response.status).toBe(400);
    const { errors } = refusal.parse(await result.response.json());
    expect(errors[0].message).toContain('Cross-Site Request Forgery');
  });

  test('made no upstream call', () => {
    expect(fleet.calls()).toBe(0);
  });
});
