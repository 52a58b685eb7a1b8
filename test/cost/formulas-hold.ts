import fc from 'fast-check';
import type { Fleet } from '../../bench/cost/fleet.js';
import { formulas } from '../../bench/cost/formulas.js';
import type { Maxima, ProviderName } from '../../bench/cost/maxima.js';
import { whileRecordsAreFresh, type Need } from '../../bench/cost/need.js';
import { queries } from '../../bench/cost/queries.js';
import { treeNeed } from '../../bench/cost/queries/need-of.js';
import { chooseSubject, type Subject } from '../../bench/cost/queries/subject.js';
import { searchLeast } from '../../bench/cost/search.js';
import { smallFleets, trees } from './small-fleets.js';

/** The same trees and queries in every run. */
const seed = 20261127;

const states = ['cold', 'half-warm', 'expired'] as const;

/** Whether a formula and the search over all plans come to the same number. */
function agree(
  provider: ProviderName,
  need: Need,
  fleet: Fleet,
  most: Maxima,
  state: (typeof states)[number],
): void {
  const now =
    state === 'half-warm' ? whileRecordsAreFresh(need, fleet) : { ...need, kindsKnown: state === 'expired' };
  const byFormula = formulas[provider](now, fleet, most);
  const bySearch = searchLeast(provider, now, fleet, most);
  if (byFormula !== bySearch) throw new Error(`formula ${byFormula}, search ${bySearch}, ${state}`);
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
