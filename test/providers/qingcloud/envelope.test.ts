import { describe, expect, test } from 'vitest';
import { toAnswer } from '../../../src/providers/qingcloud/envelope.js';
import { callOf, type FormName } from './asking.js';

function answer(body: unknown, status = 200, form: FormName = 'loadBalancers', headers = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return toAnswer(callOf(form), { status, headers, body: text });
}

function failure(body: unknown, status = 200, headers = {}) {
  const result = answer(body, status, 'loadBalancers', headers);
  if (result.ok) throw new Error('the answer counts as a success');
  return result.failure;
}

describe('success', () => {
  test.each<[FormName, string]>([
    ['loadBalancers', 'loadbalancer_set'],
    ['listenersOf', 'loadbalancer_listener_set'],
    ['backendsOf', 'loadbalancer_backend_set'],
    ['instances', 'instance_set'],
  ])('of %s holds the rows of %s and the total', (form, set) => {
    expect(answer({ ret_code: 0, total_count: 7, [set]: [{ a: 1 }] }, 200, form)).toEqual({
      ok: true,
      rows: [{ a: 1 }],
      total: 7,
      vendorRequestId: null,
    });
  });

  test('behind the end holds no rows and the true total', () => {
    const body = {
      action: 'DescribeInstancesResponse',
      instance_set: [],
      total_count: 3,
      ret_code: 0,
    };
    expect(answer(body, 200, 'instances')).toMatchObject({ ok: true, rows: [], total: 3 });
  });

  test.each([
    ['codes and totals in strings', { ret_code: '0', total_count: '12', loadbalancer_set: [] }, 12],
    ['no total', { ret_code: 0, loadbalancer_set: [] }, null],
    ['a total of null', { ret_code: 0, total_count: null, loadbalancer_set: [] }, null],
    ['a total that is no number', { ret_code: 0, total_count: {}, loadbalancer_set: [] }, null],
    ['a total below zero', { ret_code: 0, total_count: -1, loadbalancer_set: [] }, null],
    ['a list of null', { ret_code: 0, total_count: 0, loadbalancer_set: null }, 0],
  ])('is read with %s', (_, body, total) => {
    expect(answer(body)).toEqual({ ok: true, rows: [], total, vendorRequestId: null });
  });
});

describe('a refusal inside HTTP 200', () => {
  test.each([
    [1100, 'UPSTREAM_REJECTED', false, 'never', false],
    [1101, 'UPSTREAM_REJECTED', false, 'never', false],
    [1200, 'UPSTREAM_UNAUTHENTICATED', false, 'never', false],
    [1300, 'UPSTREAM_UNAUTHENTICATED', true, 'signed-again', false],
    [1400, 'UPSTREAM_FORBIDDEN', false, 'never', false],
    [1660, 'UPSTREAM_REJECTED', false, 'never', false],
    [2000, 'UPSTREAM_UNAUTHENTICATED', false, 'never', false],
    [2100, 'UPSTREAM_REJECTED', false, 'never', true],
    [2110, 'UPSTREAM_REJECTED', false, 'never', false],
    [2400, 'UPSTREAM_FORBIDDEN', false, 'never', false],
    [2500, 'UPSTREAM_RATE_LIMITED', true, 'never', false],
    [4003, 'UPSTREAM_FORBIDDEN', false, 'never', false],
    [5000, 'UPSTREAM_UNAVAILABLE', true, 'soon', false],
    [5100, 'UPSTREAM_UNAVAILABLE', true, 'soon', false],
    [5200, 'UPSTREAM_UNAVAILABLE', false, 'never', false],
    [5300, 'UPSTREAM_UNAVAILABLE', true, 'soon', false],
    [8004, 'UPSTREAM_UNAVAILABLE', false, 'never', false],
    [77, 'UPSTREAM_REJECTED', false, 'never', false],
  ])('with ret_code %i is %s', (retCode, code, retryable, repeat, notFound) => {
    expect(failure({ message: 'why', ret_code: retCode })).toEqual({
      code,
      vendorCode: retCode,
      message: 'why',
      vendorRequestId: null,
      retryable,
      repeat,
      retryAfterMs: null,
      notFound,
    });
  });

  test('keeps the vendor words of the sheet', () => {
    const message = 'AuthFailure, illegal access key [BADKEY]';
    expect(failure({ message, ret_code: 1200 })).toMatchObject({ message, vendorCode: 1200 });
  });

  test('may have its code in a string and no message', () => {
    expect(failure({ message: null, ret_code: '5100' })).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      vendorCode: 5100,
      message: 'The vendor refused with ret_code 5100 and no message.',
    });
  });

  test('counts before rows that stand beside it', () => {
    expect(answer({ ret_code: 1400, loadbalancer_set: [{}] }).ok).toBe(false);
  });
});

describe('an answer that cannot be read', () => {
  test.each([
    ['is empty', ''],
    ['is HTML', '<html><body>502</body></html>'],
    ['is cut short', '{"ret_code":0,"loadbalancer_set":[{"loadb'],
    ['is null', 'null'],
    ['is a list', '[]'],
    ['is text', '"ok"'],
    ['has no ret_code', { loadbalancer_set: [] }],
    ['has a ret_code of null', { ret_code: null, loadbalancer_set: [] }],
    ['has a ret_code that is no number', { ret_code: 'fine', loadbalancer_set: [] }],
    ['has no list', { ret_code: 0, total_count: 0 }],
    ['has the list of another action', { ret_code: 0, total_count: 0, instance_set: [] }],
    ['has an object for a list', { ret_code: 0, total_count: 0, loadbalancer_set: {} }],
    ['has text for a list', { ret_code: 0, total_count: 0, loadbalancer_set: '' }],
  ])('since it %s is UPSTREAM_INVALID_RESPONSE and may be asked for again', (_, body) => {
    expect(failure(body)).toMatchObject({
      code: 'UPSTREAM_INVALID_RESPONSE',
      vendorCode: null,
      retryable: true,
      repeat: 'soon',
      notFound: false,
    });
  });
});

describe('an HTTP status other than 200', () => {
  test.each([
    [204, 'UPSTREAM_INVALID_RESPONSE', true, 'soon'],
    [302, 'UPSTREAM_INVALID_RESPONSE', false, 'never'],
    [400, 'UPSTREAM_REJECTED', false, 'never'],
    [401, 'UPSTREAM_UNAUTHENTICATED', false, 'never'],
    [403, 'UPSTREAM_FORBIDDEN', false, 'never'],
    [404, 'UPSTREAM_REJECTED', false, 'never'],
    [429, 'UPSTREAM_RATE_LIMITED', true, 'later'],
    [500, 'UPSTREAM_UNAVAILABLE', true, 'soon'],
    [502, 'UPSTREAM_UNAVAILABLE', true, 'soon'],
  ])('%i is %s, even if the body says success', (status, code, retryable, repeat) => {
    expect(failure({ ret_code: 0, loadbalancer_set: [] }, status)).toMatchObject({
      code,
      retryable,
      repeat,
      notFound: false,
      message: `The vendor answered with HTTP ${status}.`,
    });
  });

  test.each([
    [400, 1200, { code: 'UPSTREAM_UNAUTHENTICATED', repeat: 'never', notFound: false }],
    [400, 1300, { code: 'UPSTREAM_UNAUTHENTICATED', repeat: 'signed-again', notFound: false }],
    [400, 2100, { code: 'UPSTREAM_REJECTED', repeat: 'never', notFound: true }],
    [400, 2500, { code: 'UPSTREAM_RATE_LIMITED', repeat: 'never', notFound: false }],
    [500, 5000, { code: 'UPSTREAM_UNAVAILABLE', repeat: 'soon', notFound: false }],
  ])('%i with ret_code %i is what the vendor says', (status, retCode, expected) => {
    expect(failure({ ret_code: retCode, message: 'no' }, status)).toMatchObject({
      ...expected,
      vendorCode: retCode,
    });
  });

  test('tells what its body tells', () => {
    expect(failure({ ret_code: 2500, message: 'slow down' }, 429)).toMatchObject({
      vendorCode: 2500,
      message: 'slow down',
    });
  });

  test.each([
    ['30', 30_000],
    ['soon', null],
    [undefined, null],
  ])('with Retry-After %s', (header, retryAfterMs) => {
    const headers = header === undefined ? {} : { 'retry-after': header };
    expect(failure('', 429, headers).retryAfterMs).toBe(retryAfterMs);
  });
});
