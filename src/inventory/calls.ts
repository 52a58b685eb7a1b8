import { setMaxListeners } from 'node:events';
import { toLbgraphError, upstreamError, type LbgraphError } from '../errors.js';
import { recordKey } from '../model/record.js';
import { sourceKey, type Source } from '../model/source.js';
import type { Window } from '../model/window.js';
import type { Call, Form, Harvest, Provider } from '../providers/provider.js';
import { lackingFor, overBudget } from '../upstream/charge.js';
import type { CallAnswer, UpstreamClient } from '../upstream/client.js';
import type { Readers } from '../upstream/reader.js';
import type { TtlMs } from './freshness.js';
import type { CallResult, PageCache } from './page-cache.js';

/** Makes one account's calls, each answer decoded and kept. */
export interface Calls {
  /** One page. `notBefore`: the oldest kept answer that will do. */
  readonly page: (request: PageRequest, signal: AbortSignal) => Promise<CallResult>;
  /** All pages of what `subjects` name, or how many rows they would be when that takes more than `maxCalls`. */
  readonly all: (
    request: Omit<PageRequest, 'page'> & { readonly maxCalls: number },
    signal: AbortSignal,
  ) => Promise<readonly CallResult[] | { readonly tooMany: number }>;
  /** The error for an answer of a form that came and cannot be used. */
  readonly unusable: (message: string, form: Form, source: Source) => LbgraphError;
  /** The error for a call that the request did not wait for to its end; null for one that was not made. */
  readonly ended: (form: Form | null, source: Source) => LbgraphError;
  /** The error for calls that are not made because a request would come to more than it may. */
  readonly overBudget: (
    source: Source,
    told: { readonly limit: number; readonly actual: number },
  ) => LbgraphError;
}

/** The errors of calls that cannot be used, were not waited for, or would be too many. */
export type CallErrors = Pick<Calls, 'unusable' | 'ended' | 'overBudget'>;

export interface PageRequest {
  readonly formName: string;
  readonly source: Source;
  readonly subjects: readonly string[];
  readonly page: Window;
  readonly notBefore: number;
  readonly readers: Readers;
}

/** More requests may wait for one call than need be told apart. */
const maxReadings = 64;

export interface CallsDeps {
  readonly providerId: string;
  readonly provider: Provider;
  readonly client: UpstreamClient;
  /** Null when caching is off. */
  readonly cache: PageCache | null;
  readonly ttlMs: TtlMs;
}

/** No vendor's list is as long: a total beyond it is a mistake, and following it would never end. */
const maxRows = 200_000;

export function createCalls({ providerId, provider, client, cache, ttlMs }: CallsDeps): Calls {
  const unusable: Calls['unusable'] = (message, { action }, { account, region }) =>
    upstreamError(
      'UPSTREAM_INVALID_RESPONSE',
      message,
      { account, provider: providerId, region, action },
      { retryable: true },
    );

  const page: Calls['page'] = async (request, signal) => {
    const key = cacheKey(request);
    const kept = await cache?.get(key, request.notBefore);
    if (kept) return kept;
    const form = formOf(provider, request.formName);
    const { source, subjects } = request;
    const call: Call = { form, source, subjects, page: request.page };
    const answer = await client.call(
      {
        action: form.action,
        region: source.region,
        toRequest: (signing) => provider.toRequest(call, signing),
        toAnswer: (response) => provider.toAnswer(call, response),
        readers: request.readers,
      },
      signal,
    );
    const { total: told, ...read } = decode(call, answer);
    const total = told ?? (await endBehind(request, form, signal));
    if (total === null || total > maxRows)
      throw unusable('The vendor sent a list whose total cannot be used.', form, source);
    const readings = namesOf(request.readers).slice(0, maxReadings);
    const result: CallResult = { ...read, total, readings };
    const ttl = ttlMs[result.harvests[0]?.item.kind ?? 'missing'];
    // A store takes a life of no time for one without end.
    if (ttl > 0 && !isUndecided(form, result, request.page)) cache?.put(key, result, ttl);
    return result;
  };

  /** Where a list ends of which a full page does not tell it; null where that is not looked for. */
  const endBehind = async (
    { page: { offset, limit }, ...request }: PageRequest,
    { mayLackTotal = false }: Form,
    signal: AbortSignal,
  ): Promise<number | null> => {
    const next = { offset: offset + limit, limit };
    return mayLackTotal && next.offset < maxRows
      ? (await page({ ...request, page: next }, signal)).total
      : null;
  };

  return {
    page,
    unusable,
    ended: (form, { account, region }) => {
      const about = { account, provider: providerId, region, action: form?.action ?? null };
      const message = 'The request ended before the vendor answered.';
      return upstreamError('REQUEST_TIMEOUT', message, about, { retryable: true });
    },
    overBudget: ({ account, region }, told) =>
      overBudget({ account, provider: providerId, region, action: null }, told),
    all: async ({ maxCalls, ...request }, signal) => {
      const { action, paging } = formOf(provider, request.formName);
      const first = await page({ ...request, page: { offset: 0, limit: paging.max } }, signal);
      const offsets: number[] = [];
      // A vendor that knows no pages here sends everything at once: then there is no next one.
      const end = first.rows >= first.total ? 0 : first.total;
      for (let offset = paging.max; offset < end; offset += paging.max) offsets.push(offset);
      if (1 + offsets.length > maxCalls) return { tooMany: first.total };
      // Part of them would be of no use.
      const lacking = lackingFor(request.readers, offsets.length);
      if (lacking !== null) {
        const { account, region } = request.source;
        throw overBudget({ account, provider: providerId, region, action }, lacking);
      }
      // The first page that fails ends the others, and none runs on when the whole has failed.
      const others = new AbortController();
      // Every page that is in flight listens to it.
      setMaxListeners(0, others.signal);
      const either = () => others.abort();
      signal.addEventListener('abort', either);
      const rest = offsets.map((offset) =>
        page({ ...request, page: { offset, limit: paging.max } }, others.signal).catch((error: unknown) => {
          others.abort();
          throw error;
        }),
      );
      const settled = await Promise.allSettled(rest);
      signal.removeEventListener('abort', either);
      // What was ended says only that; the first failure in time is the one that did not end by another's.
      const failures = settled.flatMap((result) =>
        result.status === 'rejected' ? [toLbgraphError(result.reason)] : [],
      );
      const failure = failures.find(({ code }) => code !== 'REQUEST_TIMEOUT') ?? failures[0];
      if (failure !== undefined) throw failure;
      return [first, ...settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))];
    },
  };
}

/** The requests that wait for something, by their names. */
export function namesOf(readers: Readers): readonly string[] {
  return readers().map(({ name }) => name);
}

export function formOf(provider: Provider, name: string): Form {
  const form = Object.hasOwn(provider.forms, name) ? provider.forms[name] : undefined;
  if (form === undefined) throw new Error(`the plan names a form that does not exist: ${name}`);
  return form;
}

/**
 * Whether an answer cannot tell of each id that a look-up named if it exists. That is an error there, and an error is never
 * kept: who asks again is answered by the vendor.
 */
function isUndecided(
  { yields }: Form,
  { harvests, malformed, changed, total }: CallResult,
  { offset, limit }: Window,
): boolean {
  if (yields.type !== 'records') return false;
  const rows = new Set(harvests.map(({ item }) => recordKey(item))).size;
  return malformed > 0 || rows + changed < Math.min(limit, total - offset);
}

function cacheKey({ formName, source, subjects, page }: PageRequest): string {
  return JSON.stringify([sourceKey(source), formName, subjects, page.offset, page.limit]);
}

/** `total`: what the vendor says; without a word from it, a page that is not full shows where the list ends. */
function decode(
  { form, source, subjects, page }: Call,
  { rows, total, asOf }: CallAnswer,
): Omit<CallResult, 'total' | 'readings'> & { readonly total: number | null } {
  const harvests: Harvest[] = [];
  const dropped = { malformed: 0, changed: 0, foreign: 0 };
  for (const row of rows) {
    const harvest = form.decode(row, { source, subjects, asOf });
    if (typeof harvest === 'string') dropped[harvest]++;
    else harvests.push(harvest);
  }
  const { malformed, changed } = dropped;
  // A row that came twice is one. A foreign one is none of a list; a look-up that brings it is not believed to be complete.
  const foreign = form.yields.type === 'records' ? dropped.foreign : 0;
  const came = new Set(harvests.map(({ item }) => recordKey(item))).size + malformed + changed + foreign;
  const end = rows.length < page.limit ? page.offset + came : null;
  return {
    asOf,
    total: total ?? end,
    isTold: total !== null,
    rows: came,
    harvests,
    malformed,
    changed,
  };
}
