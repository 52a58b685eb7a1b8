import { setMaxListeners } from 'node:events';
import { groupBy } from '../model/group-by.js';
import { itemKey } from '../model/record.js';
import type { Source } from '../model/source.js';
import type { Form, PlannedAsk, Provider } from '../providers/provider.js';
import type { AskRunner } from './ask-runner.js';
import { assertTold } from './assert-told.js';
import { formOf, type CallErrors } from './calls.js';
import { askKey, keyOf, listKey, toChunks } from './ask-keys.js';
import { createInFlight } from './in-flight.js';
import { admitLevel, type LevelShare } from './level-budget.js';
import { createLevelWork } from './level-work.js';
import { planLevel } from './plan-level.js';
import { viewFor } from './plan-view.js';
import { dropRow, type RecordStore } from './record-store.js';
import type { Submission } from './submission.js';
import { createSecondLook, type SecondLook } from './second-look.js';
import type { SharedTask } from './shared-task.js';
import type { Shortfalls } from './shortfall.js';

/** Reads one source: plans what all requests demand at the same moment together, and never has the same call twice in flight. */
export interface SourceReader {
  /**
   * Resolves when every ask that serves the demand was answered, which may not yet satisfy it; gives the asks, each as one
   * text. None: the vendor has no call that could serve it.
   * @throws {LbgraphError} when one of them failed
   */
  readonly submit: (submission: Submission) => Promise<readonly string[]>;
}

interface Waiting {
  readonly submission: Submission;
  readonly resolve: (asks: readonly string[]) => void;
  readonly reject: (error: unknown) => void;
}

export interface SourceReaderDeps {
  readonly source: Source;
  readonly provider: Provider;
  readonly store: RecordStore;
  readonly runner: AskRunner;
  readonly errors: CallErrors;
  /** Told each plan before anything of it is asked. */
  readonly notePlan?: (planned: readonly PlannedAsk[]) => void;
}

export function createSourceReader(deps: SourceReaderDeps): SourceReader {
  const { source, provider, store, runner, errors, notePlan } = deps;
  const inFlight = createInFlight<Shortfalls>();
  const startSubjects = (formName: string, subjects: readonly string[], notBefore: number): void => {
    const form = formOf(provider, formName);
    const chunks = toChunks(form, subjects);
    const secondLook = secondLookOf(form, chunks.length, notBefore);
    for (const chunk of chunks) {
      inFlight.start(chunk.map(keyOf(formName)), (signal, readers) => {
        const first = runner.subjects(formName, chunk, { notBefore, readers, signal });
        return secondLook === null ? first : secondLook.after(first, readers, signal);
      });
    }
  };

  /** Null where what is not found counts as missing. What somebody looks for elsewhere already is joined. */
  const secondLookOf = (form: Form, firstLooks: number, notBefore: number): SecondLook | null => {
    const { elsewhere } = form;
    if (elsewhere === undefined) return null;
    const running = (subject: string) => inFlight.running(keyOf(elsewhere)(subject));
    return createSecondLook({
      firstLooks,
      start: (subjects) => {
        startSubjects(
          elsewhere,
          subjects.filter((subject) => running(subject) === undefined),
          notBefore,
        );
        return new Map(
          subjects.flatMap((subject): [string, SharedTask<Shortfalls>][] => {
            const task = running(subject);
            return task === undefined ? [] : [[subject, task]];
          }),
        );
      },
      ended: () => errors.ended(form, source),
    });
  };

  const openWork = () => createLevelWork(deps, (key) => inFlight.running(key) !== undefined);

  /** Starts what is not running yet of a plan. Afterwards each ask has its task in flight. */
  const startAll = (planned: readonly PlannedAsk[], notBeforeOf: (key: string) => number): void => {
    const work = openWork();
    planned.forEach(work.add);
    for (const ask of work.pages()) {
      const notBefore = notBeforeOf(askKey(ask));
      inFlight.start([askKey(ask), listKey(ask)], (signal, readers) =>
        runner.page(ask, { notBefore, readers, signal }),
      );
    }
    for (const ask of work.scopes()) {
      const notBefore = notBeforeOf(askKey(ask));
      inFlight.start([askKey(ask)], (signal, readers) => runner.scope(ask, { notBefore, readers, signal }));
    }
    for (const [form, batch] of work.subjects()) {
      const subjects = [...batch];
      const notBefore = subjects
        .map(keyOf(form))
        .map(notBeforeOf)
        .reduce((a, b) => Math.max(a, b), 0);
      startSubjects(form, subjects, notBefore);
    }
  };

  const join = async (
    { ask, isCompanion = false }: PlannedAsk,
    { demand, reader }: Submission,
    signal: AbortSignal,
  ): Promise<void> => {
    const task = inFlight.running(askKey(ask)) ?? inFlight.running(listKey(ask));
    if (task === undefined) throw new Error('an ask was not started');
    const form = formOf(provider, ask.form);
    const joined = task.join(reader, signal, () => errors.ended(form, source));
    if (isCompanion) {
      await Promise.allSettled([joined]);
      return;
    }
    const shortfalls = await joined;
    const { yields } = form;
    if (ask.type === 'page') return;
    const shortfall = shortfalls.get(ask.subject ?? '');
    if (ask.type === 'scope' || yields.type !== 'records') {
      // What it stands under is gone, and so is the record.
      if (demand.type === 'record' && shortfall?.type === 'absent') {
        store.putRecord(source, itemKey(demand.ref), { kind: 'missing', asOf: shortfall.asOf });
      }
      return;
    }
    // Of a list whose rows are looked up, one that could not be read is not shown.
    if (demand.type === 'rows' && shortfall?.type === 'untold') {
      dropRow(store, source, demand.segment, itemKey(yields.ref(ask.subject, source)));
      return;
    }
    switch (shortfall?.type) {
      case 'absent': {
        const key = itemKey(yields.ref(ask.subject, source));
        store.putRecord(source, key, { kind: 'missing', asOf: shortfall.asOf });
        return;
      }
      case 'untold':
        throw errors.unusable('The vendor sent a record that cannot be read.', form, source);
      case 'failed':
        throw shortfall.error;
      case undefined:
        return;
    }
  };

  /** Waits for all asks of one demand, until the first one fails. */
  const joinAll = async (asks: readonly PlannedAsk[], submission: Submission): Promise<void> => {
    const [only, ...others] = asks;
    if (only === undefined) return;
    const { signal } = submission;
    if (others.length === 0) return join(only, submission, signal);
    const leaving = new AbortController();
    setMaxListeners(0, leaving.signal);
    const leave = () => leaving.abort();
    signal.addEventListener('abort', leave);
    try {
      await Promise.all(asks.map((ask) => join(ask, submission, leaving.signal)));
    } catch (error) {
      leave();
      throw error;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  };

  let queue: Waiting[] = [];
  const flush = (): void => {
    const entries = queue.filter(({ submission, reject }) => {
      if (submission.signal.aborted) reject(errors.ended(null, source));
      return !submission.signal.aborted;
    });
    queue = [];
    try {
      admitLevel(entries, { plan, openWork, start, refuse });
    } catch (error) {
      for (const { reject } of entries) reject(error);
    }
  };

  const plan = (entries: readonly Waiting[]): readonly PlannedAsk[] => {
    const submissions = entries.map(({ submission }) => submission);
    return planLevel(
      submissions,
      source,
      provider,
      viewFor(
        deps,
        submissions.map(({ freshness }) => freshness),
      ),
    );
  };

  const refuse = ({ reader, actual, entries }: LevelShare<Waiting>): void => {
    const error = errors.overBudget(source, { limit: reader.calls.limit, actual });
    for (const { reject } of entries) reject(error);
  };

  const start = (planned: readonly PlannedAsk[], shares: readonly LevelShare<Waiting>[]): void => {
    notePlan?.(planned);
    const entries = shares.flatMap((share) => share.entries);
    const submitted = new Map(entries.map(({ submission }) => [submission.demand, submission]));
    const strictest = new Map<string, number>();
    for (const { ask, demand } of planned) {
      const notBefore = submitted.get(demand)?.notBefore ?? 0;
      strictest.set(askKey(ask), Math.max(strictest.get(askKey(ask)) ?? 0, notBefore));
    }
    startAll(planned, (key) => strictest.get(key) ?? 0);
    for (const { reader, calls, entries, asks } of shares) {
      const free = reader.calls.reserve(source, calls);
      const byDemand = groupBy(asks, ({ demand }) => demand);
      const ended = entries.map(({ submission, resolve, reject }) => {
        const own = byDemand.get(submission.demand) ?? [];
        const ownAsks = own.map(({ ask }) => ask);
        return joinAll(own, submission)
          .then(() => assertTold(deps, submission, ownAsks))
          .then(() => resolve(ownAsks.map((ask) => JSON.stringify(ask))), reject);
      });
      void Promise.all(ended).finally(free);
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
