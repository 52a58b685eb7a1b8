import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { badUserInput } from '../errors.js';

/** Makes cursors tamper-evident: what they hold goes out under a checksum that only who has the key can make. */
export interface CursorSeal {
  /** URL-safe text, 4 characters for every 3 bytes. */
  readonly seal: (content: Uint8Array) => string;
  /** @throws {LbgraphError} BAD_USER_INPUT when the text was not sealed with this key */
  readonly open: (cursor: string) => Uint8Array;
}

/** Goes up when cursors hold something else, so that an old one is known as such. */
const version = 2;
const checksumBytes = 8;
/** Longer than any cursor: what is longer is not even decoded. */
const maxLength = 8_000;

/** @param secret any text that all replicas share; cursors of another one are refused */
export function createCursorSeal(secret: string): CursorSeal {
  // So that the same secret serves nothing else by mistake.
  const key = createHash('sha256').update('lbgraph cursor').update(secret).digest();
  const checksum = (content: Uint8Array) =>
    createHmac('sha256', key)
      .update(Uint8Array.of(version))
      .update(content)
      .digest()
      .subarray(0, checksumBytes);
  return {
    seal: (content) =>
      Buffer.concat([Uint8Array.of(version), checksum(content), content]).toString('base64url'),
    open: (cursor) => {
      const bytes = cursor.length > maxLength ? Buffer.alloc(0) : Buffer.from(cursor, 'base64url');
      // Decoding is lenient: another spelling of the same bytes is not what was given out.
      if (bytes.length <= checksumBytes || bytes.toString('base64url') !== cursor) throw badUserInput(notOne);
      if (bytes[0] !== version) throw badUserInput(outdated);
      const content = bytes.subarray(1 + checksumBytes);
      if (!timingSafeEqual(bytes.subarray(1, 1 + checksumBytes), checksum(content)))
        throw badUserInput(outdated);
      return content;
    },
  };
}

const notOne = 'This is not a cursor. Pass one as an edge or pageInfo gave it.';
const outdated =
  'This cursor was changed on the way, or is of another gateway or of before a restart. Read again from the start.';
