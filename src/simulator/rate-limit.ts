export interface CallBudget {
  readonly calls: number;
  readonly seconds: number;
}

/** True while the account has made fewer than the allowed calls in every window; a refused call does not count. */
export type Admit = (provider: string, account: string, now: number) => boolean;

export function createRateLimit(budgets: ReadonlyMap<string, readonly CallBudget[]>): Admit {
  const admitted = new Map<string, number[]>();
  return (provider, account, now) => {
    const windows = budgets.get(provider) ?? [];
    if (windows.length === 0) return true;
    const key = `${provider} ${account}`;
    const longest = Math.max(...windows.map(({ seconds }) => seconds)) * 1000;
    const recent = (admitted.get(key) ?? []).filter((time) => time > now - longest);
    const allowed = windows.every(
      ({ calls, seconds }) => recent.filter((time) => time > now - seconds * 1000).length < calls,
    );
    if (allowed) recent.push(now);
    admitted.set(key, recent);
    return allowed;
  };
}
