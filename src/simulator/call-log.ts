export interface LoggedCall {
  readonly account: string | null;
  readonly provider: string;
  readonly region: string | null;
  readonly action: string | null;
  /** Decoded, without access key id, signature or time stamp. */
  readonly params: Readonly<Record<string, unknown>>;
  /** 0 until an answer went out: so it stays for calls that were aborted, reset or left hanging. */
  status: number;
  /** The vendor's own code; 0 or null on success, as the vendor gives it. */
  code: string | number | null;
  /** When the request arrived, ISO with milliseconds. */
  readonly at: string;
  rows: number;
}

export interface CallLogView {
  readonly total: number;
  readonly byAction: Readonly<Record<string, number>>;
  readonly calls: readonly LoggedCall[];
}

export interface CallLog {
  begin(call: Omit<LoggedCall, 'status' | 'code' | 'rows'>): LoggedCall;
  view(): CallLogView;
  clear(): void;
}

export function createCallLog(): CallLog {
  let calls: LoggedCall[] = [];
  return {
    begin(call) {
      const entry: LoggedCall = { ...call, status: 0, code: null, rows: 0 };
      calls.push(entry);
      return entry;
    },
    view() {
      const byAction: Record<string, number> = {};
      for (const { provider, action } of calls) {
        const key = `${provider} ${action ?? '(none)'}`;
        byAction[key] = (byAction[key] ?? 0) + 1;
      }
      return { total: calls.length, byAction, calls: calls.map((call) => ({ ...call })) };
    },
    clear() {
      calls = [];
    },
  };
}
