import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCursors, listMark } from '../../src/graphql/cursor.js';

const cursors = createCursors('a key');
const mark = listMark(['loadBalancers', null]);
const partIds = fc.uniqueArray(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 20 });
const places = partIds.chain((ids) =>
  fc.record({ ids: fc.constant(ids), part: fc.nat(ids.length - 1), offset: fc.nat(1_000_000_000) }),
);
const badInput = expect.objectContaining({ code: 'BAD_USER_INPUT' }) as Error;
const cursorAt = (partId: string, offset: number) => cursors.encode(mark, { partId, offset });

describe('a cursor', () => {
  test('comes back as the place that it was made of', () => {
    fc.assert(
      fc.property(places, ({ ids, part, offset }) => {
        expect(cursors.decode(mark, ids, cursorAt(ids[part] ?? '', offset))).toEqual({ part, offset });
      }),
      { numRuns: 200 },
    );
  });

  test('can stand in a URL as it is, is short, and tells no names', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), fc.nat(1_000_000_000), (partId, offset) => {
        const cursor = cursorAt(partId, offset);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]{1,120}$/);
        expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain(partId);
      }),
      { numRuns: 100 },
    );
  });

  test('is refused on another list', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        const cursor = cursors.encode(listMark(['field', a]), { partId: 'p', offset: 1 });
        expect(() => cursors.decode(listMark(['field', b]), ['p'], cursor)).toThrow(badInput);
      }),
      { numRuns: 200 },
    );
  });

  test('is refused where its part is none of the list', () => {
    expect(() => cursors.decode(mark, ['other', 'parts'], cursorAt('p', 1))).toThrow(badInput);
  });

  test('is good with the same key, after a restart or at a replica, and with no other', () => {
    const cursor = cursorAt('p', 7);
    expect(createCursors('a key').decode(mark, ['p'], cursor)).toEqual({ part: 0, offset: 7 });
    expect(() => createCursors('another key').decode(mark, ['p'], cursor)).toThrow(badInput);
    expect(() => createCursors('another key').check(cursor)).toThrow(badInput);
  });

  test('of which any bit was changed is refused', () => {
    const bytes = Buffer.from(cursorAt('p', 7), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => cursors.check(changed.toString('base64url'))).toThrow(badInput);
    }
  });

  test('that was cut, or is followed by more, or is spelled otherwise, is refused', () => {
    const cursor = cursorAt('p', 7);
    for (let length = 0; length < cursor.length; length += 1) {
      expect(() => cursors.check(cursor.slice(0, length))).toThrow(badInput);
    }
    for (const other of [`${cursor}A`, `${cursor}==`, ` ${cursor}`, `${cursor}\n`, cursor.toLowerCase()]) {
      expect(() => cursors.check(other)).toThrow(badInput);
    }
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
          fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
        ),
        (text) => {
          expect(() => cursors.check(text)).toThrow(badInput);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is a text of 100 kB', () => {
    expect(() => cursors.check(randomBytes(75_000).toString('base64url'))).toThrow(badInput);
  });
});
