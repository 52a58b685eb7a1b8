import { LbgraphError } from '../errors.js';
import { groupBy } from '../model/group-by.js';
import { itemKey } from '../model/record.js';
import type { Source } from '../model/source.js';
import type { Ask, Demand, PlannedAsk, Provider, View } from '../providers/provider.js';
import { UpstreamRefusal } from '../upstream/client.js';
import { formOf, type Calls } from './calls.js';
import { createIngest } from './ingest.js';
import { planLevel, type Viewer } from './plan-level.js';
import type { RecordStore } from './record-store.js';
import { createSharedTask, type SharedTask } from './shared-task.js';

/** One demand of one request. */
export interface Submission {
  readonly demand: Demand;
  readonly viewer: Viewer;
  /** The oldest kept answer that will do, in epoch milliseconds. */
  readonly notBefore: number;
  readonly signal: AbortSignal;
}

/** Reads one source: plans what all requests demand at the same moment together, and never has the same call twice in flight. */
export interface SourceReader {
  /**
   * Resolves when every ask that serves the demand was answered, which may not yet satisfy it.
   * @throws {LbgraphError} when one of them failed
   */
  readonly submit: (submission: Submission) => Promise<void>;
}

/** Keys of records of which a look-up could not tell whether they exist. */
type Undecided = ReadonlySet<string>;
type Task = SharedTask<Undecided>;

const none: Undecided = new Set();

export interface SourceReaderDeps {
  readonly source: Source;
  readonly provider: Provider;
  readonly calls: Calls;
  readonly store: RecordStore;
}

export function createSourceReader({ source, provider, calls, store }: SourceReaderDeps): SourceReader {
  const ingest = createIngest(store, source);
  const inFlight = new Map<string, Task>();
  const view: View = {
    total: (segment) => store.rememberedTotal(source, segment),
    scopeTotal: (scope) => store.rememberedTotal(source, scope),
    fact: (name) => store.fact(source, name),
  };

  /** Starts work under its keys, which are free again when it ends. */
  const start = (keys: readonly string[], run: (signal: AbortSignal) => Promise<Undecided>): Task => {
    const task: Task = createSharedTask(async (signal) => {
      // Registered first: a run that fails at once must find its keys to free.
      await Promise.resolve();
      try {
        return await run(signal);
      } finally {
        for (const key of keys) if (inFlight.get(key) === task) inFlight.delete(key);
      }
    });
    for (const key of keys) inFlight.set(key, task);
    return task;
  };

  const running = (key: string): Task | undefined => {
    const task = inFlight.get(key);
    return task === undefined || task.abandoned() ? undefined : task;
  };

  const startPage = (ask: Ask & { type: 'page' }, notBefore: number): Task => {
    const { form: formName, subject, page } = ask;
    const { yields } = formOf(provider, formName);
    if (yields.type !== 'rows') throw new Error(`${formName} has no pages of rows`);
    return start([askKey(ask), listKey(ask)], async (signal) => {
      const subjects = subject === null ? [] : [subject];
      const result = await calls.page({ formName, source, subjects, page, notBefore }, signal);
      ingest.page(result, yields.segment(subject, source), page);
      return none;
    });
  };

  const startScope = (ask: Ask & { type: 'scope' }, notBefore: number): Task => {
    const { form: formName, subject, maxCalls } = ask;
    const { yields } = formOf(provider, formName);
    if (yields.type !== 'scope') throw new Error(`${formName} does not read a scope`);
    return start([askKey(ask)], async (signal) => {
      const subjects = subject === null ? [] : [subject];
      const results = await calls.all({ formName, source, subjects, notBefore, maxCalls }, signal);
      const scope = yields.scope(subject);
      if ('tooMany' in results) store.rememberTotal(source, scope, results.tooMany);
      else ingest.scope(results, scope);
      return none;
    });
  };

  const readSubjects = async (
    formName: string,
    subjects: readonly string[],
    notBefore: number,
    signal: AbortSignal,
  ): Promise<Undecided> => {
    const { yields } = formOf(provider, formName);
    const unlimited = { formName, source, subjects, notBefore, maxCalls: Number.POSITIVE_INFINITY };
    if (yields.type === 'children') {
      const results = await calls.all(unlimited, signal);
      if ('tooMany' in results) return none;
      ingest.children(
        results,
        subjects.map((subject) => yields.segment(subject, source)),
      );
      return none;
    }
    if (yields.type !== 'records') throw new Error(`${formName} takes no subjects`);
    const refs = subjects.map((subject) => yields.ref(subject, source));
    try {
      const results = await calls.all(unlimited, signal);
      if ('tooMany' in results) return none;
      const [first, ...rest] = results;
      if (first === undefined) return none;
      const harvests = [first, ...rest].flatMap((result) => result.harvests);
      return ingest.lookUp({ ...first, harvests }, refs);
    } catch (error) {
      // Some vendors refuse the whole batch for one unknown id: halving finds it.
      if (!(error instanceof UpstreamRefusal && error.notFound)) throw error;
      const [only] = refs;
      if (refs.length === 1 && only !== undefined) {
        ingest.missing(only, error.asOf);
        return none;
      }
      const middle = Math.ceil(subjects.length / 2);
      const halves = await Promise.all(
        [subjects.slice(0, middle), subjects.slice(middle)].map((half) =>
          readSubjects(formName, half, notBefore, signal),
        ),
      );
      return new Set(halves.flatMap((half) => [...half]));
    }
  };

  const startSubjects = (formName: string, subjects: readonly string[], notBefore: number): void => {
    const { maxSubjects, group } = formOf(provider, formName);
    const groups = groupBy(subjects, (subject) => group?.(subject) ?? '');
    for (const members of groups.values()) {
      for (let from = 0; from < members.length; from += maxSubjects) {
        const chunk = members.slice(from, from + maxSubjects);
        const keys = chunk.map((subject) => askKey({ type: 'subjects', form: formName, subject }));
        start(keys, (signal) => readSubjects(formName, chunk, notBefore, signal));
      }
    }
  };

  /** Starts what is not running yet of a plan. Afterwards each ask has its task in flight. */
  const startAll = (planned: readonly PlannedAsk[], notBefore: (demand: Demand) => number): void => {
    const batches = new Map<string, { subjects: Set<string>; notBefore: number }>();
    // Counting joins a page of the same list that is asked for anyway: so pages start first, largest first.
    const ordered = planned.toSorted((a, b) => pageSize(b.ask) - pageSize(a.ask));
    for (const { ask, demand } of ordered) {
      if (running(askKey(ask)) !== undefined) continue;
      if (ask.type === 'page') {
        if (ask.page.limit > 1 || running(listKey(ask)) === undefined) startPage(ask, notBefore(demand));
      } else if (ask.type === 'scope') {
        startScope(ask, notBefore(demand));
      } else {
        const batch = batches.get(ask.form) ?? { subjects: new Set(), notBefore: 0 };
        batch.subjects.add(ask.subject);
        batch.notBefore = Math.max(batch.notBefore, notBefore(demand));
        batches.set(ask.form, batch);
      }
    }
    for (const [form, batch] of batches) startSubjects(form, [...batch.subjects], batch.notBefore);
  };

  const join = async (ask: Ask, signal: AbortSignal): Promise<void> => {
    const task = running(askKey(ask)) ?? (ask.type === 'page' ? running(listKey(ask)) : undefined);
    if (task === undefined) throw new Error('an ask was not started');
    const undecided = await task.join(signal);
    if (ask.type !== 'subjects' || undecided.size === 0) return;
    const { yields, action } = formOf(provider, ask.form);
    if (yields.type === 'records' && undecided.has(itemKey(yields.ref(ask.subject, source)))) {
      throw new LbgraphError('UPSTREAM_INVALID_RESPONSE', 'The vendor sent a record that cannot be read.', {
        account: source.account,
        region: source.region,
        action,
        retryable: true,
      });
    }
  };

  let queue: { submission: Submission; resolve: () => void; reject: (error: unknown) => void }[] = [];

  const flush = (): void => {
    const entries = queue;
    queue = [];
    try {
      const planned = planLevel(
        entries.map(({ submission }) => submission),
        source,
        provider,
        view,
      );
      const asks = groupBy(planned, ({ demand }) => demand);
      const oldest = new Map<Demand, number>(
        entries.map(({ submission }) => [submission.demand, submission.notBefore]),
      );
      startAll(planned, (demand) => oldest.get(demand) ?? 0);
      for (const { submission, resolve, reject } of entries) {
        const own = asks.get(submission.demand) ?? [];
        if (own.length === 0) reject(new Error('the plan does not serve a demand'));
        else Promise.all(own.map(({ ask }) => join(ask, submission.signal))).then(() => resolve(), reject);
      }
    } catch (error) {
      for (const { reject } of entries) reject(error);
    }
  };

  return {
    submit: (submission) =>
      new Promise((resolve, reject) => {
        // One turn of the event loop gathers the same level of all requests that wait for the same answer.
        if (queue.length === 0) setImmediate(flush);
        queue.push({ submission, resolve, reject });
      }),
  };
}

function askKey(ask: Ask): string {
  return ask.type === 'page'
    ? JSON.stringify([ask.type, ask.form, ask.subject, ask.page.offset, ask.page.limit])
    : JSON.stringify([ask.type, ask.form, ask.subject]);
}

/** The key of any page of one list. */
function listKey(ask: Ask): string {
  return JSON.stringify(['list', ask.form, ask.subject]);
}

function pageSize(ask: Ask): number {
  return ask.type === 'page' ? ask.page.limit : 0;
}
