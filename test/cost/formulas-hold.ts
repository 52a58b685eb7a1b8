import fc from 'fast-check';
import { expect } from 'vitest';
import type { Fleet } from '../../bench/cost/fleet.js';
import { formulas } from '../../bench/cost/formulas.js';
import type { Maxima, ProviderName } from '../../bench/cost/maxima.js';
import { whileRecordsAreFresh, type Need } from '../../bench/cost/need.js';
import { queries } from '../../bench/cost/queries.js';
import { treeNeed } from '../../bench/cost/queries/need-of.js';
import { chooseSubject, type Subject } from '../../bench/cost/queries/subject.js';
import { searchLeast } from '../../bench/cost/search.js';
import { TooManyPlans } from '../../bench/cost/search/fewest-calls.js';
import { smallFleets, trees } from './small-fleets.js';

/** The same trees and queries in every run. */
const seed = 20261127;

const states = ['cold', 'half-warm', 'expired'] as const;

/** How much a formula says besides what the search over all plans does; null where there are too many plans. */
function excess(
  provider: ProviderName,
  need: Need,
  fleet: Fleet,
  most: Maxima,
  state: (typeof states)[number],
): number | null {
  const now =
    state === 'half-warm' ? whileRecordsAreFresh(need, fleet) : { ...need, readBefore: state === 'expired' };
  const byFormula = formulas[provider](now, fleet, most);
  const bySearch = searched(() => searchLeast(provider, now, fleet, most));
  return bySearch === null ? null : byFormula - bySearch;
}

/** Whether they come to the same number. */
function agree(...asked: Parameters<typeof excess>): void {
  const difference = excess(...asked);
  fc.pre(difference !== null);
  if (difference !== 0) throw new Error(`the formula says ${difference} more than the search`);
}

/** Null: there are too many plans to try. */
function searched(search: () => number): number | null {
  try {
    return search();
  } catch (error) {
    if (error instanceof TooManyPlans) return null;
    throw error;
  }
}

/** Trees of any depth over windows of any place. */
export function checkTrees(provider: ProviderName, numRuns: number, msEach: number): void {
  fc.assert(
    fc.property(smallFleets(provider), trees, fc.constantFrom(...states), ({ fleet, most }, tree, state) => {
      agree(provider, treeNeed(fleet, tree), fleet, most, state);
    }),
    { numRuns, interruptAfterTimeLimit: msEach, seed, endOnFailure: true },
  );
}

/**
 * The same where the search also finds plans that no formula has, of pages of one list with single rows of another: in one tree of a
 * hundred at most, and one call fewer.
 */
export function checkMixedTrees(provider: ProviderName, numRuns: number, msEach: number): void {
  let compared = 0;
  let excesses = 0;
  fc.assert(
    fc.property(smallFleets(provider), trees, fc.constantFrom(...states), ({ fleet, most }, tree, state) => {
      const difference = excess(provider, treeNeed(fleet, tree), fleet, most, state);
      fc.pre(difference !== null);
      if (difference !== 0 && difference !== 1) throw new Error(`the formula says ${difference} more`);
      compared++;
      excesses += difference;
    }),
    { numRuns, interruptAfterTimeLimit: msEach, seed, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(0);
  expect(excesses).toBeLessThanOrEqual(compared / 100);
}

/** Every query of the table. */
export function checkQueries(provider: ProviderName, numRuns: number, msEach: number): void {
  fc.assert(
    fc.property(
      smallFleets(provider),
      fc.constantFrom(...queries),
      fc.constantFrom(...states),
      ({ fleet, most }, query, state) => {
        const subject = subjectOf(fleet);
        fc.pre(subject !== null && query.where?.(subject) !== false);
        agree(provider, query.need(fleet, subject), fleet, most, state);
      },
    ),
    { numRuns, interruptAfterTimeLimit: msEach, seed, endOnFailure: true },
  );
}

function subjectOf(fleet: Fleet): Subject | null {
  try {
    return { ...chooseSubject(fleet, 'account', 'region'), nodeIds: new Map<string, string>() };
  } catch {
    return null;
  }
}
