import type { ErrorCode } from '../errors.js';

/** A failed call. `at`: when it was sent, in epoch milliseconds. */
export interface AccountFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly at: number;
}

/** What this process has seen of one account's vendor. */
export interface AccountHealth {
  readonly reachable: boolean | null;
  /** Epoch milliseconds. */
  readonly lastCallAt: number | null;
  readonly lastError: AccountFailure | null;
  /** Null where the vendor documents no quota. */
  readonly budgetLeft: number | null;
}

export interface AccountHealthRecorder {
  readonly sent: (at: number) => void;
  readonly answered: () => void;
  readonly failed: (code: ErrorCode, message: string, at: number) => void;
  readonly read: (now: number) => AccountHealth;
}

/** Keeps an account's newest outcomes and counts its calls against the vendor's documented quota. */
export function createAccountHealth(
  quota: { readonly calls: number; readonly windowMs: number } | null,
): AccountHealthRecorder {
  let reachable: boolean | null = null;
  let lastCallAt: number | null = null;
  let lastError: AccountFailure | null = null;
  const sentAt: number[] = [];
  const forgetOld = (now: number) => {
    while (quota !== null && sentAt.length > 0 && (sentAt[0] ?? now) <= now - quota.windowMs) sentAt.shift();
  };
  return {
    sent: (at) => {
      lastCallAt = at;
      if (quota === null) return;
      sentAt.push(at);
      forgetOld(at);
    },
    answered: () => {
      reachable = true;
    },
    failed: (code, message, at) => {
      reachable = false;
      lastError = { code, message, at };
    },
    read: (now) => {
      forgetOld(now);
      const budgetLeft = quota === null ? null : Math.max(0, quota.calls - sentAt.length);
      return { reachable, lastCallAt, lastError, budgetLeft };
    },
  };
}
