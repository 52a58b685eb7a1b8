import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromCursor, listMark, toCursor } from '../../src/graphql/cursor.js';

const positions = fc.record({ partId: fc.string({ maxLength: 20 }), offset: fc.nat(1_000_000) });
const mark = listMark(['loadBalancers', null]);
const badInput = expect.objectContaining({ code: 'BAD_USER_INPUT' }) as Error;

describe('a cursor', () => {
  test('comes back as the place that it was made of', () => {
    fc.assert(
      fc.property(positions, (position) => {
        expect(fromCursor(mark, toCursor(mark, position))).toEqual(position);
      }),
      { numRuns: 200 },
    );
  });

  test('can stand in a URL as it is', () => {
    fc.assert(
      fc.property(positions, (position) => {
        const cursor = toCursor(mark, position);
        expect(encodeURIComponent(cursor)).toBe(cursor);
      }),
      { numRuns: 100 },
    );
  });

  test('is refused on another list', () => {
    fc.assert(
      fc.property(positions, fc.jsonValue(), fc.jsonValue(), (position, a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        const cursor = toCursor(listMark(['field', a]), position);
        expect(() => fromCursor(listMark(['field', b]), cursor)).toThrow(badInput);
      }),
      { numRuns: 200 },
    );
  });

  test('of the same list is good again after a restart', () => {
    expect(listMark(['listeners', { source: { account: 'a', region: null }, loadBalancerId: 'lb' }])).toBe(
      listMark(['listeners', { source: { account: 'a', region: null }, loadBalancerId: 'lb' }]),
    );
  });
});

describe('what is not a cursor', () => {
  test('is refused, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.json().map((text) => Buffer.from(text).toString('base64url')),
        ),
        (text) => {
          expect(() => fromCursor(mark, text)).toThrow(badInput);
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    ['a negative place', [mark, -1, '']],
    ['half a place', [mark, 1.5, '']],
    ['a place that no list reaches', [mark, 1e300, '']],
    ['a place that is text', [mark, '1', '']],
    ['no part', [mark, 1]],
    ['a part that is no text', [mark, 1, 7]],
    ['nothing', []],
  ])('is one with %s', (_, fields) => {
    const cursor = Buffer.from(JSON.stringify(fields)).toString('base64url');
    expect(() => fromCursor(mark, cursor)).toThrow(badInput);
  });

  test('is a text too long to be one', () => {
    expect(() => fromCursor(mark, toCursor(mark, { partId: 'x'.repeat(5000), offset: 1 }))).toThrow(badInput);
  });
});
