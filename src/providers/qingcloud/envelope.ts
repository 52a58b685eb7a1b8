import { z } from 'zod';
import type { Answer, Call, VendorFailure, WireResponse } from '../provider.js';
import { integer } from '../wire-values.js';
import { classify, httpStatuses, retCodes, type FailureClass } from './failures.js';

/** The field of an answer that holds its rows. */
const rowSets: Readonly<Record<string, string>> = {
  DescribeLoadBalancers: 'loadbalancer_set',
  DescribeLoadBalancerListeners: 'loadbalancer_listener_set',
  DescribeLoadBalancerBackends: 'loadbalancer_backend_set',
  DescribeInstances: 'instance_set',
  DescribeRouters: 'router_set',
};

const envelope = z.looseObject({ ret_code: integer });
const rowSet = z.array(z.unknown()).nullable();

type Envelope = z.output<typeof envelope>;

/**
 * What an answer means. HTTP 200 says nothing: `ret_code` 0 is success. Whether errors may have another status is not documented.
 * They need no `action`, and their message may be null. The vendor gives its answers no request id.
 */
export function toAnswer(call: Call, response: WireResponse): Answer {
  const body = readEnvelope(response.body);
  const retCode = body?.ret_code ?? null;
  if (response.status !== 200) {
    // The vendor's own word, where it comes with one: 400 for a wrong time stamp, say, is no bad request of ours.
    const kind = retCode ? classify(retCodes, retCode) : classify(httpStatuses, response.status);
    return fail(
      kind,
      retCode,
      messageOf(body, `The vendor answered with HTTP ${response.status}.`),
      response,
    );
  }
  if (body === null || retCode === null) return unreadable(response, 'is not the documented JSON');
  if (retCode !== 0) {
    const message = messageOf(body, `The vendor refused with ret_code ${retCode} and no message.`);
    return fail(classify(retCodes, retCode), retCode, message, response);
  }
  const set = rowSets[call.form.action] ?? '';
  const rows = rowSet.safeParse(body[set]);
  if (!rows.success) return unreadable(response, `holds no list ${set}`);
  return { ok: true, rows: rows.data ?? [], total: readTotal(body['total_count']), vendorRequestId: null };
}

function readEnvelope(text: string): Envelope | null {
  try {
    return envelope.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** `total_count`; null when it is absent, as in the vendor's own specification of some calls, or no count. */
function readTotal(value: unknown): number | null {
  const total = integer.safeParse(value).data ?? null;
  return total !== null && total >= 0 ? total : null;
}

function messageOf(body: Envelope | null, otherwise: string): string {
  const message = body?.['message'];
  return typeof message === 'string' && message !== '' ? message : otherwise;
}

function unreadable(response: WireResponse, what: string): Answer {
  const kind = { code: 'UPSTREAM_INVALID_RESPONSE', retryable: true, repeat: 'soon' } as const;
  return fail(kind, null, `The vendor's answer ${what}.`, response);
}

function fail(
  {
    code,
    retryable,
    repeat = 'never',
    notFound = false,
  }: Omit<FailureClass, 'from' | 'to' | 'notFound'> & { notFound?: boolean },
  vendorCode: number | null,
  message: string,
  { headers }: WireResponse,
): Answer {
  const failure: VendorFailure = {
    code,
    vendorCode,
    message,
    vendorRequestId: null,
    retryable,
    repeat,
    retryAfterMs: toRetryAfterMs(headers['retry-after']),
    notFound,
  };
  return { ok: false, failure };
}

/** HTTP's own `Retry-After` in whole seconds: undocumented here, yet a proxy in front may send it. */
function toRetryAfterMs(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) * 1000 : null;
}
