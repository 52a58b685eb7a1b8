import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';

/** What one script line answers: bytes, so that a documented answer comes out as it was printed. */
export interface ReplayAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Parameters that choose rows, in the vendor's spelling; numbered ones (`ids.1`) gathered into a list. */
export type VendorParams = Readonly<Record<string, unknown>>;

/** One line of a script: calls that it fits get its answer, however often they come. */
export interface ReplayLine {
  /** The last part of the path and the vendor's action: `bmc DescribeBackends`. */
  readonly call: string;
  /** All parameters that choose rows: a call with one more, one less or another value does not fit. */
  readonly params: VendorParams;
  /** The page, in the vendor's spelling; left out where any will do. */
  readonly page?: VendorParams;
  readonly answer: ReplayAnswer;
}

export interface RecordedCall {
  readonly call: string;
  readonly params: VendorParams;
  readonly page: VendorParams;
  /** The host that the gateway meant to call. */
  readonly host: string;
  /** The time that was signed, in epoch milliseconds. */
  readonly signedAt: number;
  /** When the call came in, in epoch milliseconds. */
  readonly receivedAt: number;
}

export interface ReplayServer {
  readonly url: string;
  /** All calls since the start, in order. */
  readonly calls: readonly RecordedCall[];
  /** @throws when a call came that no line fits, with what it was and what the script has */
  readonly verify: () => void;
  readonly close: () => Promise<void>;
}

const paging = ['offset', 'limit', 'pageNum', 'pageSize'];
const signing = [
  'action',
  'access_key_id',
  'time_stamp',
  'version',
  'signature_method',
  'signature_version',
  'signature',
];

/** Answers vendor calls from a script: by path, action and parameters. Signatures are not checked. */
export async function startReplayServer(script: readonly ReplayLine[]): Promise<ReplayServer> {
  const calls: RecordedCall[] = [];
  const strays: RecordedCall[] = [];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = toRecordedCall(request, await readBody(request));
    calls.push(call);
    const line = script.find((candidate) => fits(candidate, call));
    if (line === undefined) strays.push(call);
    const { status = 200, headers = {}, body } = line?.answer ?? { status: 501, body: 'not in the script' };
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    verify: () => {
      if (strays.length === 0) return;
      const asked = strays.map(show).join('\n  ');
      throw new Error(
        `The script has no answer to:\n  ${asked}\nIt has:\n  ${script.map(show).join('\n  ')}`,
      );
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fits(line: ReplayLine, { call, params, page }: RecordedCall): boolean {
  return (
    line.call === call &&
    isDeepStrictEqual(unordered(line.params), unordered(params)) &&
    (line.page === undefined || isDeepStrictEqual(line.page, page))
  );
}

/** The order of ids in a batch means nothing. */
function unordered(params: VendorParams): VendorParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value.toSorted() : value]),
  );
}

function show({ call, params, page }: Pick<ReplayLine, 'call' | 'params' | 'page'>): string {
  return `${call} ${JSON.stringify(params)}${page === undefined ? '' : ` page ${JSON.stringify(page)}`}`;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The action stands in a header beside a JSON body, or among the parameters of a query or a form. */
function toRecordedCall({ url = '/', headers }: IncomingMessage, body: string): RecordedCall {
  const { pathname, searchParams } = new URL(url, 'http://replay');
  const header = (name: string) => String(headers[name] ?? '');
  const inHeader = header('x-zc-action');
  const all =
    inHeader === ''
      ? gather(body === '' ? searchParams : new URLSearchParams(body))
      : (JSON.parse(body) as VendorParams);
  const pick = (keep: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => keep(name)));
  const service = pathname.split('/').findLast((part) => part !== '') ?? '';
  const action = inHeader === '' ? String(all['action']) : inHeader;
  return {
    call: `${service} ${action}`,
    params: pick((name) => !paging.includes(name) && !signing.includes(name)),
    page: pick((name) => paging.includes(name)),
    host: header('host'),
    signedAt:
      inHeader === '' ? Date.parse(String(all['time_stamp'])) : Number(header('x-zc-timestamp')) * 1000,
    receivedAt: Date.now(),
  };
}

/** Flat parameters with numbered ones gathered into lists. */
function gather(flat: URLSearchParams): VendorParams {
  const single: Record<string, string> = {};
  const lists: Record<string, string[]> = {};
  for (const [name, value] of flat) {
    const [, list] = /^(.+)\.\d+$/.exec(name) ?? [];
    if (list === undefined) single[name] = value;
    else (lists[list] ??= []).push(value);
  }
  return { ...single, ...lists };
}
