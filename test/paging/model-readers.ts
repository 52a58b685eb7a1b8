import { CursorLost, type ListReader, type PageAsked, type VendorList } from './vendor-list.js';

/** A list in memory. */
export function createModelList(): VendorList {
  let rows: string[] = [];
  let made = 0;
  const make = (count: number) => Array.from({ length: count }, () => `row ${(made += 1)}`);
  const remove = (id: string) => {
    rows = rows.filter((row) => row !== id);
  };
  const put = (index: number, ids: readonly string[]) => {
    rows = rows.toSpliced(index, 0, ...ids);
  };
  return {
    name: 'a model',
    most: 1000,
    ids: () => rows,
    reset: (count) => {
      rows = make(count);
    },
    insert: (index, count) => put(index, make(count)),
    remove,
    move: (id, index) => {
      remove(id);
      put(index, [id]);
    },
  };
}

/** A reader to whom a cursor is a position. */
export function createCountingReader(list: VendorList): ListReader {
  return createReader(list, {
    mark: (index) => String(index),
    boundaryAt: (cursor, forward) => Number(cursor) + (forward ? 1 : 0),
  });
}

/**
 * A reader to whom a cursor is a row with three neighbours on either side, and who sees the whole list each time. Of these rows those
 * count that stand in the old order still, as many as there are; between them it goes on.
 */
export function createAnchoringReader(list: VendorList): ListReader {
  return createReader(list, {
    mark: (index) => {
      const from = Math.max(0, index - 3);
      return JSON.stringify({ group: list.ids().slice(from, index + 4), own: index - from });
    },
    boundaryAt: (cursor, forward) => {
      const { group, own } = JSON.parse(cursor) as {
        readonly group: readonly string[];
        readonly own: number;
      };
      const placed = group.map((id, index) => ({ index, at: list.ids().indexOf(id) }));
      const run = longestRun(placed.filter(({ at }) => at >= 0));
      const behind = run.findLast(({ index }) => (forward ? index <= own : index < own));
      const ahead = run.find(({ index }) => (forward ? index > own : index >= own));
      if (behind === undefined && ahead === undefined) throw new CursorLost('all are gone');
      if (forward) return behind === undefined ? (ahead?.at ?? 0) : behind.at + 1;
      return ahead === undefined ? (behind?.at ?? 0) + 1 : ahead.at;
    },
  });
}

interface Marking {
  readonly mark: (index: number) => string;
  /** In front of which row reading goes on, forward, or behind which it ends, backward. */
  readonly boundaryAt: (cursor: string, forward: boolean) => number;
}

function createReader(list: VendorList, { mark, boundaryAt }: Marking): ListReader {
  const turn = ({ direction, count, cursor }: PageAsked) => {
    const ids = list.ids();
    const forward = direction === 'forward';
    const boundary = cursor === null ? (forward ? 0 : ids.length) : boundaryAt(cursor, forward);
    const [from, to] = forward ? [boundary, boundary + count] : [Math.max(0, boundary - count), boundary];
    const marks = ids.slice(from, to).map((_, index) => mark(from + index));
    const more = forward ? to < ids.length : from > 0;
    return { ids: ids.slice(from, to), cursorAt: (index: number) => marks[index] ?? '', more, calls: 0 };
  };
  return {
    elapse: () => undefined,
    brought: () => list.ids(),
    turn: (asked) =>
      new Promise((resolve) => {
        resolve(turn(asked));
      }),
  };
}

interface Placed {
  readonly index: number;
  readonly at: number;
}

/** The longest run in which places ascend, with gaps. */
function longestRun(placed: readonly Placed[]): readonly Placed[] {
  const runs: Placed[][] = [];
  for (const row of placed) {
    const longer = runs.filter((run) => (run.at(-1)?.at ?? -1) < row.at);
    const longest = longer.reduce<Placed[]>((best, run) => (run.length > best.length ? run : best), []);
    runs.push([...longest, row]);
  }
  return runs.reduce<Placed[]>((best, run) => (run.length > best.length ? run : best), []);
}
