import { withoutWire, type InventoryAccount } from '../../inventory.js';
import type { Settings } from '../../settings.js';
import type { Account } from './account.js';
import type { ClbEdition } from './editions.js';
import { applicationHealth, seenThrough } from './health.js';
import { isWeb, shownListenerId } from './listener.js';
import type { Backend, Listener, LoadBalancer, Rule } from './records.js';
import { streamFields } from './settings.js';

/** The truth of one account, over its regions in their order. */
export function toInventoryAccount(
  { account, edition, regions }: Account,
  settings: Settings,
): InventoryAccount {
  const fleets = [...regions.values()].map(({ fleet }) => fleet);
  const { credentials: _credentials, ...shown } = account;
  return withoutWire({
    ...shown,
    loadBalancers: fleets.flatMap(({ loadBalancers }) =>
      loadBalancers.map((row) => showLoadBalancer(row, edition, settings)),
    ),
    instances: fleets.flatMap(({ instances }) => instances),
    routers: [],
    byIdOnly: { loadBalancers: [], instances: [] },
    gone: fleets.flatMap((fleet) => fleet.gone),
  });
}

/** Machines bound at a classic load balancer stand under each of its listeners, or under itself if it has none. */
function showLoadBalancer(row: LoadBalancer, edition: ClbEdition, settings: Settings): LoadBalancer {
  if (row.wire.application)
    return {
      ...row,
      listeners: row.listeners.map((listener) => showApplicationListener(listener, settings)),
    };
  return {
    ...row,
    backends: seenThrough(row, null, settings),
    listeners: row.listeners.map((listener) => ({
      ...listener,
      vendorFields: {
        ...shownListenerId(listener, row, edition, settings),
        ...(settings.get(streamFields) === 'empty' && !isWeb(listener) ? { httpCode: 31 } : {}),
        ...listener.vendorFields,
      },
      backends: seenThrough(row, listener, settings),
    })),
  };
}

function showApplicationListener(listener: Listener, settings: Settings): Listener {
  const seen = (owner: Listener | Rule): Backend[] =>
    owner.backends.map((row) => ({ ...row, ...applicationHealth(row, owner, settings) }));
  const rules = listener.rules.map((rule) => ({ ...rule, backends: seen(rule) }));
  return {
    ...listener,
    rules,
    backends: [...seen(listener), ...rules.flatMap(({ backends }) => backends)],
  };
}
