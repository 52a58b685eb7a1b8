import { scopesOf } from '../../model/list.js';
import { itemKey, type RecordRef } from '../../model/record.js';
import type { Source } from '../../model/source.js';
import type { Ask, Expectation, Form, Provider } from '../../providers/provider.js';
import type { AskRunner } from '../ask-runner.js';
import { sendsAll } from '../ask-keys.js';
import { formOf } from '../calls.js';
import type { Guess } from '../guess.js';
import { noShortfalls, type Shortfall, type Shortfalls } from '../shortfall.js';
import type { ExpectedLists } from './expected-lists.js';
import type { OverlayStore } from './overlay-store.js';

/** Calls of one form that an ask stands for. */
export interface CountedCalls {
  readonly formName: string;
  /** What they are about: it leads to who wants it. */
  readonly subjects: readonly string[];
  readonly calls: number;
  /** Whether any number of calls may be needed: something of unknown length is read as a whole. */
  readonly isBoundless: boolean;
}

export interface ForecastRunnerDeps {
  readonly source: Source;
  readonly provider: Provider;
  readonly store: OverlayStore;
  readonly lists: ExpectedLists;
  readonly guess: Guess;
  readonly asOf: number;
  readonly count: (calls: CountedCalls) => void;
  /** Notes that something had to be guessed. */
  readonly guessed: () => void;
}

/** Pages of a call that knows none hold everything. */
export const unpagedRows = 1_000_000_000;

/** Counts the calls that asks stand for in place of making them, and brings what they are expected to bring. */
export function createForecastRunner(deps: ForecastRunnerDeps): AskRunner {
  const { source, provider, store, lists, guess, asOf, count, guessed } = deps;
  const expectationOf = ({ expect }: Form): Expectation => expect?.((name) => store.fact(source, name)) ?? {};
  const pagesFor = (formName: string, rows: number): number => {
    const { max } = formOf(provider, formName).paging;
    return store.fact(source, sendsAll(formName)) === true ? 1 : Math.max(1, Math.ceil(rows / max));
  };
  const isPaged = (formName: string) =>
    formOf(provider, formName).paging.max < unpagedRows && store.fact(source, sendsAll(formName)) !== true;

  const page = ({ form: formName, subject, page: asked }: Extract<Ask, { type: 'page' }>) => {
    const form = formOf(provider, formName);
    if (form.yields.type !== 'rows') throw new Error(`${formName} has no pages of rows`);
    const segment = form.yields.segment(subject, source);
    const { isBoundless } = lists.expect(segment);
    count({ formName, subjects: subject === null ? [] : [subject], calls: 1, isBoundless });
    store.bringPage(segment, asked, expectationOf(form));
  };

  const scope = ({ form: formName, subject, maxCalls }: Extract<Ask, { type: 'scope' }>) => {
    const form = formOf(provider, formName);
    if (form.yields.type !== 'scope') throw new Error(`${formName} does not read a scope`);
    const read = form.yields.scope(subject);
    const reached = form.yields.reached?.(subject, source);
    const asList = reached === undefined || read.list !== 'backends' ? null : reached;
    const total =
      store.rememberedTotal(source, read) ?? (asList && store.rememberedTotal(source, asList)) ?? null;
    const isUnknown = total === null && isPaged(formName);
    if (total === null) guessed();
    // Nobody knows whether it is worth its calls: at most it is not, and cost one that tells so.
    const isGivenUp = isUnknown
      ? guess === 'most' && Number.isFinite(maxCalls)
      : pagesFor(formName, total ?? 0) > maxCalls;
    const calls = isUnknown || isGivenUp ? 1 : pagesFor(formName, total ?? 0);
    count({
      formName,
      subjects: subject === null ? [] : [subject],
      calls,
      isBoundless: isUnknown && guess === 'most' && !isGivenUp,
    });
    if (isGivenUp) store.rememberTotal(source, read, total ?? unpagedRows);
    else {
      store.bringScope(read, expectationOf(form));
      if (reached !== undefined && scopesOf(reached).length === 0) {
        store.bringWhole(reached, expectationOf(form));
      }
    }
  };

  const children = (formName: string, subjects: readonly string[]) => {
    const form = formOf(provider, formName);
    if (form.yields.type !== 'children') throw new Error(`${formName} has no children`);
    const { segments: segmentsOf } = form.yields;
    const segments = subjects.flatMap((subject) => segmentsOf(subject, source));
    const expected = segments.map(lists.expect);
    const lengths = expected.map(({ total }) => total);
    const rows =
      form.sharesRows === true ? Math.max(0, ...lengths) : lengths.reduce((sum, one) => sum + one, 0);
    const isUnbounded = expected.some(
      ({ isGuess }, at) => isGuess && provider.mostRows?.[segments[at]?.of.list ?? 'instances'] === undefined,
    );
    const cuts = isCut(
      form,
      rows,
      expected.some(({ isGuess }) => isGuess),
    )
      ? cutsOf(form, subjects)
      : 0;
    count({
      formName,
      subjects,
      calls: pagesFor(formName, rows) + cuts,
      isBoundless: guess === 'most' && isUnbounded && isPaged(formName),
    });
    for (const segment of segments) store.bringWhole(segment, expectationOf(form));
  };

  const isCut = ({ cutAt }: Form, rows: number, isGuess: boolean) =>
    cutAt !== undefined && (isGuess ? guess === 'most' : rows === cutAt.rows);
  const cutsOf = ({ cutAt }: Form, subjects: readonly string[]) =>
    cutAt === undefined ? 0 : subjects.flatMap(cutAt.parts).length;

  /** Why a look-up is not expected to bring a record; null when it is. */
  const shortfallOf = (ref: RecordRef, { elsewhere }: Form): Shortfall | null => {
    const [newest] = store.records(source, itemKey(ref));
    if (newest?.kind === 'missing') return { type: 'absent', asOf };
    if (newest !== undefined) return null;
    guessed();
    // What is looked for in vain costs most where it is looked for twice, and least where nothing of it is read.
    const isAbsent = guess === 'most' ? elsewhere !== undefined : true;
    return isAbsent ? { type: 'absent', asOf } : null;
  };

  const records = (formName: string, subjects: readonly string[]): Shortfalls => {
    const form = formOf(provider, formName);
    const { yields } = form;
    if (yields.type !== 'records') throw new Error(`${formName} looks nothing up`);
    const shortfalls = new Map<string, Shortfall>();
    let isSure = guess === 'most';
    for (const subject of subjects) {
      const ref = yields.ref(subject, source);
      const isKnown = store.records(source, itemKey(ref)).length > 0;
      if (isKnown || !isElsewhere(formName)) isSure = true;
      const shortfall = shortfallOf(ref, form);
      if (shortfall !== null) shortfalls.set(subject, shortfall);
      else bring(ref, form);
    }
    // A second look for what may well be found at the first one.
    const calls = isSure ? pagesFor(formName, subjects.length - shortfalls.size) : 0;
    count({ formName, subjects, calls, isBoundless: false });
    return shortfalls;
  };

  const isElsewhere = (formName: string) =>
    Object.values(provider.forms).some(({ elsewhere }) => elsewhere === formName);

  const bring = (ref: RecordRef, form: Form) => {
    const key = itemKey(ref);
    if (ref.kind === 'router') {
      const [known] = store.records(source, key);
      const router = known?.kind === 'router' ? known : { ...ref, name: null };
      store.putRecord(source, key, { ...router, asOf });
      return;
    }
    if (lists.item(key) === null) lists.imagine(ref);
    store.bringItem(key, expectationOf(form));
  };

  return {
    page: (ask) => {
      page(ask);
      return Promise.resolve(noShortfalls);
    },
    scope: (ask) => {
      scope(ask);
      return Promise.resolve(noShortfalls);
    },
    subjects: (formName, subjects) => {
      const { yields } = formOf(provider, formName);
      if (yields.type === 'records') return Promise.resolve(records(formName, subjects));
      if (yields.type === 'children') children(formName, subjects);
      else if (yields.type === 'health') {
        count({ formName, subjects, calls: 1, isBoundless: false });
        for (const subject of subjects) {
          const loadBalancerId = yields.loadBalancerId(subject);
          const read = {
            asOf,
            exact: true,
            isTold: false,
            total: 0,
            readings: [],
            filled: new Set<string>(),
          };
          store.putScope(source, { list: 'health', segment: '', loadBalancerId }, read);
        }
      } else throw new Error(`${formName} takes no subjects`);
      return Promise.resolve(noShortfalls);
    },
  };
}
