import { createHistory, type History } from './history.js';
import { flawOfAllCalls, flawOfCalls, flawOfPage, flawOfScroll, mayBeLost, type Anchor } from './oracle.js';
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
  reader: ListReader,
  paging: VendorPaging,
): Promise<{ readonly pages: number; readonly lost: boolean }> {
  list.reset(Math.min(trace.rows, list.most));
  const history = createHistory();
  const log: string[] = [];
  const known = new Map<string, number>();
  const shown: string[] = [];
  let [atMs, pages, calls] = [0, 0, 0];
  let direction = trace.direction;
  let isStraight = true;
  let anchor: (Anchor & { readonly cursor: string }) | null = null;
  let last: PageShown | null = null;
  history.record(list.ids(), atMs);
  log.push(`${list.ids().length} rows, read ${trace.direction}`);

  const fail = (flaw: string): never => {
    throw new Error([`A page ${flaw}.`, ...log].join('\n  '));
  };
  const check = (flaw: string | null) => {
    if (flaw !== null) fail(flaw);
  };

  const standOn = (page: PageShown, index: number): void => {
    const id = page.ids[index];
    if (id === undefined) return;
    const isKnown = [...known].filter(([, broughtAtMs]) => broughtAtMs >= atMs - lifeMs);
    anchor = {
      id,
      shownAtMs: atMs,
      known: new Set(isKnown.map(([row]) => row)),
      cursor: page.cursorAt(index),
    };
  };

  const read = async (count: number, wantsTotal: boolean): Promise<boolean> => {
    reader.elapse(1);
    atMs += 1;
    const asked = { direction, count, anchor };
    const how = `${direction} ${count}${anchor === null ? '' : ` from ${history.nameOf(anchor.id)}`}`;
    let page: PageShown;
    try {
      page = await reader.turn({ direction, count, cursor: anchor?.cursor ?? null, wantsTotal });
    } catch (error) {
      log.push(`${how}: ${String(error)}`);
      if (error instanceof CursorLost && anchor !== null && mayBeLost(anchor, history, paging)) return false;
      return fail('failed');
    }
    for (const id of reader.brought()) known.set(id, atMs);
    log.push(
      `${how}: ${rangesOf(page.ids, history)}, ${page.more === true ? 'more' : 'no more'}, ${page.calls} calls`,
    );
    check(flawOfPage(page, asked, history));
    check(flawOfCalls(page.calls, asked, history, paging));
    calls += page.calls;
    pages += 1;
    shown.push(...(direction === 'forward' ? page.ids : page.ids.toReversed()));
    last = page;
    standOn(page, direction === 'forward' ? page.ids.length - 1 : 0);
    return true;
  };

  const goBack = (): void => {
    if (last === null || last.ids.length === 0) return;
    isStraight = false;
    direction = direction === 'forward' ? 'backward' : 'forward';
    standOn(last, direction === 'forward' ? last.ids.length - 1 : 0);
  };

  const isOver = () => last !== null && (last as PageShown).more === false;
  const turn = async ({ elapsedMs, mutations, back, wantsTotal }: Turn): Promise<boolean> => {
    for (const mutation of mutations) {
      const anchorAt = anchor === null ? null : nearestPlace(anchor.id, history, list.ids());
      carryOut(mutation, list, history, { anchorAt, direction, max: paging.max }, log);
    }
    reader.elapse(elapsedMs);
    atMs += elapsedMs;
    if (elapsedMs > 1) log.push(`${elapsedMs} ms pass`);
    history.record(list.ids(), atMs);
    if (back) goBack();
    return read(trace.count, wantsTotal);
  };

  if (!(await read(trace.lead ?? trace.count, false))) return { pages, lost: true };
  for (const next of trace.turns) if (!(await turn(next))) return { pages, lost: true };
  for (let page = 0; !isOver(); page++) {
    if (page > mostPages) fail('leads on without an end');
    const count = page < smallPages ? trace.count : Math.max(trace.count, 100);
    if (!(await read(count, false))) return { pages, lost: true };
  }
  if (isStraight) {
    check(flawOfScroll(shown, direction, history));
    const isStill = history.since(0).length === 1;
    if (isStill && atMs < lifeMs) check(flawOfAllCalls(calls, list.ids().length, paging));
  }
  return { pages, lost: false };
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
  { anchorAt, direction, max }: { anchorAt: number | null; direction: Direction; max: number },
  log: string[],
): void {
  const before = list.ids();
  const rows = before.length;
  const place = { rows, anchor: anchorAt ?? 0, direction, max };
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
  log.push(`${mutation.op} ${ids.map(history.nameOf).join(' ')}`);
  if (mutation.op === 'remove') {
    ids.forEach((id) => list.remove(id));
    return;
  }
  const index = clamp(indexOf(mutation.to, place), rows - ids.length);
  ids.forEach((id, step) => list.move(id, index + step));
  log.push(`  to ${index}`);
  if (list.ids().some((id, position) => before[position] !== id)) history.moved(ids);
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
