import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCursors, listMark } from '../../src/graphql/cursor.js';

const cursors = createCursors('a key');
const mark = listMark(null, ['loadBalancers', null]);
const partIds = fc.uniqueArray(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 20 });
const offsets = fc.nat(1_000_000_000);
const places = partIds.chain((ids) => {
  const part = fc.nat(ids.length - 1);
  const owed = fc.record({ part, offset: fc.option(offsets, { nil: null }) });
  return fc.record({
    ids: fc.constant(ids),
    place: fc.record({
      at: fc.record({ part, offset: offsets }),
      left: fc.uniqueArray(owed, { maxLength: 8, selector: (one) => one.part }),
    }),
  });
});
const badInput = expect.objectContaining({ code: 'BAD_USER_INPUT' }) as Error;
const at = (offset: number) => ({ at: { part: 0, offset }, left: [] });
const cursorAt = (partId: string, offset: number) => cursors.encode(mark, [partId], at(offset));

describe('a cursor', () => {
  test('comes back as the place that it was made of', () => {
    fc.assert(
      fc.property(places, ({ ids, place }) => {
        expect(cursors.decode(mark, ids, cursors.encode(mark, ids, place))).toEqual(place);
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
        const cursor = cursors.encode(listMark('acme', ['field', a]), ['p'], at(1));
        expect(() => cursors.decode(listMark('acme', ['field', b]), ['p'], cursor)).toThrow(badInput);
      }),
      { numRuns: 200 },
    );
  });

  test('is refused where its part is none of the list', () => {
    expect(() => cursors.decode(mark, ['other', 'parts'], cursorAt('p', 1))).toThrow(badInput);
  });

  test('is good with the same key, after a restart or at a replica, and with no other', () => {
    const cursor = cursorAt('p', 7);
    expect(createCursors('a key').decode(mark, ['p'], cursor)).toEqual(at(7));
    expect(() => createCursors('another key').decode(mark, ['p'], cursor)).toThrow(badInput);
    expect(() => createCursors('another key').check(cursor, [])).toThrow(badInput);
  });

  test('of which any bit was changed is refused', () => {
    const bytes = Buffer.from(cursorAt('p', 7), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => cursors.check(changed.toString('base64url'), [])).toThrow(badInput);
    }
  });

  test('that was cut, or is followed by more, or is spelled otherwise, is refused', () => {
    const cursor = cursorAt('p', 7);
    for (let length = 0; length < cursor.length; length += 1) {
      expect(() => cursors.check(cursor.slice(0, length), [])).toThrow(badInput);
    }
    for (const other of [`${cursor}A`, `${cursor}==`, ` ${cursor}`, `${cursor}\n`, cursor.toLowerCase()]) {
      expect(() => cursors.check(other, [])).toThrow(badInput);
    }
  });
});

describe('before it is known which list a cursor is given to', () => {
  test('one of an account that the caller may not see is refused like one of another list', () => {
    const cursor = cursors.encode(listMark('theirs', ['listeners', 'lb-1']), ['p'], at(1));
    expect(() => cursors.check(cursor, ['mine', 'ours'])).toThrow(badInput);
    expect(() => cursors.check(cursor, ['mine', 'theirs'])).not.toThrow();
  });

  test("one of a list of several accounts may be anybody's", () => {
    expect(() => cursors.check(cursorAt('p', 1), ['mine'])).not.toThrow();
  });
});

describe('what a cursor owes', () => {
  test('of parts that the list no longer has is nothing', () => {
    const place = { at: { part: 2, offset: 4 }, left: [0, 1].map((part) => ({ part, offset: null })) };
    const cursor = cursors.encode(mark, ['gone', 'kept', 'here'], place);
    expect(cursors.decode(mark, ['here', 'kept'], cursor)).toEqual({
      at: { part: 0, offset: 4 },
      left: [{ part: 1, offset: null }],
    });
  });

  test('takes a few bytes for each part', () => {
    const ids = Array.from({ length: 30 }, (_, index) => `account-${index} region`);
    const left = Array.from({ length: 5 }, (_, part) => ({ part, offset: null }));
    const cursor = cursors.encode(mark, ids, { at: { part: 29, offset: 999 }, left });
    expect(cursor.length).toBeLessThan(120);
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
          expect(() => cursors.check(text, [])).toThrow(badInput);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is a text of 100 kB', () => {
    expect(() => cursors.check(randomBytes(75_000).toString('base64url'), [])).toThrow(badInput);
  });
});
