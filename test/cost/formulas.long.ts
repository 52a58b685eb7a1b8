import { describe, test } from 'vitest';
import { maxima, type ProviderName } from '../../bench/cost/maxima.js';
import { checkMixedTrees, checkQueries, checkTrees } from './formulas-hold.js';

const providers = Object.keys(maxima) as ProviderName[];

describe.each(providers)(
  'the formulas of %s and a search over all plans of calls come to the same',
  (provider) => {
    test('for trees', () => {
      const check = provider === 'QINGCLOUD' ? checkMixedTrees : checkTrees;
      check(provider, 1000, 2_000);
    });

    test('for the queries of the cost table', () => {
      checkQueries(provider, 1000, 2_000);
    });
  },
);
