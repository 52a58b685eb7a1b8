import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toAnswer } from '../../../src/providers/zenlayer/envelope.js';
import { callOf, createZenlayer, formOf } from '../zenlayer-bmc/setup.js';

const call = callOf(formOf(createZenlayer(), 'loadBalancers'), []);

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  return toAnswer(call, { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
}

function refusal(code: unknown) {
  return { requestId: 'T1', code, message: 'words' };
}

test('the page’s own example is one row of ten', () => {
  const page = JSON.parse(readFileSync('test/fixtures/pages/zenlayer-bmc.json', 'utf8')) as {
    response: { response: { dataSet: unknown[] } };
  };
  expect(answer(200, page.response)).toEqual({
    ok: true,
    rows: page.response.response.dataSet,
    total: 10,
    vendorRequestId: 'TEEFDCA5B-76FB-4E91-A18E-DF7F5D2CE41F',
  });
});

test.each([
  ['an empty list', { totalCount: 0, dataSet: [] }, [], 0],
  ['null for an empty list', { totalCount: 0, dataSet: null }, [], 0],
  ['a total in a string', { totalCount: '12', dataSet: [{}] }, [{}], 12],
  ['no total', { dataSet: [{}] }, [{}], null],
  ['a total of null', { totalCount: null, dataSet: [{}] }, [{}], null],
  ['a total that is none', { totalCount: {}, dataSet: [{}] }, [{}], null],
  ['a negative total', { totalCount: -1, dataSet: [] }, [], null],
])('success with %s', (_, response, rows, total) => {
  expect(answer(200, { requestId: 'T1', response })).toEqual({
    ok: true,
    rows,
    total,
    vendorRequestId: 'T1',
  });
});

test('the request id of the inner object serves where the outer one is missing', () => {
  expect(answer(200, { response: { requestId: 'T2', dataSet: [] } })).toMatchObject({
    vendorRequestId: 'T2',
  });
});

const rejected = { code: 'UPSTREAM_REJECTED', retryable: false, repeat: 'never', notFound: false };
const missing = { code: 'UPSTREAM_REJECTED', retryable: false, repeat: 'never', notFound: true };
const unauthenticated = {
  code: 'UPSTREAM_UNAUTHENTICATED',
  retryable: false,
  repeat: 'never',
  notFound: false,
};
const forbidden = { code: 'UPSTREAM_FORBIDDEN', retryable: false, repeat: 'never', notFound: false };
const limited = { code: 'UPSTREAM_RATE_LIMITED', retryable: true, repeat: 'later', notFound: false };
const unavailable = { code: 'UPSTREAM_UNAVAILABLE', retryable: true, repeat: 'soon', notFound: false };
const invalid = { code: 'UPSTREAM_INVALID_RESPONSE', retryable: true, repeat: 'soon', notFound: false };

test.each([
  [400, 'MISSING_PARAMETER', rejected],
  [400, 'INVALID_PARAMETER_EXCEED_LENGTH', rejected],
  [400, 'A_CODE_NOBODY_KNOWS', rejected],
  [401, 'AUTHFAILURE_INVALID_AUTHORIZATION', unauthenticated],
  [401, 'AUTHFAILURE_SIGNATURE_FAILURE', unauthenticated],
  [401, 'AUTHFAILURE_SIGNATURE_EXPIRED', { ...unauthenticated, retryable: true, repeat: 'signed-again' }],
  [401, 'AUTHFAILURE_UNAUTHORIZED_OPERATION', forbidden],
  [401, 'AUTHFAILURE_NEW', unauthenticated],
  [403, 'OPERATION_FAILED_FOR_RECYCLE_RESOURCE', rejected],
  [403, 'A_CODE_NOBODY_KNOWS', forbidden],
  [404, 'OPERATION_FAILED_RESOURCE_NOT_FOUND', missing],
  [404, 'INVALID_INSTANCE_NOT_FOUND', missing],
  [404, 'INVALID_INSTANCE_NOT_FOUND.suffix', missing],
  [404, 'A_CODE_NOBODY_KNOWS', rejected],
  [400, 'INVALID_ZONE_NOT_FOUND', rejected],
  [429, 'REQUEST_LIMIT_EXCEEDED', limited],
  [429, 'A_CODE_NOBODY_KNOWS', limited],
  [200, 'REQUEST_LIMIT_EXCEEDED', limited],
  [400, 'REQUEST_LIMIT_EXCEEDED.perSecond', limited],
  [500, 'INTERNAL_SERVER_ERROR', unavailable],
  [503, 'SERVICE_TEMPORARY_UNAVAILABLE', unavailable],
  [503, 'REQUEST_TIMED_OUT', unavailable],
  [502, 'A_CODE_NOBODY_KNOWS', unavailable],
  [200, 'A_CODE_NOBODY_KNOWS', invalid],
  [400, 4000, rejected],
])('status %i with code %s', (status, vendorCode, expected) => {
  expect(answer(status, refusal(vendorCode))).toEqual({
    ok: false,
    failure: {
      ...expected,
      vendorCode,
      message: 'words',
      vendorRequestId: 'T1',
      retryAfterMs: null,
    },
  });
});

test.each([
  ['an empty body', 200, '', invalid],
  ['an empty body with 204', 204, '', invalid],
  ['HTML', 200, '<html></html>', invalid],
  ['cut-off JSON', 200, '{"requestId":"T1","response":{"dataSet":[', invalid],
  ['a list', 200, '[]', invalid],
  ['a text', 200, '"words"', invalid],
  ['null', 200, 'null', invalid],
  ['no response', 200, '{"requestId":"T1"}', invalid],
  ['a response without rows', 200, '{"response":{"totalCount":1}}', invalid],
  ['rows that are no list', 200, '{"response":{"totalCount":1,"dataSet":{}}}', invalid],
  ['rows under another status', 202, '{"response":{"totalCount":0,"dataSet":[]}}', invalid],
  ['a redirect', 302, '', { ...invalid, retryable: false, repeat: 'never' }],
  ['HTML with 400', 400, '<html></html>', rejected],
  ['HTML with 401', 401, '<html></html>', unauthenticated],
  ['HTML with 403', 403, '<html></html>', forbidden],
  ['HTML with 404', 404, '<html></html>', rejected],
  ['HTML with 429', 429, '<html></html>', limited],
  ['HTML with 502', 502, '<html></html>', unavailable],
  ['an empty body with 500', 500, '', unavailable],
  ['a code that is an object', 500, '{"code":{"a":1},"message":["b"]}', unavailable],
])('%s is a failure', (_, status, body, expected) => {
  const read = answer(status, body);
  expect(read).toMatchObject({ ok: false, failure: { ...expected, vendorCode: null } });
  expect(read.ok ? '' : read.failure.message).toBe(
    `The vendor's answer with status ${status} cannot be read.`,
  );
});

test.each([
  ['a challenge', 403, { 'cf-mitigated': 'challenge' }],
  ['a legal block', 451, {}],
])('%s of the edge is not read as JSON', (_, status, headers) => {
  expect(answer(status, refusal('REQUEST_LIMIT_EXCEEDED'), headers)).toMatchObject({
    ok: false,
    failure: { ...forbidden, vendorCode: null },
  });
});

test.each([
  ['7', 7000],
  ['0', 0],
  ['Wed, 21 Oct 2026 07:28:00 GMT', null],
  ['-1', null],
  ['1.5', null],
])('retry-after %s', (value, retryAfterMs) => {
  expect(answer(429, refusal('REQUEST_LIMIT_EXCEEDED'), { 'retry-after': value })).toMatchObject({
    failure: { retryAfterMs },
  });
});
