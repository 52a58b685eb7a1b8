import { withoutWire, type HealthCheck, type InventoryAccount } from '../../../inventory.js';
import type { Settings } from '../../../settings.js';
import type { Account } from '../account.js';
import { targetId } from '../backend.js';
import type { FleetIndex } from '../fleet-index.js';
import { seenThrough } from '../health.js';
import { isWeb } from '../listener.js';
import type { Backend, Instance, Listener, LoadBalancer, Rule } from '../records.js';
import { targetHealth } from './health.js';
import { instanceFields, stateOf } from './instance.js';
import { checkTypeOf, classicListenerFields, listenerFields } from './listener.js';
import { loadBalancerFields } from './load-balancer.js';
import { tagsOf } from './made-up.js';
import { classicTargetFields, targetFields } from './target.js';

/** The truth of an account whose callers speak 3.0: the same fleet, in what that dialect tells of it. */
export function toModernInventory({ account, regions }: Account, settings: Settings): InventoryAccount {
  const { credentials: _credentials, ...shown } = account;
  const all = [...regions.values()];
  const showInstance = (row: Instance): Instance => {
    const [status, vendorStatus] = stateOf(row);
    return { ...row, status, vendorStatus, vendorFields: instanceFields(row, settings) };
  };
  return withoutWire({
    ...shown,
    loadBalancers: all.flatMap(({ fleet, index }) =>
      fleet.loadBalancers.map((row) => showLoadBalancer(row, index(), settings)),
    ),
    instances: all.flatMap(({ fleet }) => fleet.instances.map(showInstance)),
    routers: [],
    byIdOnly: { loadBalancers: [], instances: [] },
    gone: all.flatMap(({ fleet }) => fleet.gone.map(showInstance)),
  });
}

function showLoadBalancer(row: LoadBalancer, index: FleetIndex, settings: Settings): LoadBalancer {
  const own = { ...row, tags: tagsOf(row), vendorFields: loadBalancerFields(row) };
  if (row.wire.application)
    return { ...own, listeners: row.listeners.map((listener) => showListener(listener, index, settings)) };
  const bound = (listener: Listener | null): Backend[] =>
    seenThrough(row, listener, settings).map((backend) => ({
      ...backend,
      vendorFields: classicTargetFields(settings),
    }));
  return {
    ...own,
    backends: bound(null),
    listeners: row.listeners.map((listener) => ({
      ...listener,
      scheduler: schedulerOf(listener.wire.schedulerWord),
      vendorFields: classicListenerFields(listener),
      backends: bound(listener),
    })),
  };
}

function showListener(listener: Listener, index: FleetIndex, settings: Settings): Listener {
  const seen = (owner: Listener | Rule): Backend[] =>
    owner.backends.map((row) => ({
      ...row,
      ...targetHealth(row, owner, settings),
      vendorFields: targetFields(row, index.machines.get(targetId(row)), settings),
    }));
  const rules = listener.rules.map((rule) => ({ ...rule, backends: seen(rule) }));
  return {
    ...listener,
    healthCheck: isWeb(listener) ? null : withType(listener),
    vendorFields: listenerFields(listener),
    rules,
    backends: [...seen(listener), ...rules.flatMap(({ backends }) => backends)],
  };
}

/** What is checked, which 2.0 does not tell in layer 4; the schema has no word for a ping. */
function withType(listener: Listener): HealthCheck | null {
  const protocol = checkTypeOf(listener) === 'TCP' ? 'TCP' : 'UNKNOWN';
  return listener.healthCheck && { ...listener.healthCheck, protocol };
}

/** The edition of 2014 does not tell this of TCP and UDP; 3.0 does. */
function schedulerOf(word: string): Listener['scheduler'] {
  if (word === 'ip_hash') return 'SOURCE_IP';
  return word === 'least_conn' ? 'LEAST_CONNECTIONS' : 'WEIGHTED_ROUND_ROBIN';
}
