import { setImmediate } from 'node:timers/promises';

/** So long a dry run keeps everybody else waiting, in milliseconds, if a level of its query does not take longer. */
const turnMs = 20;

/** Work that can be given up: from then on it waits for ever, and nobody waits for it. */
export interface Interruptible {
  /** Asked before each level: null to go on at once. Others have their turn now and then; once it is given up, it never ends. */
  readonly pause: () => Promise<null> | null;
  readonly giveUp: () => void;
  /** What the work comes to; null if it is given up before. */
  readonly result: <T>(work: Promise<T>) => Promise<T | null>;
}

export function createInterruptible(): Interruptible {
  let isGivenUp = false;
  let giveUp = () => {};
  const givenUp = new Promise<null>((resolve) => {
    giveUp = () => {
      isGivenUp = true;
      resolve(null);
    };
  });
  let since = performance.now();
  return {
    pause: () => {
      if (isGivenUp) return new Promise(() => undefined);
      if (performance.now() - since < turnMs) return null;
      return setImmediate(null).then(() => {
        since = performance.now();
        return isGivenUp ? new Promise<null>(() => undefined) : null;
      });
    },
    giveUp: () => giveUp(),
    result: (work) => Promise.race([work, givenUp]),
  };
}
