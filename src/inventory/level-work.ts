import type { Source } from '../model/source.js';
import type { Ask, PlannedAsk, Provider } from '../providers/provider.js';
import { askKey, listKey, pageSize, toChunks } from './ask-keys.js';
import { formOf } from './calls.js';
import type { RecordStore } from './record-store.js';

/** What of a level's asks has to be started, gathered ask by ask: each once, and nothing that is in flight already. */
export interface LevelWork {
  readonly add: (planned: PlannedAsk) => void;
  /** The largest first, each list's rows once; a total comes with any page of the same list. */
  readonly pages: () => readonly Extract<Ask, { type: 'page' }>[];
  readonly scopes: () => readonly Extract<Ask, { type: 'scope' }>[];
  /** By form. */
  readonly subjects: () => ReadonlyMap<string, ReadonlySet<string>>;
  /** How many calls that is, as far as totals are remembered: a batch of subjects counts as one page, however many it has. */
  readonly calls: () => number;
}

export interface LevelWorkDeps {
  readonly source: Source;
  readonly provider: Provider;
  readonly store: Pick<RecordStore, 'rememberedTotal'>;
}

/** @param isRunning whether work is in flight under a key */
export function createLevelWork(
  { source, provider, store }: LevelWorkDeps,
  isRunning: (key: string) => boolean,
): LevelWork {
  const rows = new Map<string, Extract<Ask, { type: 'page' }>>();
  const lists = new Set<string>();
  /** Pages that are for a total alone, by list. */
  const counts = new Map<string, Extract<Ask, { type: 'page' }>>();
  const scopes = new Map<string, Extract<Ask, { type: 'scope' }>>();
  const subjects = new Map<string, Set<string>>();

  const callsOf = ({ form: formName, subject, maxCalls }: Extract<Ask, { type: 'scope' }>): number => {
    const { yields, paging } = formOf(provider, formName);
    const total = yields.type === 'scope' ? store.rememberedTotal(source, yields.scope(subject)) : null;
    const pages = Math.max(1, Math.ceil((total ?? 0) / paging.max));
    // One that turns out longer than it may be is given up after its first page.
    return pages > maxCalls ? 1 : pages;
  };

  const work: LevelWork = {
    add: ({ ask, demand }) => {
      const key = askKey(ask);
      if (isRunning(key)) return;
      if (ask.type === 'scope') {
        scopes.set(key, ask);
      } else if (ask.type === 'subjects') {
        const batch = subjects.get(ask.form) ?? new Set();
        subjects.set(ask.form, batch.add(ask.subject));
      } else if (demand.type === 'count') {
        if (!isRunning(listKey(ask)) && !counts.has(listKey(ask))) counts.set(listKey(ask), ask);
      } else {
        rows.set(key, ask);
        lists.add(listKey(ask));
      }
    },
    pages: () =>
      [...rows.values(), ...[...counts].flatMap(([list, ask]) => (lists.has(list) ? [] : [ask]))].toSorted(
        (a, b) => pageSize(b) - pageSize(a),
      ),
    scopes: () => [...scopes.values()],
    subjects: () => subjects,
    calls: () => {
      const batches = [...subjects].map(
        ([form, batch]) => toChunks(formOf(provider, form), [...batch]).length,
      );
      const all = [work.pages().length, ...[...scopes.values()].map(callsOf), ...batches];
      return all.reduce((sum, calls) => sum + calls, 0);
    },
  };
  return work;
}
