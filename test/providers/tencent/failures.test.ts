import { describe, expect, test } from 'vitest';
import { toFailure, toHttpFailure, type ModuleFailure } from '../../../src/providers/tencent/failures.js';
import { bmlbModuleFailures, clbModuleFailures } from '../../../src/providers/tencent/module-failures.js';

type Told = readonly [code: string, repeat: string, notFound?: 'notFound'];

const rejected: Told = ['UPSTREAM_REJECTED', 'never'];
const missing: Told = ['UPSTREAM_REJECTED', 'never', 'notFound'];
const unauthenticated: Told = ['UPSTREAM_UNAUTHENTICATED', 'never'];
const expired: Told = ['UPSTREAM_UNAUTHENTICATED', 'signed-again'];
const forbidden: Told = ['UPSTREAM_FORBIDDEN', 'never'];
const limited: Told = ['UPSTREAM_RATE_LIMITED', 'later'];
const failing: Told = ['UPSTREAM_UNAVAILABLE', 'soon'];
const busy: Told = ['UPSTREAM_UNAVAILABLE', 'later'];
const failed: Told = ['UPSTREAM_UNAVAILABLE', 'never'];

function expected([code, repeat, notFound]: Told) {
  return { code, repeat, retryable: repeat !== 'never', notFound: notFound === 'notFound' };
}

function failureOf(
  { code = 4000, message = 'why', codeDesc = '' },
  table: readonly ModuleFailure[] = bmlbModuleFailures,
) {
  return toFailure({ code, message, codeDesc }, table);
}

describe('a public code', () => {
  test.each<[number, string, Told]>([
    [4000, '', rejected],
    [4000, 'InvalidParameter', rejected],
    [4000, 'IncorrectStatus.Whatever', busy],
    [4000, 'IncorrectStatus', rejected],
    [4100, 'AuthFailure', unauthenticated],
    [4101, '', forbidden],
    [4102, '', forbidden],
    [4103, '', forbidden],
    [4104, '', unauthenticated],
    [4105, '', unauthenticated],
    [4106, '', unauthenticated],
    [4110, '', forbidden],
    [4200, '', expired],
    [4300, '', forbidden],
    [4400, 'RequestLimitExceeded', limited],
    [4500, '', expired],
    [4600, '', rejected],
    [5000, '', missing],
    [5100, '', failed],
    [5200, '', rejected],
    [5300, '', forbidden],
    [5400, '', rejected],
    [5500, '', forbidden],
    [6000, '', failing],
    [6100, '', rejected],
    [6200, '', busy],
    [6999, '', failed],
    [7, '', rejected],
    [-1, '', rejected],
    [2_000_000_000, '', rejected],
  ])('%i "%s" is %j', (code, codeDesc, told) => {
    for (const table of [[], clbModuleFailures, bmlbModuleFailures])
      expect(failureOf({ code, codeDesc }, table)).toEqual(expected(told));
  });
});

describe("bare metal's own code", () => {
  const codes: readonly [number, string, Told][] = [
    [9003, 'InvalidParameter', rejected],
    [10001, 'InvalidParameter', rejected],
    [9006, 'InternalError.CCDBAbnormal', failing],
    [9006, 'InternalError.DbError', failing],
    [9001, 'InternalError.DbError', failing],
    [11041, 'InvalidParameter.CCDBLBNotExist', missing],
    [11060, 'InternalError.TGWAbnormal', failing],
    [14100, 'InternalError.BmApiAbnormal', failing],
    [12003, 'IncorrectStatus.LBWrongStatus', busy],
    [-21001, 'InvalidStatus.LBInvalidStatus', busy],
    [-12023, 'InvalidL4Listener.NotExist', missing],
    [-12000, 'InvalidL7Listener.NotExist', missing],
    [-12010, 'IncorrectStatus.ListenerWrongStatus', busy],
    [-12015, 'InvalidParameter', rejected],
    [-3047, 'InvalidBmVpc.NotFound', rejected],
  ];

  test.each(codes)('%i counts at the start of the message', (code, codeDesc, told) => {
    const whole = expected(told);
    expect(failureOf({ message: `(${code})words`, codeDesc })).toEqual(whole);
    expect(failureOf({ message: `(${code})` })).toEqual(whole);
    expect(failureOf({ code: 6000, message: `(${code}) words` })).toMatchObject(whole);
  });

  test.each(codes)('%i counts in place of the public code', (code, codeDesc, told) => {
    expect(failureOf({ code, codeDesc })).toEqual(expected(told));
    expect(failureOf({ code })).toEqual(expected(told));
  });

  test.each(codes.filter(([, name]) => name.includes('.')))(
    '%i counts by its name %s',
    (_, codeDesc, told) => {
      expect(failureOf({ code: 5100, codeDesc })).toEqual(expected(told));
    },
  );

  test('is not told by a name that is a public one as well', () => {
    expect(failureOf({ code: 6000, codeDesc: 'InvalidParameter' })).toMatchObject(expected(failing));
  });

  test('outranks what the public code around it means', () => {
    expect(failureOf({ code: 5000, message: '(9006)store' })).toMatchObject(expected(failing));
    expect(failureOf({ code: 6000, message: '(11041)no such LB' })).toMatchObject(expected(missing));
    expect(failureOf({ code: 5100, message: '(11041)no such LB' })).toMatchObject(expected(missing));
  });

  test.each<[number, Told]>([
    [4100, unauthenticated],
    [4103, forbidden],
    [4300, forbidden],
    [4400, limited],
    [4500, expired],
  ])('does not outrank %i, which is about keys and quota', (code, told) => {
    const refusal = { code, message: '(11041)x', codeDesc: 'InvalidParameter.CCDBLBNotExist' };
    expect(failureOf(refusal)).toEqual(expected(told));
  });

  test('counts by its number first, where number and name differ', () => {
    const codeDesc = 'InvalidParameter.CCDBLBNotExist';
    expect(failureOf({ message: '(9006)store', codeDesc })).toEqual({
      ...expected(failing),
    });
  });

  test.each([18100, 18021, 18022])(
    '%i, which no page explains, is told and means what is around it',
    (code) => {
      const message = `(${code})hosted`;
      expect(failureOf({ code: 6000, message })).toEqual(expected(failing));
      expect(failureOf({ code: 4000, message })).toEqual(expected(rejected));
      expect(failureOf({ code })).toEqual(expected(rejected));
    },
  );

  test('is no number elsewhere in the message, nor one without brackets', () => {
    for (const message of ['load balancer (11041)', '11041 unknown', '(11041', '()', '(x11041)', '(1.5)'])
      expect(failureOf({ message })).toEqual(expected(rejected));
  });
});

describe('the table', () => {
  test.each([
    ['CLB', clbModuleFailures],
    ['bare metal', bmlbModuleFailures],
  ])('of %s has one meaning for each code and for each name', (_, table) => {
    for (const { code, codeDesc, means } of table) {
      const same = table.filter(
        (row) => row.code === code || (codeDesc !== null && row.codeDesc === codeDesc),
      );
      expect(same.map((row) => row.means)).toEqual(same.map(() => means));
    }
  });

  test('of CLB knows 12003 alone', () => {
    const message = '(12003)load balancer is executing another operation';
    expect(failureOf({ message }, clbModuleFailures)).toEqual(expected(busy));
    expect(failureOf({ message: '(11041)x' }, clbModuleFailures)).toEqual({
      ...expected(rejected),
    });
  });
});

describe('an HTTP status', () => {
  test.each<[number, Told]>([
    [204, ['UPSTREAM_INVALID_RESPONSE', 'soon']],
    [302, ['UPSTREAM_INVALID_RESPONSE', 'never']],
    [400, rejected],
    [401, unauthenticated],
    [403, forbidden],
    [404, rejected],
    [408, failing],
    [429, limited],
    [500, failing],
    [503, failing],
    [600, ['UPSTREAM_INVALID_RESPONSE', 'soon']],
  ])('%i is %j', (status, told) => {
    expect(toHttpFailure(status)).toEqual(expected(told));
  });
});
