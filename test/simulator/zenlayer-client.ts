import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:http';
import { parseObject } from './qingcloud-client.js';

/** A signed client written from the fact sheet alone, knowing nothing of the simulator's code. */
export interface ZenlayerReply {
  readonly status: number;
  readonly text: string;
  readonly json: Record<string, unknown>;
  /** The member `response`; empty on a failure. */
  readonly response: Record<string, unknown>;
}

export interface ZenlayerClientOptions {
  readonly url: string;
  readonly id: string;
  readonly key: string;
  readonly service?: keyof typeof VERSIONS;
  /** "" for none. */
  readonly version?: string;
  readonly contentType?: string;
  readonly time?: number;
  /** The name in the Host header. */
  readonly host?: string;
  /** The name that is signed, where it differs. */
  readonly signedHost?: string;
  /** Sent besides, or instead of what is made here. */
  readonly headers?: Readonly<Record<string, string>>;
}

const VERSIONS = { bmc: '2026-02-01', vm: '2026-04-01', zlb: '2025-04-01', zec: '2025-09-01' };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export async function callZenlayer(
  options: ZenlayerClientOptions,
  action: string,
  args: unknown = {},
): Promise<ZenlayerReply> {
  const { url, id, key, service = 'bmc', contentType = 'application/json', time = Date.now() } = options;
  const host = options.host ?? new URL(url).host;
  const body = typeof args === 'string' ? args : JSON.stringify(args);
  const timestamp = String(Math.floor(time / 1000));
  const lines = `content-type:${contentType}\nhost:${options.signedHost ?? host}\n`;
  const canonical = `POST\n/\n\n${lines}\ncontent-type;host\n${sha256(body)}`;
  const toSign = `ZC2-HMAC-SHA256\n${timestamp}\n${sha256(canonical)}`;
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  return post(`${url}/api/v2/${service}`, body, {
    host,
    'content-type': contentType,
    'x-zc-action': action,
    ...(options.version === '' ? {} : { 'x-zc-version': options.version ?? VERSIONS[service] }),
    'x-zc-timestamp': timestamp,
    'x-zc-signature-method': 'ZC2-HMAC-SHA256',
    authorization: `ZC2-HMAC-SHA256 Credential=${id}, SignedHeaders=content-type;host, Signature=${signature}`,
    ...options.headers,
  });
}

/** Not `fetch`, which does not let a caller choose the Host header. */
function post(url: string, body: string, headers: Record<string, string>): Promise<ZenlayerReply> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const json = parseObject(text);
        const inner = (json['response'] ?? {}) as Record<string, unknown>;
        resolve({ status: response.statusCode ?? 0, text, json, response: inner });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}
