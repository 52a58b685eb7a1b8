import { createHash } from 'node:crypto';
import { badUserInput } from '../errors.js';

/** Where an edge stands: an offset in one part of its list. */
export interface CursorPosition {
  readonly partId: string;
  readonly offset: number;
}

/** A short mark of the list that a cursor belongs to: the field, what it stands under, its filter. */
export function listMark(identity: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('base64url').slice(0, 6);
}

export function toCursor(mark: string, position: CursorPosition): string {
  return Buffer.from(JSON.stringify([mark, position.offset, position.partId]), 'utf8').toString('base64url');
}

/** @throws {LbgraphError} BAD_USER_INPUT when it is no cursor, or one of another list */
export function fromCursor(mark: string, cursor: string): CursorPosition {
  const { itsMark, ...position } = decodeCursor(cursor);
  if (itsMark !== mark) {
    throw badUserInput(
      'This cursor is of another list. Use it on the field, parent and filter that gave it.',
    );
  }
  return position;
}

/**
 * What a cursor says, whichever list it is of.
 * @throws {LbgraphError} BAD_USER_INPUT when it is no cursor
 */
export function decodeCursor(cursor: string): CursorPosition & { readonly itsMark: unknown } {
  const fields = parse(cursor);
  const [itsMark, offset, partId] = Array.isArray(fields) ? (fields as unknown[]) : [];
  if (
    typeof offset !== 'number' ||
    !Number.isSafeInteger(offset) ||
    offset < 0 ||
    typeof partId !== 'string'
  ) {
    throw badUserInput('This is not a cursor. Pass one as an edge or pageInfo gave it.');
  }
  return { itsMark, partId, offset };
}

function parse(cursor: string): unknown {
  if (cursor.length > 1500) return null;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
