import { LbgraphError } from '../../errors.js';
import { groupBy } from '../../model/group-by.js';
import { sourceKey } from '../../model/source.js';
import type { ForecastCall } from '../../inventory/forecast/forecast.js';
import type { Context } from '../context.js';
import type { AskedQuery } from '../asked-query.js';
import { accountOf } from '../visible.js';
import { budgetExceeded } from './admission.js';
import { cheaperQueries } from './cheaper.js';
import { dryRun, type DryRun } from './dry-run.js';
import type { ExplanationErrorValue, ExplanationValue, RangeValue, StepValue } from './explanation-value.js';

/** A query that may not run: it takes no call. */
export function refusedExplanation(errors: readonly ExplanationErrorValue[]): ExplanationValue {
  return {
    calls: { min: 0, max: 0 },
    least: 0,
    errors,
    steps: () => [],
    cheaper: () => [],
    inferences: [],
  };
}

/** What a query would cost its caller. */
export async function explainQuery(query: AskedQuery, context: Context): Promise<ExplanationValue> {
  const fewest = await dryRun(query, context, { guess: 'fewest', cached: true });
  const most = fewest.isGuess ? await dryRun(query, context, { guess: 'most', cached: true }) : fewest;
  const calls = rangeOf(fewest, most);
  const limit = context.limits.upstreamBudget;
  const refused = calls.min > limit ? [{ error: budgetExceeded(limit, calls.min), place: '' }] : [];
  const late = context.loaders.scope.signal.aborted ? [{ error: outOfTime(), place: '' }] : [];
  return {
    calls,
    least: calls.min,
    errors: distinct([...fewest.errors, ...refused, ...late]),
    steps: async () => {
      const cold = await dryRun(query, context, { guess: 'fewest', cached: false });
      return toSteps({ fewest, most, cold }, context);
    },
    cheaper: () => cheaperQueries(query, context, calls),
    inferences: [...new Set([...fewest.calls, ...most.calls].flatMap(({ inference }) => inference ?? []))],
  };
}

function outOfTime(): LbgraphError {
  const message =
    'There was no time to look at all of the query: it takes at least what is told. Explain less of it at once.';
  return new LbgraphError('REQUEST_TIMEOUT', message, { retryable: false });
}

/** Each error of each place once, however many objects it would be told of. */
function distinct(errors: DryRun['errors']): readonly ExplanationErrorValue[] {
  const values = errors.map(({ error: { code, message }, place }) => ({
    code,
    message,
    path: place === '' ? null : place,
  }));
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function rangeOf(fewest: DryRun, most: DryRun): RangeValue {
  return { min: fewest.min, max: most.max === null ? null : Math.max(most.max, fewest.min) };
}

/** Each place of the query, source and action, in the order in which they are met. */
function toSteps(
  { fewest, most, cold }: Readonly<Record<'fewest' | 'most' | 'cold', DryRun>>,
  context: Context,
): readonly StepValue[] {
  const keyOf = ({ place, source, action }: ForecastCall) =>
    JSON.stringify([place, sourceKey(source), action]);
  const least = groupBy(fewest.calls, keyOf);
  const greatest = groupBy(most.calls, keyOf);
  const whole = groupBy(cold.calls, keyOf);
  const keys = new Set([...whole.keys(), ...greatest.keys(), ...least.keys()]);
  return [...keys].flatMap((key): StepValue[] => {
    const [few = [], many = [], all = []] = [least.get(key), greatest.get(key), whole.get(key)];
    const [first] = [...all, ...many, ...few];
    if (first === undefined) return [];
    const { source, action, place } = first;
    // Of what was not guessed to its end, no place is told to its end.
    const isBounded = !most.isCutOff && many.every(({ isBoundless }) => !isBoundless);
    const min = sum(few);
    const cached = few.length === 0 && many.length === 0;
    return [
      {
        account: source.account,
        provider: accountOf(context, source).provider,
        region: source.region,
        action,
        calls: { min, max: isBounded ? Math.max(min, sum(many)) : null },
        path: place,
        cached,
        cachedAsOf: cached ? oldest(all) : null,
      },
    ];
  });
}

function sum(calls: readonly ForecastCall[]): number {
  return calls.reduce((total, call) => total + call.calls, 0);
}

function oldest(calls: readonly ForecastCall[]): Date | null {
  const ages = calls.flatMap(({ keptAsOf }) => keptAsOf ?? []);
  return ages.length === 0 ? null : new Date(Math.min(...ages));
}
