import { z } from 'zod';
import type { Answer, Call, WireResponse } from '../provider.js';
import { integer, text } from '../wire-values.js';
import { toFailureClass } from './failures.js';
import { asZenlayerForm } from './form.js';

/** What is read besides the rows never makes an answer unreadable. */
const lenientText = text.catch(null);

/** Rows of an answer. An empty list may be null; without one it is no answer to a list call. */
const rowList = z.array(z.unknown()).nullable();

/** "Responses": HTTP 200 with `response`. */
const success = z.looseObject({
  requestId: lenientText,
  response: z.looseObject({ requestId: lenientText, totalCount: integer.catch(null) }),
});

/** "Responses": a failure is flat and has no `response`. */
const refusal = z.looseObject({
  requestId: lenientText,
  code: z
    .union([z.string().min(1), z.number()])
    .nullable()
    .catch(null),
  message: lenientText,
});

/** Answers of the edge in front of the API, which are pages and no JSON: a challenge, or a legal block. */
function isFromEdge({ status, headers }: WireResponse): boolean {
  return status === 451 || (status === 403 && headers['cf-mitigated'] !== undefined);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** `retry-after` in whole seconds. Whether the vendor ever sends it is unknown. */
function toRetryAfterMs(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) * 1000 : null;
}

/** Success is status 200 and a `response` with rows; all else is a failure, by the vendor's code first. */
export function toAnswer(call: Call, answer: WireResponse): Answer {
  const body = isFromEdge(answer) ? null : parseJson(answer.body);
  const read = success.safeParse(body);
  const { unpaged } = asZenlayerForm(call.form);
  const rows = rowList.safeParse(read.data?.response[unpaged ?? 'dataSet']);
  if (answer.status === 200 && read.success && rows.success) {
    const { requestId, response } = read.data;
    const { totalCount } = response;
    return {
      ok: true,
      rows: rows.data ?? [],
      total: unpaged === undefined && totalCount !== null && totalCount >= 0 ? totalCount : null,
      vendorRequestId: requestId ?? response.requestId,
    };
  }
  const refused = refusal.safeParse(body).data ?? { requestId: null, code: null, message: null };
  const failure = toFailureClass(answer.status, refused.code);
  return {
    ok: false,
    failure: {
      ...failure,
      vendorCode: refused.code,
      message: refused.message ?? `The vendor's answer with status ${answer.status} cannot be read.`,
      vendorRequestId: refused.requestId,
      retryAfterMs: failure.retryable ? toRetryAfterMs(answer.headers['retry-after']) : null,
    },
  };
}
