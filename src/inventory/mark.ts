import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { blockEnd, type Block } from './blocks.js';

/** The place of an item in a list of which rows come and go: what it is, what stands around it, and where it was. */
export interface Mark {
  /** The item. */
  readonly anchor: string;
  /** What stood in front of it, nearest first, as far as that was read. */
  readonly before: readonly string[];
  /** What stood behind it, nearest first, as far as that was read. */
  readonly after: readonly string[];
  /** Where it was, as the vendor counts: a hint. */
  readonly offset: number;
  /** Of how many rows the list was. */
  readonly total: number;
  /** Whether the list was in the order of ids, since the vendor's own order cannot be relied on. */
  readonly byId: boolean;
}

/** How many neighbours a mark names on each side. */
export const neighboursEachSide = 3;

/** Hexadecimal digits of what stands for an item: enough that no two rows of a list share it by chance. */
export const anchorDigits = 16;
/** The same for a neighbour: it counts only beside others, or at its place. */
export const neighbourDigits = 8;

const prints = new LRUCache<string, string>({ max: 50_000 });

/** What stands for an item in a mark: always the same for the same key. */
export function fingerprint(key: string): string {
  const known = prints.get(key);
  if (known !== undefined) return known;
  const print = hash('sha256', key, 'hex').slice(0, anchorDigits);
  prints.set(key, print);
  return print;
}

/** The mark of the row at a position of a block that holds it. */
export function markAt(block: Block, position: number, byId: boolean): Mark {
  const { offset, keys, size } = block;
  const around = (step: number): readonly string[] => {
    const found: string[] = [];
    for (let at = position + step; at >= offset && at < blockEnd(block); at += step) {
      const key = keys[at - offset] ?? null;
      if (key !== null) found.push(fingerprint(key).slice(0, neighbourDigits));
      if (found.length === neighboursEachSide) break;
    }
    return found;
  };
  const key = keys[position - offset] ?? null;
  if (key === null) throw new Error('a mark is of a row that is not there');
  return {
    anchor: fingerprint(key),
    before: around(-1),
    after: around(1),
    offset: position,
    total: size,
    byId,
  };
}
