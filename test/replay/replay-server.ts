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
  /** Further parameters do not matter: for look-ups that may or may not be narrowed. */
  readonly more?: boolean;
  /** The page and its order, in the vendor's spelling; left out where any will do. */
  readonly page?: VendorParams;
  /** How many calls get this answer before the next line that fits; any number unless told. */
  readonly times?: number;
  readonly answer: ReplayAnswer;
}

export interface RecordedCall {
  readonly call: string;
  readonly params: VendorParams;
  readonly page: VendorParams;
  /** The host that the gateway meant to call. */
  readonly host: string;
  readonly method: string;
  readonly path: string;
  /** Every parameter of a query or a form as it came, what signs it included; none of a JSON body. */
  readonly sent: Readonly<Record<string, string>>;
  /** The time that was signed, in epoch milliseconds. */
  readonly signedAt: number;
  /** When the call came in, in epoch milliseconds. */
  readonly receivedAt: number;
}

export interface ReplayServer {
  readonly url: string;
  /** All calls since the start, in order. */
  readonly calls: readonly RecordedCall[];
  /** @throws when a call came that no line fits, with what it was and what the script has; `from`: of the calls so far */
  readonly verify: (from?: number) => void;
  readonly close: () => Promise<void>;
}

/** What a call gets that no line fits; undefined: it is a stray. */
export type Otherwise = (call: RecordedCall) => ReplayAnswer | undefined;

const paging = ['offset', 'limit', 'orderBy', 'orderType', 'pageNum', 'pageSize'];
const signing = [
  'action',
  'access_key_id',
  'time_stamp',
  'version',
  'signature_method',
  'signature_version',
  'signature',
  'Action',
  'Region',
  'Timestamp',
  'Nonce',
  'SecretId',
  'SignatureMethod',
  'Signature',
];

/** Answers vendor calls from a script: by path, action and parameters. Signatures are not checked. */
export async function startReplayServer(
  script: readonly ReplayLine[],
  otherwise: Otherwise = () => undefined,
): Promise<ReplayServer> {
  const calls: RecordedCall[] = [];
  const strays = new Set<RecordedCall>();
  const uses = new Map<ReplayLine, number>();
  const lineFor = (call: RecordedCall): ReplayLine | undefined => {
    const line = script.find(
      (candidate) => fits(candidate, call) && (uses.get(candidate) ?? 0) < (candidate.times ?? Infinity),
    );
    if (line !== undefined) uses.set(line, (uses.get(line) ?? 0) + 1);
    return line;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = toRecordedCall(request, await readBody(request));
    calls.push(call);
    const known = lineFor(call)?.answer ?? otherwise(call);
    if (known === undefined) strays.add(call);
    const { status = 200, headers = {}, body } = known ?? { status: 501, body: 'not in the script' };
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
    verify: (from = 0) => {
      const found = calls.slice(from).filter((call) => strays.has(call));
      if (found.length === 0) return;
      const asked = found.map(show).join('\n  ');
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
  const wanted = unordered(line.params);
  const own = Object.entries(unordered(params));
  const compared = line.more === true ? own.filter(([name]) => Object.hasOwn(wanted, name)) : own;
  return (
    line.call === call &&
    isDeepStrictEqual(wanted, Object.fromEntries(compared)) &&
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

/**
 * The action stands in a header beside a JSON body, or among the parameters of a query or a form. Where all products of a vendor
 * have the same path, the first label of the host tells them apart, in the place of the path: `lb DescribeLoadBalancers`.
 */
function toRecordedCall({ url = '/', headers, method = '' }: IncomingMessage, body: string): RecordedCall {
  const { pathname, searchParams } = new URL(url, 'http://replay');
  const header = (name: string) => String(headers[name] ?? '');
  const inHeader = header('x-zc-action');
  const form = body === '' || inHeader !== '' ? searchParams : new URLSearchParams(body);
  const sent = Object.fromEntries(form);
  const all = inHeader === '' ? gather(form) : (JSON.parse(body) as VendorParams);
  const pick = (keep: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => keep(name)));
  const [product = ''] = header('host').split('.');
  const service =
    pathname === '/v2/index.php' ? product : (pathname.split('/').findLast((part) => part !== '') ?? '');
  const action = inHeader === '' ? String(all['action'] ?? all['Action']) : inHeader;
  return {
    call: `${service} ${action}`,
    params: pick((name) => !paging.includes(name) && !signing.includes(name)),
    page: pick((name) => paging.includes(name)),
    host: header('host'),
    method,
    path: pathname,
    sent,
    signedAt: toSignedAt(sent, header('x-zc-timestamp')),
    receivedAt: Date.now(),
  };
}

/** The signed time in epoch milliseconds: seconds in the header or the form, or text. */
function toSignedAt({ time_stamp, Timestamp }: Readonly<Record<string, string>>, inHeader: string): number {
  return time_stamp === undefined ? Number(Timestamp ?? inHeader) * 1000 : Date.parse(time_stamp);
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
