import { createHash } from 'node:crypto';
import { badUserInput } from '../errors.js';
import type { Position } from '../inventory/sequence.js';
import { createCursorSeal } from './cursor-seal.js';

/** Where an edge stands: an offset in one part of its list. */
export interface CursorPosition {
  readonly partId: string;
  readonly offset: number;
}

/** The cursors of one gateway: opaque, bound to their list, and refused when anybody else made or changed them. */
export interface Cursors {
  readonly encode: (mark: string, position: CursorPosition) => string;
  /**
   * The place in a list that a cursor names.
   * @param partIds the list's parts in their order
   * @throws {LbgraphError} BAD_USER_INPUT when it is no cursor, or one of another list
   */
  readonly decode: (mark: string, partIds: readonly string[], cursor: string) => Position;
  /**
   * As much as can be told of a cursor before it is known which list it is given to.
   * @throws {LbgraphError} BAD_USER_INPUT
   */
  readonly check: (cursor: string) => void;
}

const markBytes = 4;
const partBytes = 8;
const offsetBytes = 6;

/** A short mark of the list that a cursor belongs to: the field, what it stands under, its filter. */
export function listMark(identity: readonly unknown[]): string {
  return fingerprint(JSON.stringify(identity), markBytes).toString('hex');
}

/** @param secret any text that all replicas share: cursors hold good where it is the same */
export function createCursors(secret: string): Cursors {
  const { seal, open } = createCursorSeal(secret);
  return {
    encode: (mark, { partId, offset }) => {
      const place = Buffer.alloc(offsetBytes);
      place.writeUIntBE(offset, 0, offsetBytes);
      return seal(Buffer.concat([Buffer.from(mark, 'hex'), fingerprint(partId, partBytes), place]));
    },
    decode: (mark, partIds, cursor) => {
      const content = Buffer.from(open(cursor));
      const itsPart = content.subarray(markBytes, markBytes + partBytes);
      const part = partIds.findIndex((id) => fingerprint(id, partBytes).equals(itsPart));
      const isOfList = content.subarray(0, markBytes).toString('hex') === mark && part !== -1;
      if (!isOfList) throw badUserInput(ofAnotherList);
      return { part, offset: content.readUIntBE(markBytes + partBytes, offsetBytes) };
    },
    check: (cursor) => void open(cursor),
  };
}

const ofAnotherList =
  'This cursor is of another list, or of a place that is no longer part of it. ' +
  'Use it on the field, parent and filter that gave it, or read again from the start.';

function fingerprint(text: string, bytes: number): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, bytes);
}
