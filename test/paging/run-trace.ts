import { createHistory, type History } from './history.js';
import {
  flawOfAllCalls,
  flawOfCalls,
  flawOfPage,
  flawOfScroll,
  mayBeLost,
  mayBeMisled,
  type Anchor,
} from './oracle.js';
import { lifeMs, type Direction, type Mutation, type Trace, type Turn } from './trace.js';
import {
  CursorLost,
  indexOf,
  type ListReader,
  type PageShown,
  type VendorList,
  type VendorPaging,
} from './vendor-list.js';

/** More pages than any trace has: a reader that comes so far runs in a circle. */
const mostPages = 500;

/** The end of a trace is read by pages of its own size, the rest by larger ones, so that small pages take no ages. */
const smallPages = 12;

/**
 * Carries out a trace and holds every page against what the list was.
 * @throws what is wrong, with everything that happened
 */
export async function runTrace(
  trace: Trace,
  list: VendorList,
  open: () => ListReader | Promise<ListReader>,
  paging: VendorPaging,
): Promise<TraceEnd> {
  list.reset(Math.min(trace.rows, list.most));
  const reader = await open();
  const history = createHistory();
  const log: string[] = [];
  const known = new Map<string, number>();
  const shown: string[] = [];
  const state: State = { atMs: 0, pages: 0, calls: 0, direction: trace.direction, anchor: null, last: null };
  history.record(list.ids(), 0);
  log.push(`${list.name}: ${list.ids().length} rows, read ${trace.direction}`);

  const fail = (flaw: string): never => {
    throw new Error([`A page ${flaw}.`, ...log].join('\n  '));
  };
  const check = (flaw: string | null) => {
    if (flaw !== null) fail(flaw);
  };
  const pass = (ms: number) => {
    reader.elapse(ms);
    state.atMs += ms;
  };

  /** The row that is farthest in the direction of reading, of a page that has any. */
  const standOn = ({ page, shownAtMs, known: rows }: Shown): void => {
    const index = state.direction === 'forward' ? page.ids.length - 1 : 0;
    const id = page.ids[index];
    if (id === undefined) return;
    state.anchor = { id, shownAtMs, known: rows, cursor: page.cursorAt(index) };
  };

  const read = async (count: number, wantsTotal: boolean): Promise<TraceEnd['end'] | null> => {
    pass(1);
    const { direction, anchor } = state;
    const asked = { direction, count, anchor };
    const how = `${direction} ${count}${anchor === null ? '' : ` from ${history.nameOf(anchor.id)}`}`;
    let page: PageShown;
    try {
      page = await reader.turn({ direction, count, cursor: anchor?.cursor ?? null, wantsTotal });
    } catch (error) {
      log.push(`${how}: ${String(error)}`);
      if (error instanceof CursorLost && anchor !== null && mayBeLost(anchor, history, paging)) {
        return 'lost';
      }
      return fail('failed');
    }
    for (const id of reader.brought()) known.set(id, state.atMs);
    const { ids, more, calls } = page;
    log.push(`${how}: ${rangesOf(ids, history)}, ${more === true ? 'more' : 'no more'}, ${calls} calls`);
    if (anchor !== null && mayBeMisled(anchor, history)) return 'misled';
    check(flawOfPage(page, asked, history));
    check(flawOfCalls(calls, asked, history, paging));
    state.calls += calls;
    state.pages += 1;
    const alive = [...known].filter(([, broughtAtMs]) => broughtAtMs >= state.atMs - lifeMs);
    state.last = { page, shownAtMs: state.atMs, known: new Set(alive.map(([row]) => row)) };
    shown.push(...(direction === 'forward' ? ids : ids.toReversed()));
    standOn(state.last);
    return null;
  };

  const turn = async ({ elapsedMs, mutations, back, wantsTotal }: Turn) => {
    for (const mutation of mutations) {
      const { anchor, direction } = state;
      const anchorAt = anchor === null ? 0 : nearestPlace(anchor.id, history, list.ids());
      carryOut(mutation, list, history, { anchor: anchorAt, direction, max: paging.max }, log);
    }
    pass(elapsedMs);
    if (elapsedMs > 1) log.push(`${elapsedMs} ms pass`);
    history.record(list.ids(), state.atMs);
    if (back) {
      state.direction = state.direction === 'forward' ? 'backward' : 'forward';
      if (state.last !== null) standOn(state.last);
    }
    return read(trace.count, wantsTotal);
  };

  let end = await read(trace.lead ?? trace.count, false);
  for (const next of trace.turns) end ??= await turn(next);
  for (let page = 0; end === null && state.last?.page.more !== false; page++) {
    if (page > mostPages) fail('leads on without an end');
    end = await read(page < smallPages ? trace.count : Math.max(trace.count, 100), false);
  }
  const { pages } = state;
  if (end !== null) return { pages, end };
  if (!trace.turns.some(({ back }) => back)) {
    check(flawOfScroll(shown, state.direction, history));
    const isStill = history.since(0).length === 1;
    if (isStill && state.atMs < lifeMs) check(flawOfAllCalls(state.calls, list.ids().length, paging));
  }
  return { pages, end: 'read' };
}

/** How a trace ended: the list was read, the reader's place was lost, or nobody could have told where it was. */
export interface TraceEnd {
  readonly pages: number;
  readonly end: 'read' | 'lost' | 'misled';
}

interface State {
  atMs: number;
  pages: number;
  calls: number;
  direction: Direction;
  anchor: (Anchor & { readonly cursor: string }) | null;
  last: Shown | null;
}

/** A page, and the rows that calls had brought within their life when it was shown. */
interface Shown extends Pick<Anchor, 'shownAtMs' | 'known'> {
  readonly page: PageShown;
}

/** Where a row is, or where it would be: behind the nearest one in front of it that is left. */
function nearestPlace(id: string, history: History, ids: readonly string[]): number {
  const at = ids.indexOf(id);
  if (at >= 0) return at;
  const before = history.since(0).findLast((list) => list.includes(id)) ?? [];
  const left = before.slice(0, before.indexOf(id)).findLast((other) => ids.includes(other));
  return left === undefined ? 0 : ids.indexOf(left);
}

function carryOut(
  mutation: Mutation,
  list: VendorList,
  history: History,
  reading: { readonly anchor: number; readonly direction: Direction; readonly max: number },
  log: string[],
): void {
  const before = list.ids();
  const rows = before.length;
  const place = { rows, ...reading };
  const { direction } = reading;
  const clamp = (index: number, most: number) => Math.max(0, Math.min(index, most));
  const at = indexOf(mutation.at, place);
  if (mutation.op === 'insert') {
    const count = Math.min(mutation.rows, list.most - rows);
    // Behind a row in the direction of reading.
    const index = clamp(direction === 'forward' ? at + 1 : at, rows);
    if (count > 0) list.insert(index, count);
    log.push(`insert ${count} at ${index}`);
    return;
  }
  const [from, to] = direction === 'forward' ? [at, at + mutation.rows] : [at - mutation.rows + 1, at + 1];
  const ids = before.slice(clamp(from, rows), clamp(to, rows));
  log.push(`${mutation.op} ${rangesOf(ids, history)}`);
  if (mutation.op === 'remove') {
    ids.forEach((id) => list.remove(id));
    return;
  }
  const index = clamp(indexOf(mutation.to, place), rows - ids.length);
  ids.forEach((id, step) => list.move(id, index + step));
  log.push(`  to ${index}`);
}

/** Rows by their names, neighbours of the start as ranges. */
function rangesOf(ids: readonly string[], { nameOf }: History): string {
  const ranges: [string, string][] = [];
  for (const name of ids.map(nameOf)) {
    const range = ranges.at(-1);
    if (range !== undefined && Number(name) === Number(range[1]) + 1 && !name.startsWith('+'))
      range[1] = name;
    else ranges.push([name, name]);
  }
  const written = ranges.map(([first, final]) => (first === final ? first : `${first}-${final}`));
  return written.length === 0 ? 'nothing' : written.join(' ');
}
