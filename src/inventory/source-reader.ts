import { setMaxListeners } from 'node:events';
import { groupBy } from '../model/group-by.js';
import { itemKey } from '../model/record.js';
import type { Ask, Demand, Form, PlannedAsk, View } from '../providers/provider.js';
import { createAskRunner, type AskRunnerDeps } from './ask-runner.js';
import { formOf } from './calls.js';
import type { Freshness } from './freshness.js';
import { askKey, keyOf, listKey, pageSize, toChunks } from './ask-keys.js';
import { createInFlight } from './in-flight.js';
import { parentsOf } from './list-items.js';
import { itemKnown, itemsAtHand, listingOf } from './listing.js';
import { planLevel, type Viewer } from './plan-level.js';
import { createSecondLook, type SecondLook } from './second-look.js';
import type { SharedTask } from './shared-task.js';
import type { Shortfalls } from './shortfall.js';

/** One demand of one request. */
export interface Submission {
  readonly demand: Demand;
  readonly viewer: Viewer;
  readonly freshness: Freshness;
  /** The request's own name: what is read for it may be continued for it. */
  readonly reading: string;
  /** The oldest kept answer that will do, in epoch milliseconds. */
  readonly notBefore: number;
  readonly signal: AbortSignal;
}

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

export function createSourceReader(deps: AskRunnerDeps): SourceReader {
  const { source, provider, store } = deps;
  const runner = createAskRunner(deps);
  const inFlight = createInFlight<Shortfalls>();
  /** What planners may know; of what is at hand only that which is fresh enough for everybody who asks. */
  const viewFor = (submissions: readonly Submission[]): View => {
    const notBefore: Freshness['notBefore'] = (kind) =>
      Math.max(...submissions.map(({ freshness }) => freshness.notBefore(kind)));
    return {
      total: (segment) => store.rememberedTotal(source, segment),
      scopeTotal: (scope) => store.rememberedTotal(source, scope),
      fact: (name) => store.fact(source, name),
      record: (ref) => itemKnown(deps, ref),
      items: (segment) => itemsAtHand(deps, segment, { notBefore }),
    };
  };

  const startSubjects = (formName: string, subjects: readonly string[], notBefore: number): void => {
    const form = formOf(provider, formName);
    const chunks = toChunks(form, subjects);
    const secondLook = secondLookOf(form, chunks.length, notBefore);
    for (const chunk of chunks) {
      inFlight.start(chunk.map(keyOf(formName)), (signal, readers) => {
        const first = runner.subjects(formName, chunk, { notBefore, readers, signal });
        return secondLook === null ? first : secondLook.after(first, signal);
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
      ended: () => deps.calls.ended(form, source),
    });
  };

  /** Starts what is not running yet of a plan. Afterwards each ask has its task in flight. */
  const startAll = (planned: readonly PlannedAsk[], notBeforeOf: (ask: Ask) => number): void => {
    const batches = new Map<string, { subjects: Set<string>; notBefore: number }>();
    // Counting joins a page of the same list that is asked for anyway: so the largest pages start first.
    const ordered = planned.toSorted((a, b) => pageSize(b.ask) - pageSize(a.ask));
    for (const { ask, demand } of ordered) {
      if (inFlight.running(askKey(ask)) !== undefined) continue;
      const notBefore = notBeforeOf(ask);
      if (ask.type === 'page') {
        if (demand.type === 'count' && inFlight.running(listKey(ask)) !== undefined) continue;
        inFlight.start([askKey(ask), listKey(ask)], (signal, readers) =>
          runner.page(ask, { notBefore, readers, signal }),
        );
      } else if (ask.type === 'scope') {
        inFlight.start([askKey(ask)], (signal, readers) => runner.scope(ask, { notBefore, readers, signal }));
      } else {
        const batch = batches.get(ask.form) ?? { subjects: new Set(), notBefore: 0 };
        batch.subjects.add(ask.subject);
        batch.notBefore = Math.max(batch.notBefore, notBefore);
        batches.set(ask.form, batch);
      }
    }
    for (const [form, batch] of batches) startSubjects(form, [...batch.subjects], batch.notBefore);
  };

  const join = async (ask: Ask, demand: Demand, signal: AbortSignal): Promise<void> => {
    const task = inFlight.running(askKey(ask)) ?? inFlight.running(listKey(ask));
    if (task === undefined) throw new Error('an ask was not started');
    const form = formOf(provider, ask.form);
    const shortfalls = await task.join(signal, () => deps.calls.ended(form, source));
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
    switch (shortfall?.type) {
      case 'absent': {
        const key = itemKey(yields.ref(ask.subject, source));
        store.putRecord(source, key, { kind: 'missing', asOf: shortfall.asOf });
        return;
      }
      case 'untold':
        throw deps.calls.unusable('The vendor sent a record that cannot be read.', form, source);
      case 'failed':
        throw shortfall.error;
      case undefined:
        return;
    }
  };

  /** What was looked for in a list, and may be among those of its rows that are missing, or stand under one of them. */
  const assertTold = ({ demand, freshness }: Submission, asks: readonly Ask[]): void => {
    const ref = demand.type === 'record' ? demand.ref : parentsOf(demand.segment.of).at(-1);
    if (ref === undefined || ref.kind === 'router') return;
    const forms = asks.map(({ form }) => formOf(provider, form));
    const last = forms.findLast(({ yields }) => yields.type === 'children' || yields.type === 'scope');
    if (last === undefined) return;
    // What is too old does not answer.
    const known = demand.type === 'record' ? store.records(source, itemKey(ref)) : [];
    if (known.some(({ kind, asOf }) => asOf >= freshness.notBefore(kind))) return;
    if (listingOf(deps, ref, freshness.notBefore('missing')).type !== 'untold') return;
    throw deps.calls.unusable('The vendor sent a list of which not all could be read.', last, source);
  };

  /** Waits for all asks of one demand. The first that fails has failed the demand: the others are waited for no longer. */
  const joinAll = async (asks: readonly Ask[], demand: Demand, signal: AbortSignal): Promise<void> => {
    const [only, ...others] = asks;
    if (only === undefined) return;
    if (others.length === 0) return join(only, demand, signal);
    const leaving = new AbortController();
    setMaxListeners(0, leaving.signal);
    const leave = () => leaving.abort();
    signal.addEventListener('abort', leave);
    try {
      await Promise.all(asks.map((ask) => join(ask, demand, leaving.signal)));
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
      if (submission.signal.aborted) reject(deps.calls.ended(null, source));
      return !submission.signal.aborted;
    });
    queue = [];
    try {
      const submissions = entries.map(({ submission }) => submission);
      const planned = planLevel(submissions, source, provider, viewFor(submissions));
      const asks = groupBy(planned, ({ demand }) => demand);
      const submitted = new Map(submissions.map((submission) => [submission.demand, submission]));
      const strictest = new Map<string, number>();
      for (const { ask, demand } of planned) {
        strictest.set(
          askKey(ask),
          Math.max(strictest.get(askKey(ask)) ?? 0, submitted.get(demand)?.notBefore ?? 0),
        );
      }
      startAll(planned, (ask) => strictest.get(askKey(ask)) ?? 0);
      for (const { ask, demand } of planned) {
        const reader = submitted.get(demand)?.reading;
        if (reader !== undefined) inFlight.noteReader(askKey(ask), reader);
      }
      for (const { submission, resolve, reject } of entries) {
        const own = (asks.get(submission.demand) ?? []).map(({ ask }) => ask);
        joinAll(own, submission.demand, submission.signal)
          .then(() => assertTold(submission, own))
          .then(() => resolve(own.map((ask) => JSON.stringify(ask))), reject);
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
