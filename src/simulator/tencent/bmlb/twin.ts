import type { TopologyAccount } from '../../topology-account.js';
import type { SimulatedAccount, VendorTwin } from '../../vendor.js';
import { loggableParameters, readInteger, readParameters, unloggableValues } from '../parameters.js';
import { toLongRegion } from '../regions.js';
import { createReplayGuard } from '../replay-guard.js';
import type { Parameters } from '../signature.js';
import { answerModernCall, type Product } from '../v3/answer-call.js';
import { isModernCall, readHead } from '../v3/call-head.js';
import { identifyModernCall } from '../v3/identify.js';
import type { Account, Region } from './account.js';
import { actions } from './actions.js';
import { answerCall, NOTHING } from './answer-call.js';
import { createBuildContext } from './build-context.js';
import { buildFleet } from './build-fleet.js';
import { createFleetIndex, type FleetIndex } from './fleet-index.js';
import { toInventoryAccount } from './inventory.js';
import { PAGE_DEFAULT } from './limits.js';
import { openFleet } from './row-kinds.js';
import type { Area } from './v3/area.js';
import { services } from './v3/services.js';

const DOCUMENTED: readonly string[] = [
  ...new Set([...actions.values()].flatMap(({ parameters }) => parameters)),
];

const PRODUCT: Product<Area> = { services, nowhere: { index: () => NOTHING } };

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
      regions: new Map(regions.map(toLongRegion).map((name) => [name, openRegion(row, name, seed)])),
    };
  });
  const byKey = new Map(accounts.map((row) => [row.account.credentials.id, row]));
  const byId = new Map(accounts.map((row) => [row.account.id, row]));
  const replays = createReplayGuard();
  const ownerOf = (parameters: Parameters): Account | undefined =>
    byKey.get(parameters.get('SecretId') ?? '');

  return {
    accounts: accounts.map(({ account }) => account),
    identify(request) {
      if (isModernCall(request))
        return identifyModernCall(request, services, (id) => byKey.get(id)?.account.id ?? null);
      const parameters = readParameters(request);
      const owner = ownerOf(parameters);
      const region = parameters.get('Region');
      return {
        account: owner?.account.id ?? null,
        region: region === undefined ? null : toLongRegion(region),
        action: parameters.get('Action') ?? null,
        params: loggableParameters(parameters, DOCUMENTED),
        secrets: unloggableValues(parameters, DOCUMENTED),
        page: pageOf(parameters),
      };
    },
    answer(request, context) {
      if (isModernCall(request)) {
        const owner = byKey.get(readHead(request).authorization?.secretId ?? '');
        return answerModernCall(request, PRODUCT, owner, context);
      }
      const parameters = readParameters(request);
      return answerCall(request, parameters, ownerOf(parameters), replays, context);
    },
    editable: ({ id }) =>
      new Map([...(byId.get(id)?.regions ?? [])].map(([region, { editable }]) => [region, editable])),
    inventory(account, settings) {
      const regions = byId.get(account.id)?.regions.values() ?? [];
      return toInventoryAccount(
        account,
        [...regions].map(({ fleet }) => fleet),
        settings,
      );
    },
  };
}

function pageOf(parameters: Parameters): number {
  const limit = Math.max(readInteger(parameters, 'limit') ?? PAGE_DEFAULT, 1);
  return Math.floor((readInteger(parameters, 'offset') ?? 0) / limit) + 1;
}
