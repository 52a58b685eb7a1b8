import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCursors, listMark, type CursorList } from '../../src/graphql/cursor.js';
import type { Mark } from '../../src/inventory/mark.js';
import type { Place } from '../../src/inventory/sequence.js';

const cursors = createCursors('a key');
const field = 'Query.loadBalancers';
const listOf = (
  partIds: readonly string[],
  identity: unknown = null,
  account: string | null = null,
): CursorList => ({
  mark: listMark(account, field, [identity]),
  partIds,
  partsVanish: false,
});
const prints = (digits: number) =>
  fc
    .uint8Array({ minLength: digits / 2, maxLength: digits / 2 })
    .map((bytes) => Buffer.from(bytes).toString('hex'));
const marks: fc.Arbitrary<Mark> = fc.record({
  anchor: prints(16),
  before: fc.array(prints(8), { maxLength: 3 }),
  after: fc.array(prints(8), { maxLength: 3 }),
  offset: fc.nat(1_000_000),
  total: fc.nat(1_000_000),
  byId: fc.boolean(),
});
const partIds = fc.uniqueArray(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 20 });
const places = partIds.chain((ids) => {
  const part = fc.nat(ids.length - 1);
  const owed = fc.record({ part, mark: fc.option(marks, { nil: null }) });
  return fc.record({
    ids: fc.constant(ids),
    place: fc.record({
      at: fc.record({ part, mark: marks }),
      left: fc.uniqueArray(owed, { maxLength: 8, selector: (one) => one.part }),
    }),
  });
});
const badInput = expect.objectContaining({ code: 'BAD_USER_INPUT' }) as Error;
const markOf = (offset: number): Mark => ({
  anchor: '0123456789abcdef',
  before: ['00000001', '00000002', '00000003'],
  after: ['00000004', '00000005', '00000006'],
  offset,
  total: 2 * offset,
  byId: false,
});
const at = (offset: number, part = 0): Place<Mark> => ({ at: { part, mark: markOf(offset) }, left: [] });
const cursorAt = (partId: string, offset: number) => cursors.encode(listOf([partId]), at(offset));
/** In any order: which parts are owed is told, not in which order. */
const sorted = ({ at: place, left }: Place<Mark>) => ({
  at: place,
  left: left.toSorted((a, b) => a.part - b.part),
});

describe('a cursor', () => {
  test('comes back as the place that it was made of', () => {
    fc.assert(
      fc.property(places, ({ ids, place }) => {
        const list = listOf(ids);
        expect(sorted(cursors.decode(list, cursors.encode(list, place)))).toEqual(sorted(place));
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
        const cursor = cursors.encode(listOf(['p'], a), at(1));
        expect(() => cursors.decode(listOf(['p'], b), cursor)).toThrow(badInput);
      }),
      { numRuns: 200 },
    );
  });

  test('is refused where its part is none of the list', () => {
    expect(() => cursors.decode(listOf(['other', 'parts']), cursorAt('p', 1))).toThrow(badInput);
  });

  test('is good with the same key, after a restart or at a replica, and with no other', () => {
    const cursor = cursorAt('p', 7);
    expect(createCursors('a key').decode(listOf(['p']), cursor)).toEqual(at(7));
    expect(() => createCursors('another key').decode(listOf(['p']), cursor)).toThrow(badInput);
    expect(() => createCursors('another key').check(cursor, [], field)).toThrow(badInput);
  });

  test('of which any bit was changed is refused', () => {
    const bytes = Buffer.from(cursorAt('p', 7), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => cursors.check(changed.toString('base64url'), [], field)).toThrow(badInput);
    }
  });

  test('that was cut, or is followed by more, or is spelled otherwise, is refused', () => {
    const cursor = cursorAt('p', 7);
    for (let length = 0; length < cursor.length; length += 1) {
      expect(() => cursors.check(cursor.slice(0, length), [], field)).toThrow(badInput);
    }
    for (const other of [`${cursor}A`, `${cursor}==`, ` ${cursor}`, `${cursor}\n`, cursor.toLowerCase()]) {
      expect(() => cursors.check(other, [], field)).toThrow(badInput);
    }
  });
});

describe('before it is known which list a cursor is given to', () => {
  test('one of an account that the caller may not see is refused like one of another list', () => {
    const cursor = cursors.encode(listOf(['p'], 'lb-1', 'theirs'), at(1));
    expect(() => cursors.check(cursor, ['mine', 'ours'], field)).toThrow(badInput);
    expect(() => cursors.check(cursor, ['mine', 'theirs'], field)).not.toThrow();
  });

  test('one of another field is refused', () => {
    expect(() => cursors.check(cursorAt('p', 1), [], 'Account.loadBalancers')).toThrow(badInput);
  });

  test("one of a list of several accounts may be anybody's", () => {
    expect(() => cursors.check(cursorAt('p', 1), ['mine'], field)).not.toThrow();
  });
});

describe('what a cursor owes', () => {
  test('of parts that the list no longer has is nothing', () => {
    const place = { ...at(4, 2), left: [0, 1].map((part) => ({ part, mark: null })) };
    const cursor = cursors.encode(listOf(['gone', 'kept', 'here']), place);
    expect(cursors.decode(listOf(['here', 'kept']), cursor)).toEqual({
      ...at(4),
      left: [{ part: 1, mark: null }],
    });
  });

  test('takes three bytes for each part', () => {
    const ids = Array.from({ length: 30 }, (_, index) => `account-${index} region`);
    const lengthWith = (count: number) => {
      const left = Array.from({ length: count }, (_, part) => ({ part, mark: null }));
      return Buffer.from(cursors.encode(listOf(ids), { ...at(999, 29), left }), 'base64url').length;
    };
    expect(lengthWith(0)).toBeLessThanOrEqual(90);
    expect(lengthWith(20)).toBe(lengthWith(0) + 60);
  });
});

describe('a cursor of a list whose parts come and go', () => {
  const vanishing = (ids: readonly string[]): CursorList => ({ ...listOf(ids), partsVanish: true });
  const cursor = cursors.encode(vanishing(['a', 'b', 'c', 'd', 'e']), at(7, 2));

  test('is short, though it names the parts around it', () => {
    expect(cursor.length).toBeLessThanOrEqual(120);
  });

  test.each([
    ['its own part', ['x', 'c'], at(7, 1)],
    [
      'the nearest part in front, where its own is gone',
      ['a', 'b', 'd', 'e'],
      { at: { part: 2, mark: null }, left: [] },
    ],
    ['one farther in front', ['a', 'd'], { at: { part: 1, mark: null }, left: [] }],
    ['the end, where that part is the last one', ['a', 'b'], { at: { part: 2, mark: null }, left: [] }],
    [
      'the nearest part behind, where none in front is left',
      ['x', 'e'],
      { at: { part: 1, mark: null }, left: [] },
    ],
  ])('leads to %s', (_, ids, place) => {
    expect(cursors.decode(vanishing(ids), cursor)).toEqual(place);
  });

  test('is lost where all parts around it are gone, and says what to do', () => {
    const lost = expect.objectContaining({
      code: 'CURSOR_LOST',
      message: expect.stringContaining('read again from the start') as string,
    }) as Error;
    expect(() => cursors.decode(vanishing(['x', 'y']), cursor)).toThrow(lost);
    expect(() => cursors.decode(vanishing([]), cursor)).toThrow(lost);
  });

  test('can be given out for a place between parts', () => {
    for (const part of [0, 1, 3]) {
      const place = { at: { part, mark: null }, left: [{ part: 0, mark: markOf(3) }] };
      const list = vanishing(['a', 'b', 'c']);
      expect(cursors.decode(list, cursors.encode(list, place))).toEqual(place);
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
          expect(() => cursors.check(text, [], field)).toThrow(badInput);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is a text of 100 kB', () => {
    expect(() => cursors.check(randomBytes(75_000).toString('base64url'), [], field)).toThrow(badInput);
  });
});
