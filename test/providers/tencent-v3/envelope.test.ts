import { describe, expect, test } from 'vitest';
import { toAnswer } from '../../../src/providers/tencent/v3/envelope.js';
import type { WireResponse } from '../../../src/upstream/wire.js';

const shape = { rows: ['Listeners'], total: ['TotalCount'] };

function read(inner: unknown, response: Partial<WireResponse> = {}, mayLackRows = false) {
  const body = JSON.stringify({ Response: inner });
  return toAnswer({ status: 200, headers: {}, body, ...response }, { ...shape, mayLackRows });
}

function refused(code: string, ownCodes = {}) {
  const body = JSON.stringify({ Response: { Error: { Code: code, Message: 'No.' }, RequestId: 'r-1' } });
  const answer = toAnswer({ status: 200, headers: {}, body }, shape, ownCodes);
  if (answer.ok) throw new Error('an error is no success');
  return answer.failure;
}

describe('an answer of API 3.0', () => {
  test('holds rows, their total and the request’s id', () => {
    expect(read({ Listeners: [{ a: 1 }], TotalCount: 7, RequestId: 'r-1' })).toEqual({
      ok: true,
      rows: [{ a: 1 }],
      total: 7,
      vendorRequestId: 'r-1',
    });
  });

  test('says by null that there is nothing', () => {
    expect(read({ Listeners: null, RequestId: 'r-1' })).toMatchObject({ ok: true, rows: [], total: null });
  });

  test('without its list is none, unless the list may be left out', () => {
    const invalid = { ok: false, failure: { code: 'UPSTREAM_INVALID_RESPONSE', vendorRequestId: 'r-1' } };
    expect(read({ RequestId: 'r-1' })).toMatchObject(invalid);
    expect(read({ Listeners: {}, RequestId: 'r-1' })).toMatchObject(invalid);
    expect(read({ RequestId: 'r-1' }, {}, true)).toMatchObject({ ok: true, rows: [] });
  });

  test('that is no JSON, no object, or an error without a code is none', () => {
    for (const body of ['', '<html>', '[]', '{}', '{"Response":null}', '{"Response":[]}']) {
      expect(read(null, { body })).toMatchObject({
        ok: false,
        failure: { code: 'UPSTREAM_INVALID_RESPONSE' },
      });
    }
    expect(read({ Error: {}, Listeners: [] })).toMatchObject({
      ok: false,
      failure: { code: 'UPSTREAM_INVALID_RESPONSE' },
    });
  });

  test('with another status is a failure, whatever it holds, with the time to wait', () => {
    const headers = { 'retry-after': '3' };
    expect(read({ Listeners: [] }, { status: 503, headers })).toMatchObject({
      ok: false,
      failure: { code: 'UPSTREAM_UNAVAILABLE', retryAfterMs: 3000, vendorCode: null },
    });
  });
});

describe('a code of API 3.0', () => {
  test.each([
    ['AuthFailure.SignatureFailure', 'UPSTREAM_UNAUTHENTICATED', 'never'],
    ['AuthFailure.SecretIdNotFound', 'UPSTREAM_UNAUTHENTICATED', 'never'],
    ['AuthFailure.TokenFailure', 'UPSTREAM_UNAUTHENTICATED', 'never'],
    ['AuthFailure.SignatureExpire', 'UPSTREAM_UNAUTHENTICATED', 'signed-again'],
    ['AuthFailure.UnauthorizedOperation', 'UPSTREAM_FORBIDDEN', 'never'],
    ['UnauthorizedOperation.CamNoAuth', 'UPSTREAM_FORBIDDEN', 'never'],
    ['RequestLimitExceeded', 'UPSTREAM_RATE_LIMITED', 'later'],
    ['RequestLimitExceeded.UinLimitExceeded', 'UPSTREAM_RATE_LIMITED', 'later'],
    ['InternalError', 'UPSTREAM_UNAVAILABLE', 'soon'],
    ['InternalError.DbError', 'UPSTREAM_UNAVAILABLE', 'soon'],
    ['FailedOperation', 'UPSTREAM_UNAVAILABLE', 'never'],
    ['InvalidParameter.FormatError', 'UPSTREAM_REJECTED', 'never'],
    ['MissingParameter', 'UPSTREAM_REJECTED', 'never'],
    ['NobodyKnows.This', 'UPSTREAM_REJECTED', 'never'],
  ])('%s is %s, repeated %s', (code, ours, repeat) => {
    expect(refused(code)).toMatchObject({ code: ours, repeat, vendorCode: code, vendorRequestId: 'r-1' });
  });

  test('of something that does not exist says so', () => {
    expect(refused('ResourceNotFound.Listener')).toMatchObject({ notFound: true });
    expect(refused('InvalidParameter')).toMatchObject({ notFound: false });
  });

  test('means what its product says before what all say', () => {
    const { notFound } = refused('InvalidParameter.LBIdNotFound', {
      'InvalidParameter.LBIdNotFound': { ...refused('ResourceNotFound') },
    });
    expect(notFound).toBe(true);
  });
});
