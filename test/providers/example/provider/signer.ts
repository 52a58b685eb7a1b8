import { createHmac } from 'node:crypto';
import type { Call, Signing, WireRequest } from '../../../../src/providers/provider.js';
import { isPaged } from './forms.js';

const host = 'api.acme.example';

/** Sheet "Requests". */
export function toRequest(call: Call, { credentials, nowMs }: Signing): WireRequest {
  const path = `/v1/${call.form.action}`;
  const query = toQuery(call);
  const time = String(Math.floor(nowMs / 1000));
  return {
    method: 'GET',
    origin: `https://${host}`,
    path: `${path}?${query}`,
    headers: {
      'x-acme-key': credentials.id,
      'x-acme-time': time,
      'x-acme-signature': sign(toStringToSign(path, query, time), credentials.key),
    },
    body: null,
  };
}

/** The call's parameters and its page, sorted by name. */
export function toQuery({ form, subjects, source, page }: Call): string {
  const params = { ...form.params(subjects, source), ...(isPaged(form) ? page : {}) };
  return Object.entries(params)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, value]) =>
      (typeof value === 'object' ? value : [value]).map((one) => [name, one] as const),
    )
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

export function toStringToSign(path: string, query: string, time: string): string {
  return ['GET', host, path, query, time].join('\n');
}

export function sign(text: string, key: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/** RFC 3986 keeps less as it is than `encodeURIComponent`. */
function encode(value: string | number): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
