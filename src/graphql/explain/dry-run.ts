import { setMaxListeners } from 'node:events';
import { execute, type GraphQLError } from 'graphql';
import { LbgraphError, type ErrorCode } from '../../errors.js';
import type { ForecastCall } from '../../inventory/forecast/forecast.js';
import type { Guess } from '../../inventory/guess.js';
import { createLoaders } from '../../loaders/loaders.js';
import { createCallTally } from '../../upstream/call-tally.js';
import { createAnswerBudget } from '../answer-budget.js';
import type { Context } from '../context.js';
import { rootCause } from '../format-error.js';
import type { AskedQuery } from '../asked-query.js';
import { createInterruptible } from './interruptible.js';
import { currentPlace, placeOf } from './query-place.js';

export interface DryRunOptions {
  readonly guess: Guess;
  /** Whether what is at hand counts; else everything would be asked for. */
  readonly cached: boolean;
}

/** What a query would take. */
export interface DryRun {
  readonly calls: readonly ForecastCall[];
  readonly min: number;
  /** Null where nothing bounds it. */
  readonly max: number | null;
  /** Whether something had to be guessed. */
  readonly isGuess: boolean;
  /** Whether it was given up: more had to be guessed than is worth it, or its caller has waited long enough. */
  readonly isCutOff: boolean;
  readonly errors: readonly DryRunError[];
}

export interface DryRunError {
  readonly error: LbgraphError;
  /** Names joined by dots. */
  readonly place: string;
}

/** Runs a query for its caller as far as can be without a call: by the same resolvers, loaders and plans. */
export async function dryRun(
  { document, operation, variables }: Omit<AskedQuery, 'schema'>,
  context: Context,
  { guess, cached }: DryRunOptions,
): Promise<DryRun> {
  const { schema, forecast: open, now } = context.dryRunner;
  const { scope } = context.loaders;
  const startedAt = now();
  // What is at hand is then too old, all of it.
  const asOf = cached ? startedAt : startedAt + 1;
  const name = `${scope.reader.name} ${guess}`;
  const { pause, giveUp, result } = createInterruptible();
  // Its own never fires: it is given up as a whole, and not read by read.
  const { signal } = new AbortController();
  // Every read that is waited for listens to it.
  setMaxListeners(0, signal);
  if (scope.signal.aborted) giveUp();
  else scope.signal.addEventListener('abort', giveUp, { once: true });
  const forecast = open({ guess, asOf, reading: name, onCutOff: giveUp });
  const errors: DryRunError[] = [];
  const loaders = createLoaders(forecast.inventory, {
    ...scope,
    signal,
    admit: pause,
    // Nothing is charged: no call is made.
    reader: { name, calls: createCallTally(Number.POSITIVE_INFINITY, now) },
    freshness: cached ? scope.freshness : { notBefore: () => asOf },
    noteDemand: (source, demand) => forecast.note(source, demand, currentPlace()),
  });
  const operationName = operation.name?.value;
  const executed = await result(
    Promise.resolve(
      execute({
        schema,
        document,
        variableValues: variables,
        ...(operationName === undefined ? {} : { operationName }),
        contextValue: {
          ...context,
          loaders,
          // Of guessed rows there may be more than an answer may hold.
          budget: createAnswerBudget(
            guess === 'most' ? Number.POSITIVE_INFINITY : context.limits.maxAnswerValues,
          ),
          report: (error, path) => errors.push({ error, place: placeOf(path) }),
        } satisfies Context,
      }),
    ),
  );
  scope.signal.removeEventListener('abort', giveUp);
  errors.push(...(executed?.errors ?? []).map(toDryRunError));
  const isCutOff = executed === null;
  const isGuess = forecast.isGuess();
  const calls = forecast.calls();
  const sum = calls.reduce((total, call) => total + call.calls, 0);
  // Where a guess led nowhere, what would have been read from there on is not known.
  const isLost = isCutOff || (isGuess && errors.some(({ error }) => isOfGuess(error)));
  const isBounded = !isLost && calls.every(({ isBoundless }) => !isBoundless);
  return {
    calls,
    min: sum,
    max: isBounded ? sum : null,
    isGuess,
    isCutOff,
    errors: errors.filter(({ error }) => !(isGuess && isOfGuess(error))),
  };
}

/** Errors of what was guessed, or was not guessed to its end, are none of the query. */
const ofGuesses: ReadonlySet<ErrorCode> = new Set([
  'CURSOR_LOST',
  'OVERLOADED',
  'INTERNAL_SERVER_ERROR',
  'REQUEST_TIMEOUT',
]);

function isOfGuess({ code }: LbgraphError): boolean {
  return ofGuesses.has(code);
}

function toDryRunError(error: GraphQLError): DryRunError {
  const cause = rootCause(error);
  const place = (error.path ?? []).filter((key) => typeof key === 'string' && !isPlumbing(key)).join('.');
  return {
    error: cause instanceof LbgraphError ? cause : new LbgraphError('INTERNAL_SERVER_ERROR', error.message),
    place,
  };
}

function isPlumbing(key: string): boolean {
  return key === 'nodes' || key === 'edges';
}
