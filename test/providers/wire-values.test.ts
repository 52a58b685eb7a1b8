import fc from 'fast-check';
import { IPResolver } from 'graphql-scalars';
import { describe, expect, test } from 'vitest';
import {
  fromTable,
  identifier,
  integer,
  listOf,
  pickFields,
  text,
  toAddresses,
  toUtc,
} from '../../src/providers/wire-values.js';

describe('text', () => {
  test.each([
    ['a', 'a'],
    ['', null],
    [null, null],
    [undefined, null],
    [0, '0'],
    [80, '80'],
    [' ', ' '],
  ])('reads %j as %j', (value, expected) => {
    expect(text.parse(value)).toBe(expected);
  });

  test.each([[true], [{}], [['a']]])('refuses %j', (value) => {
    expect(text.safeParse(value).success).toBe(false);
  });
});

describe('an identifier', () => {
  test.each([[''], [null], [undefined], [7], [{}]])('is not %j', (value) => {
    expect(identifier.safeParse(value).success).toBe(false);
  });
});

describe('an integer', () => {
  test.each([
    [7, 7],
    ['7', 7],
    ['-7', -7],
    ['007', 7],
    ['', null],
    [null, null],
    [undefined, null],
  ])('reads %j as %j', (value, expected) => {
    expect(integer.parse(value)).toBe(expected);
  });

  test.each([
    [1.5],
    ['1.5'],
    ['1e3'],
    ['0x10'],
    [' 7'],
    [Number.NaN],
    [2 ** 60],
    ['9'.repeat(16)],
    [true],
    [[]],
  ])('refuses %j', (value) => {
    expect(integer.safeParse(value).success).toBe(false);
  });

  test('is exact within what a GraphQL Int holds, and null beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (value) => {
        expect(integer.parse(String(value))).toBe(value);
      }),
      { numRuns: 200 },
    );
    expect([integer.parse(2 ** 31), integer.parse('-2147483649')]).toEqual([null, null]);
  });
});

describe('a list', () => {
  test.each([
    [null, []],
    [undefined, []],
    [
      ['1', 2],
      [1, 2],
    ],
  ])('reads %j as %j', (value, expected) => {
    expect(listOf(integer).parse(value)).toEqual(expected);
  });

  test.each([['a'], [{ 0: 1 }], [[{}]]])('refuses %j', (value) => {
    expect(listOf(integer).safeParse(value).success).toBe(false);
  });
});

describe('addresses', () => {
  test('are the valid ones, each once, in their order', () => {
    expect(
      toAddresses(['10.0.0.2', null, '', '10.0.0.1', 'no', undefined, '10.0.0.2', '2001:db8::1']),
    ).toEqual(['10.0.0.2', '10.0.0.1', '2001:db8::1']);
  });

  test.each([
    ['10.0.0.256'],
    ['10.0.0'],
    ['10.0.0.1:80'],
    ['10.0.0.1/24'],
    [' 10.0.0.1'],
    ['010.0.0.1'],
    ['[::1]'],
  ])('%j is none', (value) => {
    expect(toAddresses([value])).toEqual([]);
  });

  test('can all be given as the scalar IP of the schema', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        for (const given of toAddresses([address])) expect(IPResolver.serialize(given)).toBe(given);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a vendor time', () => {
  test.each([
    ['2024-05-06T07:08:09Z', 'Z', '2024-05-06T07:08:09.000Z'],
    ['2024-05-06 07:08:09', 'Z', '2024-05-06T07:08:09.000Z'],
    ['2024-05-06 07:08:09', '+08:00', '2024-05-05T23:08:09.000Z'],
    ['2024-05-06T07:08:09+02:00', '+08:00', '2024-05-06T05:08:09.000Z'],
    ['2024-05-06T07:08:09+0200', 'Z', '2024-05-06T05:08:09.000Z'],
    ['2024-05-06T07:08:09.5Z', 'Z', '2024-05-06T07:08:09.500Z'],
    ['2024-05-06T07:08:09.123456Z', 'Z', '2024-05-06T07:08:09.123Z'],
    ['2023-12-31T23:59:59-01:00', 'Z', '2024-01-01T00:59:59.000Z'],
  ])('%s in zone %s is %s', (value, zone, expected) => {
    expect(toUtc(value, zone)).toBe(expected);
  });

  test.each([
    [null],
    [''],
    ['2024-05-06'],
    ['2024-13-06T07:08:09Z'],
    ['2024-05-06T25:08:09Z'],
    ['0000-00-00 00:00:00'],
    ['06.05.2024 07:08:09'],
    ['1714979289'],
    ['2024-05-06T07:08:09Z and more'],
  ])('%j cannot be read', (value) => {
    expect(toUtc(value, 'Z')).toBeNull();
  });

  test('keeps the moment, whatever zone it is written in', () => {
    const dates = fc.date({
      min: new Date('1990-01-01T00:00:00Z'),
      max: new Date('2090-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, minutes) => {
        const moment = Math.floor(date.getTime() / 1000) * 1000;
        const local = new Date(moment + minutes * 60_000).toISOString().slice(0, 19);
        const size = Math.abs(minutes);
        const pad = (value: number) => String(value).padStart(2, '0');
        const zone = `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
        const expected = new Date(moment).toISOString();
        expect(toUtc(local + zone, 'Z')).toBe(expected);
        expect(toUtc(local.replace('T', ' '), zone)).toBe(expected);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a table', () => {
  const table = { running: 'RUNNING', '1': 'ONE' } as const;

  test.each([
    ['running', 'RUNNING'],
    ['Running', 'RUNNING'],
    ['RUNNING', 'RUNNING'],
    [1, 'ONE'],
    ['paused', null],
    [null, null],
    ['', null],
  ])('gives %j as %j', (value, expected) => {
    expect(fromTable(table, value)).toBe(expected);
  });

  test('knows nothing that every object has', () => {
    for (const name of ['constructor', '__proto__', 'tostring', 'valueOf']) {
      expect(fromTable(table, name)).toBeNull();
    }
  });
});

describe('picked fields', () => {
  test('are without members that look like secrets, at any depth of a listed object', () => {
    const disk = { size: 1, admin_password: 'x', parts: [{ id: 2, accessToken: 'y', Secret: { z: 1 } }] };
    expect(pickFields({ disk, keyId: 'k' }, ['disk', 'keyId'])).toEqual({
      disk: { size: 1, parts: [{ id: 2 }] },
      keyId: 'k',
    });
  });

  test('are those of the allow-list that the row has, as they are', () => {
    const row = { a: null, b: 0, c: { d: ['e'] }, graphics_passwd: 'secret', f: undefined };
    expect(pickFields(row, ['a', 'b', 'c', 'f', 'g'])).toEqual({ a: null, b: 0, c: { d: ['e'] } });
  });

  test('are never inherited ones', () => {
    const row: Record<string, unknown> = Object.create({ secret: 1 }) as Record<string, unknown>;
    expect(pickFields(row, ['secret', 'toString', 'constructor'])).toEqual({});
  });
});
