import { expect, test } from 'vitest';
import { createRepeatBudget } from '../../src/upstream/repeat-budget.js';

const times = (count: number, action: () => void) => {
  for (let done = 0; done < count; done++) action();
};

test('a budget of repeats is used up by ten failures, and refilled by twice as many good answers', () => {
  const budget = createRepeatBudget();
  times(9, budget.failed);
  expect(budget.mayRepeat()).toBe(true);
  budget.failed();
  expect(budget.mayRepeat()).toBe(false);
  budget.succeeded();
  expect(budget.mayRepeat()).toBe(true);
  times(100, budget.failed);
  times(20, budget.succeeded);
  expect(budget.mayRepeat()).toBe(false);
  budget.succeeded();
  expect(budget.mayRepeat()).toBe(true);
});

test('good answers save up no more than the whole', () => {
  const budget = createRepeatBudget();
  times(1000, budget.succeeded);
  times(10, budget.failed);
  expect(budget.mayRepeat()).toBe(false);
});

test('of attempts a third of which fail, repeats go on', () => {
  const budget = createRepeatBudget();
  times(200, () => {
    budget.failed();
    times(2, budget.succeeded);
    expect(budget.mayRepeat()).toBe(true);
  });
});
