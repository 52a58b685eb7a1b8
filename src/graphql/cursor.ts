import { createHash } from 'node:crypto';
import { badUserInput } from '../errors.js';
import type { Left, Place } from '../inventory/sequence.js';
import { createCursorSeal } from './cursor-seal.js';

/** The cursors of one gateway: opaque, bound to their list, and refused when anybody else made or changed them. */
export interface Cursors {
  /** @param partIds names of the list's parts in their order; a cursor holds hashes of them */
  readonly encode: (mark: string, partIds: readonly string[], place: Place) => string;
  /**
   * The place in a list that a cursor names. What it owes of parts that the list no longer has is nothing.
   * @throws {LbgraphError} BAD_USER_INPUT when it is no cursor, or one of another list
   */
  readonly decode: (mark: string, partIds: readonly string[], cursor: string) => Place;
  /**
   * As much as can be told of a cursor before it is known which list it is given to.
   * @param accounts that the caller may see
   * @throws {LbgraphError} BAD_USER_INPUT
   */
  readonly check: (cursor: string, accounts: Iterable<string>) => void;
}

const accountBytes = 4;
const markBytes = accountBytes + 4;
const partBytes = 8;
/** A few bytes for each part that is owed; by mistake for another one of the same list once in millions. */
const owedPartBytes = 4;

/**
 * A short mark of the list that a cursor belongs to.
 * @param account of which the list is; null where it is of several
 * @param identity the field, what it stands under, its filter
 */
export function listMark(account: string | null, identity: readonly unknown[]): string {
  const list = fingerprint(JSON.stringify(identity), markBytes - accountBytes);
  return accountMark(account) + list.toString('hex');
}

function accountMark(account: string | null): string {
  return fingerprint(JSON.stringify([account]), accountBytes).toString('hex');
}

/** @param secret any text that all replicas share: cursors hold good where it is the same */
export function createCursors(secret: string): Cursors {
  const { seal, open } = createCursorSeal(secret);
  return {
    encode: (mark, partIds, { at, left }) => {
      const name = (part: number, bytes: number) => fingerprint(partIds[part] ?? '', bytes);
      const owed = left.flatMap(({ part, offset }) => [
        name(part, owedPartBytes),
        toVarint(offset === null ? 0 : offset + 1),
      ]);
      return seal(
        Buffer.concat([Buffer.from(mark, 'hex'), name(at.part, partBytes), toVarint(at.offset), ...owed]),
      );
    },
    decode: (mark, partIds, cursor) => {
      const read = reader(Buffer.from(open(cursor)));
      const find = (bytes: number) => {
        const wanted = read.bytes(bytes);
        return partIds.findIndex((id) => fingerprint(id, bytes).equals(wanted));
      };
      const itsMark = read.bytes(markBytes).toString('hex');
      const part = find(partBytes);
      if (itsMark !== mark || part === -1) throw badUserInput(ofAnotherList);
      const at = { part, offset: read.varint() };
      const left: Left[] = [];
      while (!read.isAtEnd()) {
        const owed = find(owedPartBytes);
        const offset = read.varint();
        if (owed !== -1) left.push({ part: owed, offset: offset === 0 ? null : offset - 1 });
      }
      return { at, left };
    },
    check: (cursor, accounts) => {
      const itsAccount = reader(Buffer.from(open(cursor)))
        .bytes(accountBytes)
        .toString('hex');
      const known = [null, ...accounts].map(accountMark);
      if (!known.includes(itsAccount)) throw badUserInput(ofAnotherList);
    },
  };
}

const ofAnotherList =
  'This cursor is of another list, or of a place that is no longer part of it. ' +
  'Use it on the field, parent and filter that gave it, or read again from the start.';

function fingerprint(text: string, bytes: number): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, bytes);
}

/** Seven bits a byte, the lowest first; the highest bit says that more follow. */
function toVarint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}

/** Reads what was sealed: it is known to be whole. */
function reader(content: Buffer) {
  let position = 0;
  const bytes = (count: number) => content.subarray(position, (position += count));
  return {
    bytes,
    varint: () => {
      let value = 0;
      for (let unit = 1; ; unit *= 128) {
        const [byte = 0] = bytes(1);
        value += (byte & 127) * unit;
        if (byte < 128) return value;
      }
    },
    isAtEnd: () => position >= content.length,
  };
}
