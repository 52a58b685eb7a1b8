import { createHash, createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { parseObject } from './qingcloud-client.js';

/** A signed client of API 3.0 written from the fact sheet alone, knowing nothing of the simulator's code. */
export interface ModernClientOptions {
  readonly url: string;
  readonly id: string;
  readonly key: string;
  readonly service: string;
  readonly version: string;
  readonly region?: string | null;
  /** Sent as Host header; that of the URL unless told. */
  readonly host?: string;
  /** Signed; the sent one unless told. */
  readonly signedHost?: string;
  /** Epoch milliseconds. */
  readonly time?: number;
  readonly token?: string;
}

export interface ModernReply {
  readonly status: number;
  readonly text: string;
  /** What stands in `Response`; empty if that is no object. */
  readonly response: Record<string, unknown>;
}

const CONTENT_TYPE = 'application/json; charset=utf-8';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export function callModern(
  options: ModernClientOptions,
  action: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<ModernReply> {
  const { url, id, key, service, version, region = 'ap-guangzhou', time = Date.now(), token } = options;
  const host = options.host ?? new URL(url).host;
  const body = JSON.stringify(params);
  const stamp = String(Math.floor(time / 1000));
  const date = new Date(time).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const headerLines = `content-type:${CONTENT_TYPE}\nhost:${options.signedHost ?? host}\n`;
  const canonical = `POST\n/\n\n${headerLines}\ncontent-type;host\n${sha256(body)}`;
  const signingKey = hmac(hmac(hmac(`TC3${key}`, date), service), 'tc3_request');
  const signature = hmac(signingKey, `TC3-HMAC-SHA256\n${stamp}\n${scope}\n${sha256(canonical)}`);
  const headers = {
    host,
    'content-type': CONTENT_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    authorization: `TC3-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=content-type;host, Signature=${signature.toString('hex')}`,
    'x-tc-action': action,
    'x-tc-version': version,
    'x-tc-timestamp': stamp,
    ...(region === null ? {} : { 'x-tc-region': region }),
    ...(token === undefined ? {} : { 'x-tc-token': token }),
  };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${url}/`, { method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const { Response: inner } = parseObject(text);
        resolve({
          status: response.statusCode ?? 0,
          text,
          response: typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {},
        });
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
