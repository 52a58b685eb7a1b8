import type { TopologyAccount } from '../../topology-account.js';
import type { Answer, SimulatedAccount, VendorTwin, WireRequest } from '../../vendor.js';
import type { Account } from './account.js';
import { answerCall } from './answer-call.js';
import { readWindow, type Arguments } from '../arguments.js';
import { createBuildContext } from './build-context.js';
import { buildFleet } from './build-fleet.js';
import { edge } from '../errors.js';
import { createFleetIndex, type FleetIndex } from './fleet-index.js';
import { toInventoryAccount } from './inventory.js';
import { readBody } from '../read-body.js';
import { openFleet } from './row-kinds.js';
import { services } from './services.js';
import { parseAuthorization } from '../signature.js';

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
      answerCall(request, ownerOf(request), (keyId) => byKey.get(keyId)?.account, context),
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
