import { z } from 'zod';
import type { Answer, Call, WireResponse } from '../../../../src/providers/provider.js';
import { integer, text } from '../../../../src/providers/wire-values.js';
import { invalid, meaningOfCode, meaningOfStatus, type Meaning } from './failures.js';

const success = z.object({ request: text, items: z.array(z.unknown()), count: integer });
const refusal = z.object({ request: text, error: z.object({ code: z.string().min(1), text }) });

/** Rows, or a failure: by the proxy's status, else by what the body says. `GetListeners` has no `count`. */
export function toAnswer(_call: Call, { status, body }: WireResponse): Answer {
  const meaning = meaningOfStatus(status);
  if (meaning !== null) return toFailure(meaning, { vendorCode: status });
  const json = parse(body);
  const refused = refusal.safeParse(json);
  if (refused.success) {
    const { request, error } = refused.data;
    return toFailure(meaningOfCode(error.code), {
      vendorCode: error.code,
      message: error.text ?? '',
      vendorRequestId: request,
    });
  }
  const answered = success.safeParse(json);
  if (!answered.success) return toFailure(invalid, {});
  const { request, items, count } = answered.data;
  return {
    ok: true,
    rows: items,
    total: count !== null && count >= 0 ? count : null,
    vendorRequestId: request,
  };
}

interface Told {
  readonly vendorCode?: string | number;
  readonly message?: string;
  readonly vendorRequestId?: string | null;
}

function toFailure(meaning: Meaning, told: Told): Answer {
  const untold = { vendorCode: null, message: '', vendorRequestId: null, retryAfterMs: null };
  return { ok: false, failure: { ...meaning, ...untold, ...told } };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
