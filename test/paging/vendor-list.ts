import type { Spot, Direction } from './trace.js';

/** A list at a vendor, and what may happen to it. */
export interface VendorList {
  readonly name: string;
  /** The truth: ids in the vendor's order. */
  readonly ids: () => readonly string[];
  /** The most rows that the vendor takes. */
  readonly most: number;
  /** Before a trace: so many rows, whatever was there. */
  readonly reset: (rows: number) => void;
  readonly insert: (index: number, rows: number) => void;
  readonly remove: (id: string) => void;
  readonly move: (id: string, index: number) => void;
}

/** How a vendor gives the list. */
export interface VendorPaging {
  /** `unpaged`: whole, in one call. */
  readonly style: 'offset' | 'number' | 'unpaged';
  /** Rows of the largest page. */
  readonly max: number;
}

export interface PageAsked {
  readonly direction: Direction;
  readonly count: number;
  /** Null: from the start of the list as it is read. */
  readonly cursor: string | null;
  readonly wantsTotal: boolean;
}

export interface PageShown {
  /** In the list's order, whatever the direction. */
  readonly ids: readonly string[];
  readonly cursorAt: (index: number) => string;
  /** Whether there is more in the direction of reading. */
  readonly more: boolean | null;
  readonly calls: number;
}

/** Reads the list as one client does, over one gateway that knows nothing of it at first. */
export interface ListReader {
  /** @throws {CursorLost} */
  readonly turn: (page: PageAsked) => Promise<PageShown>;
  readonly elapse: (ms: number) => void;
  /** The rows that calls brought since it was last asked. */
  readonly brought: () => readonly string[];
}

/** What the gateway says of a cursor whose place it cannot find again. */
export class CursorLost extends Error {
  override readonly name = 'CursorLost';
}

/** The index of a spot in a list of so many rows; it may lie outside. */
export function indexOf(
  spot: Spot,
  { rows, anchor, direction, max }: { rows: number; anchor: number; direction: Direction; max: number },
): number {
  const forward = direction === 'forward';
  const by = forward ? spot.by : -spot.by;
  switch (spot.of) {
    case 'anchor':
      return anchor + by;
    case 'start':
      return forward ? by : rows - 1 + by;
    case 'end':
      return forward ? rows - 1 + by : by;
    case 'seam':
      return Math.round((anchor + 1) / max) * max + by;
    case 'share':
      return Math.floor((rows * spot.by) / 1000);
  }
}
