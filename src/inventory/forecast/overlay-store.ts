import {
  scopeKey,
  scopesOf,
  segmentKey,
  type ListName,
  type ListRef,
  type Scope,
  type Segment,
} from '../../model/list.js';
import { healthKeyOf, itemKey, type Item, type ItemRef } from '../../model/record.js';
import type { Source } from '../../model/source.js';
import type { Expectation } from '../../providers/provider.js';
import { listOf, parentsOf } from '../list-items.js';
import { createRecordStore, type RecordStore } from '../record-store.js';
import { addPage, toSegmentPage, toWholePage, type SegmentPages } from '../segment-pages.js';
import type { ExpectedLists } from './expected-lists.js';

/** A store over another one: what is expected to come is put into it, as if it had come; the one below is only read. */
export interface OverlayStore extends RecordStore {
  /** Some rows of a segment, as a page brings them. */
  readonly bringPage: (segment: Segment, page: { offset: number; limit: number }, rows: Expectation) => void;
  readonly bringWhole: (segment: Segment, rows: Expectation) => void;
  /** All segments of a scope, each of them made when it is read. */
  readonly bringScope: (scope: Scope, rows: Expectation) => void;
  readonly bringItem: (key: string, rows: Expectation) => void;
  /** Whether a list is there because something larger came: a row in which it stands, or everything of its kind. */
  readonly comesInside: (segment: Segment) => boolean;
}

export interface OverlayDeps {
  readonly source: Source;
  readonly below: RecordStore;
  readonly lists: ExpectedLists;
  /** Whether backends have a health of their own. */
  readonly hasHealth: boolean;
  /** The segments of a list: see `Provider.segments`. */
  readonly segmentsOf: (list: ListRef) => readonly string[];
  /** When everything that is brought counts as read, in epoch milliseconds. */
  readonly asOf: number;
  /** The request for which it is brought. */
  readonly reading: string;
}

/** What is brought is never forgotten: it is there for one request. */
const maxMemoryMb = 65_536;

export function createOverlayStore(deps: OverlayDeps): OverlayStore {
  const { source, below, lists, hasHealth, segmentsOf, asOf, reading } = deps;
  const own = createRecordStore(maxMemoryMb);
  const readings = [reading];
  const scopes = new Map<string, Expectation>();
  const inside = new Map<string, Readonly<Partial<Record<ListName, Expectation>>>>();
  /** Lists that came as a whole because of a scope, by that. */
  const wholes = new Map<string, Map<string, Segment>>();
  const merged = new Map<string, { own: SegmentPages; below: SegmentPages; pages: SegmentPages }>();

  /** What is told of a segment by something larger: the row that it stands in, or the scope. */
  const toldOf = (segment: Segment): Expectation | null => {
    if (segment.narrowed !== undefined) return null;
    const parent = parentsOf(segment.of).at(-1);
    const parentKey = parent === undefined ? '' : itemKey(parent);
    // It may have come inside something itself, which nobody has looked at yet.
    if (parent !== undefined && own.records(source, parentKey).length === 0) bringOutside(parentKey);
    const byRow = inside.get(parentKey)?.[segment.of.list];
    if (byRow !== undefined) return byRow;
    for (const scope of scopesOf(segment)) {
      const byScope = scopes.get(scopeKey(scope));
      if (byScope !== undefined) return byScope;
    }
    return null;
  };

  const pagesOf = (segment: Segment): SegmentPages => {
    const known = own.pages(source, segment);
    if (known.length > 0) return known;
    const told = toldOf(segment);
    if (told === null) return known;
    for (const scope of scopesOf(segment)) {
      const of = scopeKey(scope);
      wholes.set(of, (wholes.get(of) ?? new Map<string, Segment>()).set(segmentKey(segment), segment));
    }
    store.bringWhole(segment, told);
    return own.pages(source, segment);
  };

  /** Of an item that stands in a list which came inside something larger, the row. */
  const bringOutside = (key: string) => {
    if (inside.size + scopes.size === 0) return;
    const known = lists.item(key);
    if (known === null) return;
    const of = listOf(known);
    for (const segment of segmentsOf(of)) pagesOf({ of, segment });
  };

  const putHealth = (item: Item, { lacks = [] }: Expectation) => {
    if (item.kind !== 'backend' || !hasHealth || lacks.includes('health')) return;
    const of = healthKeyOf(item);
    const known = below.records(source, of).find(({ kind }) => kind === 'health');
    own.putRecord(
      source,
      of,
      known?.kind === 'health'
        ? { ...known, asOf }
        : { kind: 'health', source, asOf, of, health: 'UNKNOWN', vendorHealth: null },
    );
  };

  const store: OverlayStore = {
    ...own,
    records: (_, key) => {
      if (own.records(source, key).length === 0) bringOutside(key);
      const brought = own.records(source, key);
      const known = below.records(source, key);
      if (brought.length === 0) return known;
      return known.length === 0 ? brought : [...brought, ...known].sort((a, b) => b.asOf - a.asOf);
    },
    pages: (_, segment) => {
      const brought = pagesOf(segment);
      const known = below.pages(source, segment);
      if (brought.length === 0 || known.length === 0) return brought.length === 0 ? known : brought;
      const key = segmentKey(segment);
      const last = merged.get(key);
      // The same array for the same pages: blocks are kept by it.
      if (last?.own === brought && last.below === known) return last.pages;
      const pages = brought.toReversed().reduce(addPage, known);
      merged.set(key, { own: brought, below: known, pages });
      return pages;
    },
    scope: (_, scope) => own.scope(source, scope) ?? below.scope(source, scope),
    rememberedTotal: (_, of) => own.rememberedTotal(source, of) ?? below.rememberedTotal(source, of),
    fact: (_, name) => below.fact(source, name),
    changes: () => own.changes(source) + below.changes(source),
    backendIndex: () =>
      own.backendIndex(source) ?? (own.changes(source) === 0 ? below.backendIndex(source) : null),
    isFull: () => false,
    comesInside: (segment) => toldOf(segment) !== null,

    bringPage: (segment, { offset, limit }, rows) => {
      const list = lists.expect(segment);
      const keys = list.keys(offset, offset + limit);
      for (const key of keys) store.bringItem(key, rows);
      const { total } = list;
      const page = { offset, limit, keys, total, isTold: true, asOf, allRead: true, readings };
      own.putPage(source, segment, toSegmentPage(page));
    },
    bringWhole: (segment, rows) => {
      const list = lists.expect(segment);
      const keys = list.keys(0, list.total);
      for (const key of keys) store.bringItem(key, rows);
      own.putPage(source, segment, toWholePage(keys, { exact: true, isTold: true, asOf, readings }));
    },
    bringScope: (scope, rows) => {
      scopes.set(scopeKey(scope), rows);
      // What came before may have lacked what comes now.
      for (const segment of wholes.get(scopeKey(scope))?.values() ?? []) store.bringWhole(segment, rows);
      const total = store.rememberedTotal(source, scope) ?? 0;
      // Of no segment it is said that it is empty: each is asked for what it is expected to hold.
      own.rememberTotal(source, scope, total);
    },
    bringItem: (key, rows) => {
      const known = lists.item(key);
      if (known === null) return;
      const { lacks: _, ...item } = known;
      const lacks = (rows.lacks ?? []).filter((field) => field !== 'health');
      own.putRecord(source, key, { ...item, asOf, ...(lacks.length === 0 ? {} : { lacks }) });
      putHealth(known, rows);
      for (const parent of parentsOf(listOf(known))) {
        const lacks = isBelow(parent) ? rows.above?.[parent.kind] : undefined;
        if (lacks === undefined) continue;
        if (lists.item(itemKey(parent)) === null) lists.imagine(parent);
        store.bringItem(itemKey(parent), { lacks });
      }
      const told = rows.inside?.(known);
      if (told !== undefined) inside.set(key, { ...inside.get(key), ...told });
    },
  };
  return store;
}

function isBelow(ref: ItemRef): ref is Extract<ItemRef, { kind: 'listener' | 'rule' }> {
  return ref.kind === 'listener' || ref.kind === 'rule';
}
