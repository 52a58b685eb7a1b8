import type { Source } from '../model/source.js';
import type { Ask, Provider } from '../providers/provider.js';
import { UpstreamRefusal } from '../upstream/client.js';
import type { Readers } from '../upstream/reader.js';
import { sendsAll } from './ask-keys.js';
import { formOf, namesOf, type Calls } from './calls.js';
import { createIngest } from './ingest.js';
import { mergeResults, nothingAt, type CallResult } from './page-cache.js';
import type { RecordStore } from './record-store.js';
import { noShortfalls, type Shortfalls } from './shortfall.js';

/** Makes the calls that asks stand for, and puts what they bring into the store. */
export interface AskRunner {
  readonly page: (ask: Extract<Ask, { type: 'page' }>, limits: RunLimits) => Promise<Shortfalls>;
  readonly scope: (ask: Extract<Ask, { type: 'scope' }>, limits: RunLimits) => Promise<Shortfalls>;
  /**
   * Subjects of one form that fit into one call. Of records that it does not bring it tells why, and keeps nothing of that; a parent
   * that the vendor does not know is absent.
   */
  readonly subjects: (
    formName: string,
    subjects: readonly string[],
    limits: RunLimits,
  ) => Promise<Shortfalls>;
}

export interface RunLimits {
  /** The oldest kept answer that will do, in epoch milliseconds. */
  readonly notBefore: number;
  readonly readers: Readers;
  readonly signal: AbortSignal;
}

export interface AskRunnerDeps {
  readonly source: Source;
  readonly provider: Provider;
  readonly calls: Calls;
  readonly store: RecordStore;
}

export function createAskRunner({ source, provider, calls, store }: AskRunnerDeps): AskRunner {
  const ingest = createIngest(store, source);

  const runner: AskRunner = {
    page: async ({ form: formName, subject, page }, { signal, ...limits }) => {
      const { yields } = formOf(provider, formName);
      if (yields.type !== 'rows') throw new Error(`${formName} has no pages of rows`);
      const segment = yields.segment(subject, source);
      const subjects = subject === null ? [] : [subject];
      const call = calls.page({ formName, source, subjects, page, ...limits }, signal);
      // Only what was named can be gone: a list of the whole source that is refused has failed, and so has one that is narrowed,
      // of which something else may have been refused.
      const isParent = subject !== null && segment.narrowed === undefined;
      const result = isParent ? await orGone(call) : await call;
      if ('gone' in result) ingest.goneParent(segment, result.gone, namesOf(limits.readers));
      else ingest.page(result, segment, page);
      return noShortfalls;
    },

    scope: async ({ form: formName, subject, maxCalls }, { signal, ...limits }) => {
      const { yields } = formOf(provider, formName);
      if (yields.type !== 'scope') throw new Error(`${formName} does not read a scope`);
      const scope = yields.scope(subject);
      const reached = yields.reached?.(subject, source);
      const subjects = subject === null ? [] : [subject];
      const call = calls.all({ formName, source, subjects, maxCalls, ...limits }, signal);
      const results = subject === null ? await call : await orGone(call);
      if ('gone' in results) {
        ingest.goneScope(scope, results.gone, namesOf(limits.readers));
        return absentAll(subjects, results.gone);
      } else if ('tooMany' in results) store.rememberTotal(source, scope, results.tooMany);
      else ingest.scope(results, scope, reached);
      return noShortfalls;
    },

    subjects: async (formName, subjects, limits) => {
      const { yields } = formOf(provider, formName);
      const { signal, ...others } = limits;
      const all = { formName, source, subjects, maxCalls: Number.POSITIVE_INFINITY, ...others };
      const results = await orGone(calls.all(all, signal));
      if ('tooMany' in results) return noShortfalls;
      if (!('gone' in results)) noteSize(formName, results);
      if ('gone' in results && subjects.length > 1) return halved(formName, subjects, limits);
      if (yields.type === 'children') {
        const segments = subjects.flatMap((subject) => yields.segments(subject, source));
        if ('gone' in results) {
          for (const segment of segments) ingest.goneParent(segment, results.gone, namesOf(limits.readers));
          return absentAll(subjects, results.gone);
        }
        const { merged, isCut } = await inParts(formName, subjects, results, limits);
        ingest.children(merged, segments, isCut);
        return noShortfalls;
      }
      if (yields.type === 'health') {
        const loadBalancerIds = subjects.map(yields.loadBalancerId);
        // What does not exist has no health to tell.
        ingest.health('gone' in results ? [nothingAt(results.gone)] : results, loadBalancerIds);
        return noShortfalls;
      }
      if (yields.type !== 'records') throw new Error(`${formName} takes no subjects`);
      if ('gone' in results) return absentAll(subjects, results.gone);
      return ingest.lookUp(
        results,
        new Map(subjects.map((subject) => [subject, yields.ref(subject, source)])),
      );
    },
  };

  /** More rows than a page may have show that the vendor knows no pages here. */
  const noteSize = (formName: string, [first]: readonly CallResult[]) => {
    const isWhole = first !== undefined && first.rows > formOf(provider, formName).paging.max;
    if (isWhole) store.putFact(source, sendsAll(formName), true);
  };

  /** An answer that may have been cut off without a word, with what the same brings when it is asked in parts. */
  const inParts = async (
    formName: string,
    subjects: readonly string[],
    results: readonly CallResult[],
    { signal, ...limits }: RunLimits,
  ): Promise<{ readonly merged: readonly CallResult[]; readonly isCut: boolean }> => {
    const { cutAt } = formOf(provider, formName);
    if (cutAt === undefined || !results.some(({ rows }) => rows === cutAt.rows)) {
      return { merged: results, isCut: false };
    }
    const request = { formName: cutAt.form, source, maxCalls: Number.POSITIVE_INFINITY, ...limits };
    const parts = await Promise.all(
      subjects.flatMap(cutAt.parts).map((part) => calls.all({ ...request, subjects: [part] }, signal)),
    );
    const read = parts.flatMap((part) => ('tooMany' in part ? [] : part));
    return {
      merged: [mergeResults([...results, ...read])],
      isCut: read.some(({ rows }) => rows >= cutAt.rows),
    };
  };

  /** Some vendors refuse a whole batch for one unknown id: halving finds it. */
  const halved: AskRunner['subjects'] = async (formName, subjects, limits) => {
    const middle = Math.ceil(subjects.length / 2);
    const halves = await Promise.all(
      [subjects.slice(0, middle), subjects.slice(middle)].map((half) =>
        runner.subjects(formName, half, limits),
      ),
    );
    return new Map(halves.flatMap((half) => [...half]));
  };

  return runner;
}

function absentAll(subjects: readonly string[], asOf: number): Shortfalls {
  return new Map(subjects.map((subject) => [subject, { type: 'absent', asOf }]));
}

/** What calls brought, or when the vendor said that what they name does not exist. */
async function orGone<T extends object>(work: Promise<T>): Promise<T | { readonly gone: number }> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UpstreamRefusal && error.notFound) return { gone: error.asOf };
    throw error;
  }
}
