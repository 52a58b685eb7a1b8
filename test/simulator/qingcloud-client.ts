import { createHmac } from 'node:crypto';

/** A signed client written from the fact sheet alone, knowing nothing of the simulator's code. */
export interface QingcloudReply {
  readonly status: number;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

export interface QingcloudClientOptions {
  readonly url: string;
  readonly id: string;
  readonly key: string;
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly time?: number;
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

export const toTimeStamp = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

export async function callQingcloud(
  { url, id, key, method = 'GET', path = '/iaas/', time = Date.now() }: QingcloudClientOptions,
  params: Readonly<Record<string, string | number>>,
): Promise<QingcloudReply> {
  const all: Record<string, string> = {
    version: '1',
    signature_version: '1',
    signature_method: 'HmacSHA256',
    time_stamp: toTimeStamp(time),
    access_key_id: id,
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
  };
  const query = Object.keys(all)
    .sort()
    .map((name) => `${encode(name)}=${encode(all[name] ?? '')}`)
    .join('&');
  const digest = all['signature_method'] === 'HmacSHA1' ? 'sha1' : 'sha256';
  const signature = createHmac(digest, key).update(`${method}\n${path}\n${query}`).digest('base64');
  const signed = `${query}&signature=${encode(signature)}`;
  const response =
    method === 'GET'
      ? await fetch(`${url}${path}?${signed}`)
      : await fetch(url + path, {
          method,
          body: signed,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        });
  return readReply(response);
}

async function readReply(response: Response): Promise<QingcloudReply> {
  const text = await response.text();
  return { status: response.status, text, json: parseObject(text) };
}

export function parseObject(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The rows under a key of an answer. */
export function rowsOf(json: Record<string, unknown>, key: string): Record<string, unknown>[] {
  return (json[key] ?? []) as Record<string, unknown>[];
}
