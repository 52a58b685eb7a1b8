import type { Mark } from '../inventory/mark.js';
import { toCarried, type SortKey } from '../model/order.js';
import { anchorDigits, neighbourDigits } from '../inventory/mark.js';

/** Reads what a cursor holds; what was sealed is known to be whole. */
export interface CursorReader {
  readonly bytes: (count: number) => Buffer;
  readonly number: () => number;
  readonly mark: () => Mark;
  readonly sortKey: () => SortKey | null;
  readonly isAtEnd: () => boolean;
}

/** A whole number, seven bits a byte, the lowest first; the highest bit says that more follow. */
export function numberBytes(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}

/** A mark: how many neighbours, whether by id, the fingerprints, the numbers. */
export function markBytes({ anchor, before, after, offset, total, byId }: Mark): Buffer {
  const shape = before.length + 4 * after.length + (byId ? 16 : 0);
  const prints = Buffer.from([anchor, ...before, ...after].join(''), 'hex');
  return Buffer.concat([Buffer.from([shape]), prints, numberBytes(offset), numberBytes(total)]);
}

/** What a sort key begins with: none, so the edge of the list; one without a value; one with a value. */
const sortKeyShapes = { edge: 0, empty: 1, valued: 2 } as const;

/** A place in an order: its value and its id, which is base64url; null is the edge of the list. */
export function sortKeyBytes(key: SortKey | null): Buffer {
  if (key === null) return Buffer.from([sortKeyShapes.edge]);
  const { value, id } = toCarried(key);
  const text = value === null ? [] : [lengthAnd(Buffer.from(value, 'utf16le'))];
  const shape = value === null ? sortKeyShapes.empty : sortKeyShapes.valued;
  return Buffer.concat([Buffer.from([shape]), ...text, lengthAnd(Buffer.from(id, 'base64url'))]);
}

function lengthAnd(bytes: Buffer): Buffer {
  return Buffer.concat([numberBytes(bytes.length), bytes]);
}

export function createCursorReader(content: Buffer): CursorReader {
  let position = 0;
  const bytes = (count: number) => content.subarray(position, (position += count));
  const print = (digits: number) => bytes(digits / 2).toString('hex');
  const prints = (count: number) => Array.from({ length: count }, () => print(neighbourDigits));
  const number = () => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const [byte = 0] = bytes(1);
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  const counted = (encoding: BufferEncoding) => bytes(number()).toString(encoding);
  return {
    bytes,
    number,
    sortKey: () => {
      const [shape] = bytes(1);
      if (shape === sortKeyShapes.edge) return null;
      const value = shape === sortKeyShapes.empty ? null : counted('utf16le');
      return { value, id: counted('base64url') };
    },
    mark: () => {
      const [shape = 0] = bytes(1);
      const anchor = print(anchorDigits);
      const before = prints(shape & 3);
      const after = prints((shape >> 2) & 3);
      return { anchor, before, after, offset: number(), total: number(), byId: (shape & 16) !== 0 };
    },
    isAtEnd: () => position >= content.length,
  };
}
