import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';

/** What a vendor does with a request: hands it on to the simulator, or tells all that it knows of it. */
export type Behaviour = 'forward' | 'refuse' | 'page' | 'garbage';

export interface RecordingVendor {
  readonly url: string;
  /** Every signature that came, as it was sent. */
  readonly signatures: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Stands between a gateway and a simulator, and keeps the signatures that pass.
 * @param behaviourOf by the public half of the key that signed
 */
export async function startRecordingVendor(
  simulator: string,
  behaviourOf: (credentialId: string) => Behaviour,
): Promise<RecordingVendor> {
  const signatures = new Set<string>();
  const server = createServer((incoming, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { url: path = '/', headers, method = 'GET' } = incoming;
      const body = Buffer.concat(chunks).toString('utf8');
      const { id, signature } = identify({ path, headers, body });
      signatures.add(signature);
      const behaviour = behaviourOf(id);
      if (behaviour !== 'forward') {
        const told = tell(behaviour, { path, headers, body }, signature);
        response.writeHead(told.status, { 'content-type': told.type }).end(told.body);
        return;
      }
      const { connection: _, 'transfer-encoding': _encoding, 'content-length': _length, ...kept } = headers;
      const sent = method === 'GET' ? null : body;
      const answer = await request(simulator + path, { method: method as 'GET', headers: kept, body: sent });
      const text = await answer.body.text();
      response
        .writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type']) })
        .end(text);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signatures,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function identify({ path, headers, body }: Received): { readonly id: string; readonly signature: string } {
  const parameters = new URLSearchParams(path.includes('?') ? path.slice(path.indexOf('?')) : body);
  const [, id = '', signature = ''] =
    /Credential=([^,]+),.*Signature=(\w+)/.exec(headers.authorization ?? '') ?? [];
  return {
    id: parameters.get('access_key_id') ?? parameters.get('SecretId') ?? id,
    signature: parameters.get('signature') ?? parameters.get('Signature') ?? signature,
  };
}

/** An answer that repeats the request, wherever an answer has room for words. */
function tell(
  behaviour: Exclude<Behaviour, 'forward'>,
  { path, headers, body }: Received,
  signature: string,
): { readonly status: number; readonly type: string; readonly body: string } {
  const { authorization = '' } = headers;
  const words = `signature ${signature} not matched: ${path} ${safelyDecoded(path)} ${authorization} ${body}`;
  if (behaviour === 'page')
    return { status: 502, type: 'text/html', body: `<html><body>${words}</body></html>` };
  if (behaviour === 'garbage')
    return { status: 200, type: 'application/json', body: `{"ret_code":0,"${words}` };
  if (path.startsWith('/api/v2')) {
    const told = { requestId: authorization, code: `AUTHFAILURE_${signature}`, message: words };
    return { status: 401, type: 'application/json', body: JSON.stringify(told) };
  }
  const told = path.startsWith('/v2/index.php')
    ? { code: 4100, codeDesc: `AuthFailure.${signature}`, message: words }
    : { ret_code: 1200, message: words };
  return { status: 200, type: 'application/json', body: JSON.stringify(told) };
}

function safelyDecoded(path: string): string {
  return decodeURIComponent(path.replaceAll('+', ' '));
}
