import { createHash } from 'node:crypto';
import { badUserInput, cursorLost } from '../errors.js';
import type { Mark } from '../inventory/mark.js';
import type { Left, Place, Position } from '../inventory/sequence.js';
import type { OwedPart, SortedPlace } from '../loaders/sorted-page.js';
import {
  createCursorReader,
  markBytes,
  numberBytes,
  sortKeyBytes,
  type CursorReader,
} from './cursor-bytes.js';
import { createCursorSeal } from './cursor-seal.js';

/** What a cursor belongs to. */
export interface CursorList {
  /** The mark of the list, as `listMark` makes it. */
  readonly mark: string;
  /** Names of the list's parts in their order; a cursor holds hashes of them. */
  readonly partIds: readonly string[];
  /** Whether parts come and go with what they stand under, so that a cursor may name one that is no more. */
  readonly partsVanish: boolean;
}

/** The cursors of one gateway: opaque, bound to their list, and refused when anybody else made or changed them. */
export interface Cursors {
  readonly encode: (list: CursorList, place: Place<Mark>) => string;
  /**
   * The place in a list that a cursor names. What it owes of parts that the list no longer has is nothing; where the part of the
   * place itself has gone, reading goes on between the parts that stood around it.
   * @throws {LbgraphError} BAD_USER_INPUT when it is no cursor, or one of another list; CURSOR_LOST when these parts are gone too
   */
  readonly decode: (list: CursorList, cursor: string) => Place<Mark>;
  /** Whether the part in which the place stands is one of the list's. */
  readonly isWithin: (list: CursorList, cursor: string) => boolean;
  /** The same for lists in an order of the caller's. */
  readonly encodeSorted: (list: CursorList, place: SortedPlace) => string;
  /** @throws {LbgraphError} BAD_USER_INPUT when it is no cursor, or one of another list */
  readonly decodeSorted: (list: CursorList, cursor: string) => SortedPlace;
  /**
   * As much as can be told of a cursor before it is known which list it is given to.
   * @param accounts that the caller may see
   * @param field to which it is given, as `Type.field`
   * @throws {LbgraphError} BAD_USER_INPUT
   */
  readonly check: (cursor: string, accounts: Iterable<string>, field: string) => void;
  /**
   * The same once it is known which list that is.
   * @param mark of the list
   * @throws {LbgraphError} BAD_USER_INPUT
   */
  readonly checkList: (cursor: string, mark: string) => void;
}

const accountBytes = 4;
const fieldBytes = 3;
const identityBytes = 4;
const partBytes = 6;
/** A few bytes for each part that is owed, or stands beside the place: by mistake for another one of the same list once in many thousands. */
const shortPartBytes = 3;
/** Bits of the byte that tells what follows: a place between parts has no mark; one behind the last part is there whatever that is. */
const unmarked = 16;
const behindAll = 32;
/** How many parts in front of the place, and behind it, a cursor names where parts may vanish. */
const partsBeside = 2;

/**
 * A short mark of the list that a cursor belongs to.
 * @param account of which the list is; null where it is of several
 * @param field as `Type.field`
 * @param identity what it stands under, its filter
 */
export function listMark(account: string | null, field: string, identity: readonly unknown[]): string {
  const list = fingerprint(JSON.stringify(identity), identityBytes);
  return Buffer.concat([accountMark(account), fieldMark(field), list]).toString('hex');
}

function accountMark(account: string | null): Buffer {
  return fingerprint(JSON.stringify([account]), accountBytes);
}

function fieldMark(field: string): Buffer {
  return fingerprint(field, fieldBytes);
}

/** @param secret any text that all replicas share: cursors hold good where it is the same */
export function createCursors(secret: string): Cursors {
  const { seal, open } = createCursorSeal(secret);
  const read = (cursor: string) => createCursorReader(Buffer.from(open(cursor)));
  return {
    encode: ({ mark, partIds, partsVanish }, { at, left }) => {
      const beside = partsVanish ? partsAround(at.part, partIds.length) : { before: [], after: [] };
      const name = (part: number, bytes = shortPartBytes) => fingerprint(partIds[part] ?? '', bytes);
      const shape =
        beside.before.length +
        4 * beside.after.length +
        (at.mark === null ? unmarked : 0) +
        (at.part >= partIds.length ? behindAll : 0);
      const fromEdge = left.filter((one) => one.mark === null);
      return seal(
        Buffer.concat([
          Buffer.from(mark, 'hex'),
          Buffer.from([shape]),
          name(at.part, partBytes),
          ...[...beside.before, ...beside.after].map((part) => name(part)),
          at.mark === null ? Buffer.alloc(0) : markBytes(at.mark),
          numberBytes(fromEdge.length),
          ...fromEdge.map(({ part }) => name(part)),
          ...left.flatMap((one) => (one.mark === null ? [] : [name(one.part), markBytes(one.mark)])),
        ]),
      );
    },
    decode: (list, cursor) => {
      const content = read(cursor);
      assertOf(list.mark, content);
      return readPlace(list, content);
    },
    isWithin: ({ mark, partIds }, cursor) => {
      const content = read(cursor);
      assertOf(mark, content);
      const [shape = 0] = content.bytes(1);
      return (shape & behindAll) !== 0 || findPart(partIds, content.bytes(partBytes)) !== -1;
    },
    encodeSorted: ({ mark, partIds }, { at, owed }) =>
      seal(
        Buffer.concat([
          Buffer.from(mark, 'hex'),
          sortKeyBytes(at),
          ...owed.flatMap((one) => [
            fingerprint(partIds[one.part] ?? '', shortPartBytes),
            sortKeyBytes(one.at),
          ]),
        ]),
      ),
    decodeSorted: ({ mark, partIds }, cursor) => {
      const content = read(cursor);
      assertOf(mark, content);
      const at = content.sortKey();
      const owed: OwedPart[] = [];
      while (!content.isAtEnd()) {
        const part = findPart(partIds, content.bytes(shortPartBytes));
        const own = content.sortKey();
        if (part !== -1) owed.push({ part, at: own });
      }
      return { at, owed };
    },
    checkList: (cursor, mark) => assertOf(mark, read(cursor)),
    check: (cursor, accounts, field) => {
      const content = read(cursor);
      const itsAccount = content.bytes(accountBytes);
      const isKnown = [null, ...accounts].some((account) => accountMark(account).equals(itsAccount));
      const isOfField = fieldMark(field).equals(content.bytes(fieldBytes));
      if (!isKnown || !isOfField) throw badUserInput(ofAnotherList);
    },
  };
}

function assertOf(mark: string, content: CursorReader): void {
  const itsMark = content.bytes(accountBytes + fieldBytes + identityBytes).toString('hex');
  if (itsMark !== mark) throw badUserInput(ofAnotherList);
}

function partsAround(part: number, count: number) {
  const near = Array.from({ length: partsBeside }, (_, index) => index + 1);
  const isPart = (index: number) => index >= 0 && index < count;
  return {
    before: near.map((step) => part - step).filter(isPart),
    after: near.map((step) => part + step).filter(isPart),
  };
}

function readPlace({ partIds, partsVanish }: CursorList, content: CursorReader): Place<Mark> {
  const find = (bytes: number) => findPart(partIds, content.bytes(bytes));
  const findAll = (count: number) => Array.from({ length: count }, () => find(shortPartBytes));
  const [shape = 0] = content.bytes(1);
  const part = find(partBytes);
  const before = findAll(shape & 3);
  const after = findAll((shape >> 2) & 3);
  const mark = (shape & unmarked) === 0 ? content.mark() : null;
  const left: Left<Mark>[] = findAll(content.number()).map((owed) => ({ part: owed, mark: null }));
  while (!content.isAtEnd()) left.push({ part: find(shortPartBytes), mark: content.mark() });
  const isBehindAll = (shape & behindAll) !== 0;
  const at = isBehindAll
    ? { part: partIds.length, mark: null }
    : part === -1
      ? between(before, after, partsVanish)
      : { part, mark };
  return { at, left: left.filter((owed) => owed.part !== -1) };
}

/** The part of which these are the first bytes of the fingerprint; -1 when it is gone. */
function findPart(partIds: readonly string[], wanted: Buffer): number {
  return partIds.findIndex((id) => fingerprint(id, wanted.length).equals(wanted));
}

/** Where a part stood that is gone. `before`, `after`: those beside it, nearest first, -1 for one that is gone too. */
function between(before: readonly number[], after: readonly number[], partsVanish: boolean): Position<Mark> {
  if (!partsVanish) throw badUserInput(ofAnotherList);
  const previous = before.find((part) => part !== -1);
  if (previous !== undefined) return { part: previous + 1, mark: null };
  const next = after.find((part) => part !== -1);
  if (next === undefined) throw cursorLost();
  return { part: next, mark: null };
}

const ofAnotherList =
  'This cursor is of another list, or of a place that is no longer part of it. ' +
  'Use it on the field, parent and filter that gave it, or read again from the start.';

function fingerprint(text: string, bytes: number): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, bytes);
}
