import type { TopologyAccount } from '../topology-account.js';
import type { SimulatedAccount, VendorTwin } from '../vendor.js';
import type { Account, Region } from './account.js';
import { answerCall } from './answer-call.js';
import { createBuildContext } from './build-context.js';
import { buildFleet } from './build-fleet.js';
import { createFleetIndex, type FleetIndex } from './fleet-index.js';
import { toInventoryAccount } from './inventory.js';
import { PAGE_DEFAULT, PAGE_MAXIMUM } from './limits.js';
import { loggableParameters, readInteger, readParameters, unloggableValues } from './parameters.js';
import { openFleet } from './row-kinds.js';
import type { Parameters } from './signature.js';

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
  const limit = Math.min(
    Math.max(readInteger(parameters, 'limit', PAGE_DEFAULT) ?? PAGE_DEFAULT, 1),
    PAGE_MAXIMUM,
  );
  return Math.floor((readInteger(parameters, 'offset', 0) ?? 0) / limit) + 1;
}
