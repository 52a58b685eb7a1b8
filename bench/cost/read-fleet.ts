import { request } from 'undici';
import type {
  InventoryAccount,
  InventoryBackend,
  InventoryInstance,
  InventoryListener,
} from '../../src/simulator/inventory.js';
import type { Fleet, FleetBackend, FleetListener, FleetLoadBalancer, VendorTraits } from './fleet.js';
import type { ProviderName } from './maxima.js';

const plain = {
  ...{ namesMachines: 'all' as const, checksHealth: true, kinds: [''], embeds: false, pagesBindings: false },
  hasSecondPlace: false,
  findsAddresses: false,
};

export const traits: Readonly<Record<ProviderName, VendorTraits>> = {
  QINGCLOUD: { ...plain, namesMachines: 'none', hasSecondPlace: true, filters: new Set(['status'] as const) },
  ZENLAYER_BMC: { ...plain, checksHealth: false, kinds: ['BM', 'VM'], filters: new Set(['name'] as const) },
  ZENLAYER_ZLB: { ...plain, namesMachines: 'none', filters: new Set(['name'] as const) },
  TENCENT_CLB: { ...plain, findsAddresses: true, filters: new Set(['name', 'hasNoBackends'] as const) },
  TENCENT_BMLB: { ...plain, hasSecondPlace: true, filters: new Set(['name'] as const) },
};

/** What the simulator says that an account holds. */
export async function readFleet(
  url: string,
  account: string,
  provider: ProviderName,
  setting: Partial<VendorTraits>,
): Promise<Fleet> {
  const answer = await request(`${url}/_simulator/inventory?account=${account}`);
  const { accounts } = (await answer.body.json()) as { accounts: readonly InventoryAccount[] };
  const [inventory] = accounts;
  if (inventory === undefined) throw new Error(`The simulator has no account ${account}.`);
  const byIdOnly = inventory.byIdOnly.instances;
  const isDeleted = ({ status }: InventoryInstance) => provider === 'QINGCLOUD' && status === 'TERMINATED';
  return {
    loadBalancers: inventory.loadBalancers.map((row) => toLoadBalancer(row, provider)),
    machines: inventory.instances.map(({ vendorId, kind, name, privateAddresses }) => ({
      ...{ id: vendorId, kind: kindOf[kind], name, addresses: privateAddresses },
    })),
    // A machine that is merely deleted is still found by its id.
    elsewhere: new Set(byIdOnly.filter((machine) => !isDeleted(machine)).map(({ vendorId }) => vendorId)),
    deleted: new Set(byIdOnly.filter(isDeleted).map(({ vendorId }) => vendorId)),
    vendor: { ...traits[provider], ...setting },
  };
}

const kindOf = { BARE_METAL: 'BM', VIRTUAL_MACHINE: 'VM' } as const;

function toLoadBalancer(
  row: InventoryAccount['loadBalancers'][number],
  provider: ProviderName,
): FleetLoadBalancer {
  const { vendorFields } = row;
  return {
    ...{ id: row.vendorId, name: row.name, status: row.status },
    kind: kindOfRow(vendorFields, provider),
    layer4Only: toldAs(vendorFields, 'tgwSetType') === 'dnat',
    listeners: row.listeners.map(toListener),
    bound: row.backends.map(toBackend),
  };
}

function kindOfRow(
  vendorFields: Readonly<Record<string, unknown>>,
  provider: ProviderName,
): FleetLoadBalancer['kind'] {
  if (provider === 'ZENLAYER_ZLB') return 'application';
  if (provider !== 'TENCENT_CLB') return 'plain';
  return toldAs(vendorFields, 'forward') === 1 ? 'application' : 'classic';
}

/** A field as API 2.0 spells it, or as API 3.0 does. */
function toldAs(vendorFields: Readonly<Record<string, unknown>>, name: string): unknown {
  return vendorFields[name] ?? vendorFields[`${name.charAt(0).toUpperCase()}${name.slice(1)}`];
}

function toListener({ vendorId, rules, backends, vendorFields }: InventoryListener): FleetListener {
  const isLayer7 = rules.length > 0 || toldAs(vendorFields, 'listenerType') === 'L7Listener';
  return {
    ...{ id: vendorId, layer: isLayer7 ? 7 : 4 },
    rules: rules.map((rule) => ({ id: rule.vendorId, backends: rule.backends.map(toBackend) })),
    backends: backends.map(toBackend),
  };
}

function toBackend({ vendorId, health, addresses, target, vendorFields }: InventoryBackend): FleetBackend {
  return {
    ...{ id: vendorId, health, addresses: addresses ?? [] },
    machine: target.__typename === 'Instance' ? target.vendorId : null,
    router: target.__typename === 'Router' ? target.vendorId : null,
    kind: vendorFields['instanceType'] === 'VM' ? 'VM' : 'BM',
  };
}
