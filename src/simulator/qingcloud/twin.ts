import type { EditableFleet } from '../row-kind.js';
import type { TopologyAccount } from '../topology-account.js';
import type { Answer, CallContext, PageReply, SimulatedAccount, VendorTwin, WireRequest } from '../vendor.js';
import { actions } from './actions.js';
import { createBuildContext } from './build-context.js';
import { buildFleet } from './build-fleet.js';
import { checkIdentity, readWindow } from './check-request.js';
import { illegalParameter, missingParameter, quotaExceeded, unknownAction } from './errors.js';
import { createFleetIndex, type FleetIndex } from './fleet-index.js';
import { toInventoryAccount } from './inventory.js';
import { PAGE_DEFAULT, PAGE_MAXIMUM } from './limits.js';
import { loggableParameters, readInteger, readParameters, unloggableValues } from './parameters.js';
import type { Fleet } from './records.js';
import { openFleet } from './row-kinds.js';
import { unknownZone } from './settings.js';
import type { Parameters } from './signature.js';

interface Region {
  readonly fleet: Fleet;
  /** Made when it is first needed, and again after a mutation. */
  readonly index: () => FleetIndex;
  readonly editable: EditableFleet;
}

interface Account {
  readonly account: SimulatedAccount;
  readonly regions: ReadonlyMap<string, Region>;
}

const NOTHING: Fleet = { region: '', loadBalancers: [], instances: [], routers: [] };

function openRegion(account: TopologyAccount, name: string, seed: number): Region {
  const context = createBuildContext(account, name, seed);
  const fleet = buildFleet(context);
  let index: FleetIndex | undefined;
  return {
    fleet,
    index: () => (index ??= createFleetIndex(fleet)),
    editable: openFleet(fleet, context.fork('mutations'), () => (index = undefined)),
  };
}

export function openTwin(
  topology: readonly TopologyAccount[],
  seed: number,
  credentialsOf: (account: TopologyAccount) => SimulatedAccount['credentials'],
): VendorTwin {
  const accounts = topology.map((row): Account => {
    const { id, provider, api, site, regions } = row;
    const account = { id, provider, api, ...(site === undefined ? {} : { site }), regions };
    return {
      account: { ...account, credentials: credentialsOf(row) },
      regions: new Map(regions.map((region) => [region, openRegion(row, region, seed)])),
    };
  });
  const byKey = new Map(accounts.map((row) => [row.account.credentials.id, row]));
  const byId = new Map(accounts.map((row) => [row.account.id, row]));
  const ownerOf = (parameters: Parameters): Account | undefined =>
    byKey.get(parameters.get('access_key_id') ?? '');

  return {
    accounts: accounts.map(({ account }) => account),
    identify(request) {
      const parameters = readParameters(request);
      return {
        account: ownerOf(parameters)?.account.id ?? null,
        region: parameters.get('zone') ?? null,
        action: parameters.get('action') ?? null,
        params: loggableParameters(parameters),
        secrets: unloggableValues(parameters),
        page: pageOf(parameters),
      };
    },
    answer(request, context) {
      const parameters = readParameters(request);
      return answerCall(request, parameters, ownerOf(parameters), context);
    },
    editable: ({ id }) =>
      new Map([...(byId.get(id)?.regions ?? [])].map(([region, { editable }]) => [region, editable])),
    inventory(account) {
      const regions = byId.get(account.id)?.regions.values() ?? [];
      return toInventoryAccount(
        account,
        [...regions].map(({ fleet }) => fleet),
      );
    },
  };
}

function answerCall(
  request: WireRequest,
  parameters: Parameters,
  owner: Account | undefined,
  context: CallContext,
): PageReply | Answer {
  const refused = checkIdentity(request, parameters, owner?.account, context);
  if (refused) return refused;
  const name = parameters.get('action') ?? '';
  const action = actions.get(name);
  if (!action) return unknownAction(name);
  const zone = parameters.get('zone');
  if (zone === undefined && action.needsZone) return missingParameter('zone');
  const known = zone === undefined ? undefined : owner?.regions.get(zone);
  if (action.needsZone && !known && context.settings.get(unknownZone) === '1100')
    return illegalParameter('zone');
  const window = readWindow(parameters, context);
  if (window.kind === 'answer') return window;
  const selection = action.select({
    parameters,
    verbose: window.verbose,
    fleet: known?.fleet ?? NOTHING,
    index: known?.index() ?? createFleetIndex(NOTHING),
    settings: context.settings,
    zones: [...(owner?.regions.keys() ?? [])],
  });
  if (!context.admit()) return quotaExceeded();
  if (selection.kind === 'answer') return selection;
  return {
    kind: 'page',
    rows: selection.rows(window.offset, window.limit),
    total: selection.total,
    traits: action.traits,
    narrowed: selection.narrowed,
    code: 0,
    wrap: (rows, total) => ({
      action: `${name}Response`,
      total_count: total,
      [action.set]: rows,
      ret_code: 0,
    }),
  };
}

function pageOf(parameters: Parameters): number {
  const limit = Math.min(
    Math.max(readInteger(parameters, 'limit', PAGE_DEFAULT) ?? PAGE_DEFAULT, 1),
    PAGE_MAXIMUM,
  );
  return Math.floor((readInteger(parameters, 'offset', 0) ?? 0) / limit) + 1;
}
