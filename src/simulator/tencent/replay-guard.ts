/** Remembers which keys were seen, for as long as they could be accepted again. */
export interface ReplayGuard {
  /** True if it was seen before; from now on it was. `now` and `keepMs` are milliseconds. */
  sawBefore(key: string, now: number, keepMs: number): boolean;
}

export function createReplayGuard(): ReplayGuard {
  const seen = new Map<string, number>();
  return {
    sawBefore(key, now, keepMs) {
      for (const [old, until] of seen) {
        if (until > now) break;
        seen.delete(old);
      }
      if (seen.has(key)) return true;
      seen.set(key, now + keepMs);
      return false;
    },
  };
}
