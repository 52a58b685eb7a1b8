import type { EditableFleet } from '../row-kind.js';
import type { TopologyAccount } from '../topology-account.js';
import type { Answer, CallContext, PageReply, SimulatedAccount, VendorTwin, WireRequest } from '../vendor.js';
import { checkArguments, readWindow, type Arguments } from './arguments.js';
import { createBuildContext } from './build-context.js';
import { buildFleet } from './build-fleet.js';
import { checkIdentity } from './check-request.js';
import { badArgument, edge, limitExceeded, newRequestId, unauthorizedOperation } from './errors.js';
import { createFleetIndex, type FleetIndex } from './fleet-index.js';
import { toInventoryAccount } from './inventory.js';
import type { Fleet } from './records.js';
import { openFleet } from './row-kinds.js';
import { OLD_BMC_VERSION, services, type Service } from './services.js';
import { missingVersion, pastTheEnd } from './settings.js';
import { parseAuthorization } from './signature.js';

interface Account {
  readonly account: SimulatedAccount;
  readonly fleet: Fleet;
  /** Made when it is first needed, and again after a mutation. */
  readonly index: () => FleetIndex;
  readonly editable: EditableFleet;
}

export function openTwin(
  topology: readonly TopologyAccount[],
  seed: number,
  credentialsOf: (account: TopologyAccount) => SimulatedAccount['credentials'],
): VendorTwin {
  const accounts = topology.map((row): Account => {
    const { id, provider, api, site } = row;
    const account = { id, provider, api, ...(site === undefined ? {} : { site }), regions: [] };
    const context = createBuildContext(row, seed);
    const fleet = buildFleet(context);
    let index: FleetIndex | undefined;
    return {
      account: { ...account, credentials: credentialsOf(row) },
      fleet,
      index: () => (index ??= createFleetIndex(fleet)),
      editable: openFleet(fleet, context.fork('mutations'), () => (index = undefined)),
    };
  });
  const byKey = new Map(accounts.map((row) => [row.account.credentials.id, row]));
  const byId = new Map(accounts.map((row) => [row.account.id, row]));
  const ownerOf = ({ headers }: WireRequest): Account | undefined =>
    byKey.get(parseAuthorization(headers['authorization'])?.keyId ?? '');

  return {
    accounts: accounts.map(({ account }) => account),
    identify(request) {
      const args = readBody(request) ?? {};
      return {
        account: ownerOf(request)?.account.id ?? null,
        region: null,
        action: request.headers['x-zc-action'] ?? null,
        params: documentedOf(request, args),
        secrets: (request.headers['authorization'] ?? '').match(/[^\s,;=]{16,}/g) ?? [],
        page: readWindow(args).pageNum,
      };
    },
    answer: (request, context) =>
      checkService(request) ??
      checkIdentity(request, (keyId) => byKey.get(keyId)?.account, context) ??
      answerCall(request, ownerOf(request), context),
    editable: ({ id }) =>
      new Map(
        [...byId.values()].filter(({ account }) => account.id === id).map((row) => [null, row.editable]),
      ),
    inventory(account, settings) {
      const owner = byId.get(account.id);
      if (!owner) throw new RangeError(`unknown account "${account.id}"`);
      return toInventoryAccount(account, owner.fleet, settings);
    },
  };
}

/** Only arguments that the action has: under other names a client may send what no log may show. */
function documentedOf({ path, headers }: WireRequest, args: Arguments): Arguments {
  const rules = services.get(path)?.actions.get(headers['x-zc-action'] ?? '')?.rules ?? {};
  return Object.fromEntries(Object.entries(args).filter(([name]) => Object.hasOwn(rules, name)));
}

function checkService({ method, path }: WireRequest): Answer | null {
  if (!services.has(path)) return edge(404, 'Not Found');
  return method === 'POST' ? null : edge(405, 'Method Not Allowed');
}

function answerCall(
  request: WireRequest,
  owner: Account | undefined,
  context: CallContext,
): PageReply | Answer {
  const { headers, path } = request;
  const name = headers['x-zc-action'] ?? '';
  const service = services.get(path);
  const version = versionOf(service, headers['x-zc-version'], context);
  const action = service?.actions.get(name);
  if (!owner || !action || version === null) return unauthorizedOperation(name);
  if (!context.admit()) return limitExceeded();
  const args = readBody(request);
  if (!args) return badArgument('INVALID_PARAMETER_TYPE', '(body)');
  const refused = checkArguments(args, action.rules);
  if (refused) return refused;
  const { settings } = context;
  const selection = action.select({
    args,
    fleet: owner.fleet,
    index: owner.index(),
    settings,
    oldVersion: version === OLD_BMC_VERSION,
  });
  if (selection.kind === 'answer') return selection;

  const { pageNum, pageSize } = readWindow(args);
  const offset = action.paged ? (pageNum - 1) * pageSize : 0;
  if (offset > 0 && offset >= selection.total && settings.get(pastTheEnd) === '400') {
    return badArgument('INVALID_PARAMETER_EXCEED_MAXIMUM', 'pageNum');
  }
  const requestId = newRequestId();
  return {
    kind: 'page',
    rows: selection.rows(offset, action.paged ? pageSize : selection.total),
    total: selection.total,
    traits: action.traits,
    narrowed: selection.narrowed,
    code: null,
    wrap: (rows, total) => ({ requestId, response: { requestId, ...action.wrap(rows, total, settings) } }),
  };
}

function versionOf(
  service: Service | undefined,
  sent: string | undefined,
  { settings }: CallContext,
): string | null {
  const versions: readonly string[] = service?.versions ?? [];
  if (sent !== undefined) return versions.includes(sent) ? sent : null;
  return (settings.get(missingVersion) === 'latest' ? versions[0] : versions.at(-1)) ?? null;
}

/** The JSON object of the body, or null if it is none. */
function readBody({ body }: WireRequest): Arguments | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Arguments) : null;
  } catch {
    return null;
  }
}
