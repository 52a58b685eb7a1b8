import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toAnswer, type AnswerShape } from '../../../src/providers/tencent/envelope.js';
import { bmlbModuleFailures, clbModuleFailures } from '../../../src/providers/tencent/module-failures.js';
import { sheetAnswers } from './sheet-answers.js';

const shape: AnswerShape = { rows: ['backendSet'], total: ['totalCount'] };
const nested: AnswerShape = { rows: ['data', 'deviceList'], total: ['data', 'totalNum'] };

interface Setting {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly shape?: AnswerShape;
  readonly modules?: typeof bmlbModuleFailures;
}

function answer(body: unknown, setting: Setting = {}) {
  const { status = 200, headers = {}, modules } = setting;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return toAnswer({ status, headers, body: text }, setting.shape ?? shape, modules);
}

function failure(body: unknown, setting: Setting = {}) {
  const result = answer(body, setting);
  if (result.ok) throw new Error('the answer counts as a success');
  return result.failure;
}

describe('success', () => {
  test.each(sheetAnswers)('is the example of $name', ({ shape, rows, total, body }) => {
    const result = answer(body, { shape });
    expect(result).toMatchObject({ ok: true, total, vendorRequestId: null });
    expect(result.ok && result.rows).toHaveLength(rows);
  });

  test('holds the rows as they came', () => {
    const row = { unInstanceId: 'ins-1', weight: '10', wanIpSet: null };
    expect(answer({ code: 0, message: '', totalCount: 7, backendSet: [row, 5] })).toEqual({
      ok: true,
      rows: [row, 5],
      total: 7,
      vendorRequestId: null,
    });
  });

  test.each([
    ['a code in a string', { code: '0' }],
    ['no message', {}],
    ['msg for message', { msg: 'ok' }],
    ['a message', { message: 'success' }],
    ['a codeDesc of ""', { codeDesc: '' }],
    ['a codeDesc of null', { codeDesc: null }],
    ['a codeDesc in small letters', { codeDesc: 'success' }],
    ['a message that looks like a module code', { message: '(11041)' }],
  ])('may be spelled with %s', (_, spelling) => {
    expect(answer({ code: 0, backendSet: [], ...spelling }, { modules: bmlbModuleFailures }).ok).toBe(true);
  });

  test.each([
    [undefined, null],
    [null, null],
    ['', null],
    [-1, null],
    ['-1', null],
    [1.5, null],
    ['many', null],
    [{}, null],
    [1e300, null],
    [0, 0],
    ['12', 12],
  ])('with a total of %j tells %j', (totalCount, total) => {
    expect(answer({ code: 0, backendSet: [], totalCount })).toMatchObject({ ok: true, total });
  });

  test('tells no total for an action that has none, even if one stands there', () => {
    const none = { rows: ['backendSet'], total: null };
    const body = { code: 0, backendSet: [], totalCount: 3 };
    expect(answer(body, { shape: none })).toMatchObject({ ok: true, total: null });
  });
});

describe('an answer that cannot be read', () => {
  test.each<[string, unknown, AnswerShape?]>([
    ['is empty', ''],
    ['is HTML', '<html></html>'],
    ['is cut short', '{"code":0,"backendSet":['],
    ['has a comma too many, like two examples of the vendor', '{"code":0,"backendSet":[{}],}'],
    ['is null', 'null'],
    ['is a list', '[{"code":0}]'],
    ['is text', '"code"'],
    ['is a number', '0'],
    ['has no code', { backendSet: [] }],
    ['has a code of null', { code: null, backendSet: [] }],
    ['has a code of ""', { code: '', backendSet: [] }],
    ['has a code of false', { code: false, backendSet: [] }],
    ['has a name for a code', { code: 'Success', backendSet: [] }],
    ['has a code of no size', { code: 1e300, backendSet: [] }],
    ['has its code in the prototype', '{"__proto__":{"code":0,"backendSet":[]}}'],
    ['is of the newer dialect', { Response: { TotalCount: 0, InstanceSet: [], RequestId: 'x' } }],
    ['has no list', { code: 0, totalCount: 0 }],
    ['has the list of another action', { code: 0, instanceSet: [] }],
    ['has null for a list', { code: 0, backendSet: null }],
    ['has an object for a list', { code: 0, backendSet: { 0: {} } }],
    ['has text for a list', { code: 0, backendSet: '' }],
    ['has a list where an object should hold one', { code: 0, data: [] }, nested],
    ['has null where an object should hold one', { code: 0, data: null }, nested],
    ['has a list with the name of its object', { code: 0, deviceList: [] }, nested],
    ['asks for what every object has', { code: 0 }, { rows: ['constructor'], total: null }],
    ['asks for what every list has', { code: 0, data: [] }, { rows: ['data', 'length'], total: null }],
    ['says 0 and names an error', { code: 0, codeDesc: 'InternalError.DbError', backendSet: [] }],
    ['says 0 and has a number for a name', { code: 0, codeDesc: 0, backendSet: [] }],
    ['says 0 and has an object for a name', { code: 0, codeDesc: {}, backendSet: [] }],
  ])('since it %s is UPSTREAM_INVALID_RESPONSE and may be asked for again', (_, body, of = shape) => {
    expect(failure(body, { shape: of })).toMatchObject({
      code: 'UPSTREAM_INVALID_RESPONSE',
      vendorCode: null,
      retryable: true,
      repeat: 'soon',
      notFound: false,
    });
  });
});

describe("a refusal of the sheets' examples", () => {
  test('5100 in a string, without a name', () => {
    const message = '(100004)projectId invalid';
    expect(failure(`{"code":"5100","message":"${message}"}`)).toEqual({
      code: 'UPSTREAM_UNAVAILABLE',
      vendorCode: 5100,
      message,
      vendorRequestId: null,
      retryable: false,
      repeat: 'never',
      retryAfterMs: null,
      notFound: false,
    });
  });

  test.each(['Authentication failed. Please refer to …', 'Authentication failed. SecretId does not exist'])(
    '4100: %s',
    (message) => {
      expect(failure({ code: 4100, message, codeDesc: 'AuthFailure' })).toMatchObject({
        code: 'UPSTREAM_UNAUTHENTICATED',
        vendorCode: 4100,
        message,
        retryable: false,
        repeat: 'never',
      });
    },
  );

  test.each([undefined, clbModuleFailures, bmlbModuleFailures])('4000 around 12003', (modules) => {
    const message = '(12003)load balancer is executing another operation';
    const body = { code: 4000, message, codeDesc: 'IncorrectStatus.LBWrongStatus' };
    expect(failure(body, modules === undefined ? {} : { modules })).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      vendorCode: 4000,
      message,
      retryable: true,
      repeat: 'later',
    });
  });

  test('4400', () => {
    const body = {
      code: 4400,
      message: 'request quota exceeded, retry later',
      codeDesc: 'RequestLimitExceeded',
    };
    expect(failure(body)).toMatchObject({
      code: 'UPSTREAM_RATE_LIMITED',
      vendorCode: 4400,
      repeat: 'later',
    });
  });
});

describe('a refusal', () => {
  test('is looked up in the table of its product', () => {
    const body = { code: 4000, message: '(11041)no such load balancer' };
    expect(failure(body, { modules: bmlbModuleFailures })).toMatchObject({
      notFound: true,
      vendorCode: 4000,
    });
    expect(failure(body, { modules: clbModuleFailures })).toMatchObject({ notFound: false });
  });

  test('may have its words, and its module code, in msg', () => {
    const body = { code: 4000, message: '', msg: '(11041)gone' };
    expect(failure(body, { modules: bmlbModuleFailures })).toMatchObject({
      message: '(11041)gone',
      vendorCode: 4000,
      notFound: true,
    });
  });

  test.each([{}, { message: null }, { message: '' }, { message: 7, msg: {} }])(
    'without words says its code: %j',
    (words) => {
      expect(failure({ code: '6000', codeDesc: 7, ...words })).toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        vendorCode: 6000,
        message: 'The vendor refused with code 6000 and no message.',
      });
    },
  );

  test('counts before rows that stand beside it, and before a name of success', () => {
    expect(answer({ code: 5000, codeDesc: 'Success', totalCount: 1, backendSet: [{}] }).ok).toBe(false);
  });

  test('may have a code below zero', () => {
    const body = { code: -12023, codeDesc: 'InvalidL4Listener.NotExist' };
    expect(failure(body, { modules: bmlbModuleFailures })).toMatchObject({
      vendorCode: -12_023,
      notFound: true,
    });
  });
});

describe('an HTTP status other than 200', () => {
  test.each([
    [204, 'UPSTREAM_INVALID_RESPONSE', 'soon'],
    [302, 'UPSTREAM_INVALID_RESPONSE', 'never'],
    [400, 'UPSTREAM_REJECTED', 'never'],
    [401, 'UPSTREAM_UNAUTHENTICATED', 'never'],
    [403, 'UPSTREAM_FORBIDDEN', 'never'],
    [429, 'UPSTREAM_RATE_LIMITED', 'later'],
    [502, 'UPSTREAM_UNAVAILABLE', 'soon'],
  ])('%i is %s, even if the body says success', (status, code, repeat) => {
    const body = { code: 0, message: 'success', codeDesc: 'Success', totalCount: 0, backendSet: [] };
    expect(failure(body, { status })).toMatchObject({
      code,
      repeat,
      vendorCode: null,
      notFound: false,
      message: `The vendor answered with HTTP ${status}.`,
    });
  });

  test.each([
    [400, 4100, { code: 'UPSTREAM_UNAUTHENTICATED', repeat: 'never', notFound: false }],
    [401, 4500, { code: 'UPSTREAM_UNAUTHENTICATED', repeat: 'signed-again', notFound: false }],
    [404, 5000, { code: 'UPSTREAM_REJECTED', repeat: 'never', notFound: true }],
    [500, 4400, { code: 'UPSTREAM_RATE_LIMITED', repeat: 'later', notFound: false }],
    [429, 6200, { code: 'UPSTREAM_UNAVAILABLE', repeat: 'later', notFound: false }],
  ])('%i with code %i is what the vendor says', (status, code, expected) => {
    expect(failure({ code, message: 'no' }, { status })).toMatchObject({
      ...expected,
      vendorCode: code,
      message: 'no',
    });
  });

  test('tells the words of a body that has no code', () => {
    expect(failure({ message: 'no healthy upstream' }, { status: 503 }).message).toBe('no healthy upstream');
  });
});

test.each([
  ['30', 30_000],
  ['0', 0],
  ['soon', null],
  ['-1', null],
  [undefined, null],
])('Retry-After %s is told in milliseconds', (header, retryAfterMs) => {
  const headers = header === undefined ? {} : { 'retry-after': header };
  expect(failure({ code: 4400 }, { headers }).retryAfterMs).toBe(retryAfterMs);
  expect(failure('', { status: 503, headers }).retryAfterMs).toBe(retryAfterMs);
});

describe('whatever comes', () => {
  const shapes = [
    shape,
    nested,
    { rows: ['data'], total: null },
    { rows: ['__proto__'], total: ['__proto__'] },
  ];
  const names = ['code', 'codeDesc', 'message', 'msg', 'totalCount', 'backendSet', 'data', '__proto__', 'x'];
  const leaf = fc.oneof(
    fc.constantFrom(0, '0', 4000, '5100', -12023, 1e308, 2 ** 53, '', 'Success', '(9006)', null, true),
    fc.string(),
    fc.double(),
  );
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, 'deviceList', 'totalNum'), tie('json'), { maxKeys: 6 }),
    ),
  }));
  const mostly = (usual: fc.Arbitrary<unknown>) => fc.oneof({ weight: 9, arbitrary: usual }, json);
  const list = fc.array(json, { maxLength: 3 });
  const likely = fc.record(
    {
      code: mostly(fc.constantFrom(0, '0', -0, '00')),
      codeDesc: mostly(fc.constantFrom('', 'Success', 'SUCCESS', null)),
      backendSet: mostly(list),
      data: mostly(fc.oneof(list, fc.record({ deviceList: mostly(list), totalNum: leaf }))),
      totalCount: json,
      message: json,
    },
    { requiredKeys: ['code', 'backendSet', 'data'] },
  );
  const body = fc.oneof(
    likely.map((value) => JSON.stringify(value)),
    json.map((value) => JSON.stringify(value)),
    fc.string(),
  );
  const statuses = fc.oneof({ weight: 3, arbitrary: fc.constant(200) }, fc.integer({ min: 100, max: 700 }));

  /** The documented form, told in other words. */
  function isWellFormed(status: number, text: string, { rows }: AnswerShape): boolean {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return false;
    }
    const own = (holder: unknown, name: string): unknown =>
      Object.prototype.toString.call(holder) === '[object Object]'
        ? new Map(Object.entries(holder as object)).get(name)
        : undefined;
    const isZero = /^(-?0{1,15}|"-?0{1,15}")$/.test(JSON.stringify(own(value, 'code') ?? null));
    const isNamedSo = /^(null|""|"success")$/i.test(JSON.stringify(own(value, 'codeDesc') ?? null));
    return status === 200 && isZero && isNamedSo && Array.isArray(rows.reduce(own, value));
  }

  test('is an answer or a failure, and an answer only if it is well-formed', () => {
    const seen = { ok: 0, failed: 0 };
    fc.assert(
      fc.property(statuses, body, fc.constantFrom(...shapes), (status, text, of) => {
        const result = answer(text, { status, shape: of, modules: bmlbModuleFailures });
        seen[result.ok ? 'ok' : 'failed'] += 1;
        expect(result.ok).toBe(isWellFormed(status, text, of));
        if (result.ok) expect(result.total === null || result.total >= 0).toBe(true);
        else expect(result.failure.message).not.toBe('');
      }),
      { numRuns: 1000 },
    );
    expect(Math.min(seen.ok, seen.failed)).toBeGreaterThan(20);
  });

  test('may be nested beyond measure', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const body of [deep, '['.repeat(1_000_000), `{"code":${deep}}`, `{"code":4000,"message":${deep}}`])
      expect(answer(body).ok).toBe(false);
    expect(answer(`{"code":0,"codeDesc":${deep},"backendSet":[]}`).ok).toBe(false);
    expect(answer(`{"code":0,"x":${deep},"backendSet":[]}`).ok).toBe(true);
  });
});
