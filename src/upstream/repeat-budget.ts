/**
 * How many repeats an account may still make: each failed attempt takes one, each good answer gives half a one back. Below half of
 * the whole there are none, so that a vendor that is down costs each call once, not three times, until it answers again.
 */
export interface RepeatBudget {
  readonly mayRepeat: () => boolean;
  readonly failed: () => void;
  readonly succeeded: () => void;
}

const whole = 20;
const givenBack = 0.5;

export function createRepeatBudget(): RepeatBudget {
  let left = whole;
  return {
    mayRepeat: () => left > whole / 2,
    failed: () => {
      left = Math.max(0, left - 1);
    },
    succeeded: () => {
      left = Math.min(whole, left + givenBack);
    },
  };
}
