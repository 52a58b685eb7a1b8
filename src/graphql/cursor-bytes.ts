import type { Mark } from '../inventory/mark.js';
import { anchorDigits, neighbourDigits } from '../inventory/mark.js';

/** Reads what a cursor holds; what was sealed is known to be whole. */
export interface CursorReader {
  readonly bytes: (count: number) => Buffer;
  readonly number: () => number;
  readonly mark: () => Mark;
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
  return {
    bytes,
    number,
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
