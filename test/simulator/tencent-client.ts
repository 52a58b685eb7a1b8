import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { parseObject } from './qingcloud-client.js';

/** A signed client of API 2.0 written from the fact sheet alone, knowing nothing of the simulator's code. */
export interface TencentReply {
  readonly status: number;
  readonly text: string;
  readonly contentType: string;
  readonly json: Record<string, unknown>;
}

export interface TencentClientOptions {
  readonly url: string;
  readonly id: string;
  readonly key: string;
  readonly region?: string | null;
  readonly method?: 'GET' | 'POST';
  /** Sent as Host header; that of the URL unless told. */
  readonly host?: string;
  /** Signed; the sent one unless told. */
  readonly signedHost?: string;
  readonly time?: number;
  readonly nonce?: number | string;
  readonly signatureMethod?: 'HmacSHA1' | 'HmacSHA256' | null;
  /** Added to the target of a POST, unsigned. */
  readonly query?: string;
}

export type TencentParams = Readonly<Record<string, string | number>>;

const PATH = '/v2/index.php';
let lastNonce = 1000;

/** The parameters with their signature, form encoded once. */
export function signTencent(options: TencentClientOptions, action: string, params: TencentParams): string {
  const { region = 'gz', method = 'GET', time = Date.now(), signatureMethod = 'HmacSHA256' } = options;
  const all: Record<string, string> = {
    Action: action,
    ...(region === null ? {} : { Region: region }),
    Timestamp: String(Math.floor(time / 1000)),
    Nonce: String(options.nonce ?? (lastNonce += 1)),
    SecretId: options.id,
    ...(signatureMethod === null ? {} : { SignatureMethod: signatureMethod }),
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
  };
  const source = Object.keys(all)
    .sort()
    .map((name) => `${name.replaceAll('_', '.')}=${all[name] ?? ''}`)
    .join('&');
  const host = options.signedHost ?? options.host ?? new URL(options.url).host;
  const digest = all['SignatureMethod'] === 'HmacSHA256' ? 'sha256' : 'sha1';
  const Signature = createHmac(digest, options.key)
    .update(`${method}${host}${PATH}?${source}`)
    .digest('base64');
  return new URLSearchParams({ ...all, Signature }).toString();
}

export function callTencent(
  options: TencentClientOptions,
  action: string,
  params: TencentParams = {},
): Promise<TencentReply> {
  const { method = 'GET', query = '' } = options;
  const signed = signTencent(options, action, params);
  return sendTencent(options, method === 'GET' ? `?${signed}` : query, method === 'GET' ? '' : signed);
}

/** Sends a query and a body as they are. */
export function sendTencent(
  { url, host, method = 'GET' }: TencentClientOptions,
  query: string,
  body: string,
): Promise<TencentReply> {
  const headers = {
    host: host ?? new URL(url).host,
    ...(method === 'POST'
      ? {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': String(Buffer.byteLength(body)),
        }
      : {}),
  };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url + PATH + query, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: response.statusCode ?? 0,
          text,
          contentType: response.headers['content-type'] ?? '',
          json: parseObject(text),
        });
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
