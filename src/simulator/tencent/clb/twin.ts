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
import { actionOf } from './actions.js';
import { answerCall } from './answer-call.js';
import { createBuildContext } from './build-context.js';
import { buildFleet } from './build-fleet.js';
import { editionOf } from './editions.js';
import { createFleetIndex, type FleetIndex } from './fleet-index.js';
import { toInventoryAccount } from './inventory.js';
import { PAGE_DEFAULT, PAGE_MAXIMUM } from './limits.js';
import { openFleet } from './row-kinds.js';
import { toModernInventory } from './v3/inventory.js';
import { nowhere, type ClbRegion } from './v3/region.js';
import { services } from './v3/services.js';

const PRODUCT: Product<ClbRegion> = { services, nowhere };

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
      edition: editionOf(row),
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
      const documented = actionOf(parameters)?.parameters ?? [];
      const owner = ownerOf(parameters);
      const code = parameters.get('Region');
      return {
        account: owner?.account.id ?? null,
        region: code === undefined ? null : toLongRegion(code),
        action: parameters.get('Action') ?? null,
        params: loggableParameters(parameters, documented),
        secrets: unloggableValues(parameters, documented),
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
    inventory({ id }, settings) {
      const owner = byId.get(id);
      if (!owner) throw new RangeError(`unknown account "${id}"`);
      const show = owner.account.api === 'v3' ? toModernInventory : toInventoryAccount;
      return show(owner, settings);
    },
  };
}

/** 1-based, in pages of the asked size. */
function pageOf(parameters: Parameters): number {
  const numberOf = (names: readonly string[], fallback: number): number =>
    names.map((name) => readInteger(parameters, name)).find((value) => typeof value === 'number') ?? fallback;
  const limit = Math.min(Math.max(numberOf(['limit', 'Limit'], PAGE_DEFAULT), 1), PAGE_MAXIMUM);
  return Math.floor(Math.max(numberOf(['offset', 'Offset'], 0), 0) / limit) + 1;
}
