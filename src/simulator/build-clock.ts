/** Creation times of one region or account, ISO and in whole seconds. */
export interface BuildClock {
  /** Later with every call, so that creation order is the order of building. */
  next(): string;
  /** Makes the next time later than this one too. */
  pass(iso: string): void;
}

export function createBuildClock(start: number, stepMs: number): BuildClock {
  let latest = start;
  return {
    next() {
      latest += stepMs;
      return new Date(latest).toISOString();
    },
    pass(iso) {
      latest = Math.max(latest, Date.parse(iso));
    },
  };
}
