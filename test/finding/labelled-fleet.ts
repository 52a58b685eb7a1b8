import type {
  InventoryAccount,
  InventoryBackend,
  InventoryListener,
  InventoryLoadBalancer,
} from '../../src/simulator/inventory.js';
import type { Fleet } from '../support/gateway.js';
import type {
  BackendRow,
  FleetRows,
  InstanceRow,
  ListenerRow,
  LoadBalancerRow,
  Machine,
  RuleRow,
  Source,
} from './oracle/rows.js';

interface Named {
  readonly id: string;
  readonly vendorId: string | null;
}

interface Nodes<T> {
  readonly nodes: readonly T[];
}

interface BackendIds extends Named {
  readonly port: number | null;
  readonly instance: { readonly id: string } | null;
}

interface RuleIds extends Named {
  readonly backends: Nodes<BackendIds>;
}

interface ListenerIds extends Named {
  readonly rules: Nodes<RuleIds>;
  readonly backends: Nodes<BackendIds>;
}

interface LoadBalancerIds extends Named {
  readonly listeners: Nodes<ListenerIds>;
  readonly backends: Nodes<BackendIds>;
}

interface Ids {
  readonly loadBalancers: Nodes<LoadBalancerIds>;
  readonly instances: Nodes<Named>;
}

const backendIds = 'backends(first: 1000) { nodes { id vendorId port instance { id } } }';
const idsOfAccount = `query Ids($account: [ID!]) {
  loadBalancers(first: 1000, filter: { account: $account }) { nodes { id vendorId ${backendIds}
    listeners(first: 1000) { nodes { id vendorId ${backendIds}
      rules(first: 1000) { nodes { id vendorId ${backendIds} } } } } } }
  instances(first: 1000, filter: { account: $account }) { nodes { id vendorId } }
}`;

interface Accounts {
  readonly accounts: readonly {
    readonly id: string;
    readonly provider: string;
    readonly regions: readonly string[];
  }[];
}

/**
 * The inventory under the gateway's own ids, which are read without any filter.
 * @throws if the two are not the same rows in the same order
 */
export async function labelFleet({ query, simulator }: Fleet): Promise<FleetRows> {
  const { data } = await query<Accounts>('{ accounts { id provider regions } }');
  const parts = [];
  for (const { id, provider, regions } of data.accounts) {
    const [account] = simulator.inventory(id).accounts;
    const answer = await query<Ids>(idsOfAccount, { account: [id] });
    if (account === undefined || answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors[0]));
    const own = { account: id, provider };
    const sources = (regions.length === 0 ? [null] : regions).map((region) => ({ ...own, region }));
    parts.push(labelAccount(account, answer.data, sources));
  }
  return {
    sources: parts.flatMap(({ sources }) => sources),
    loadBalancers: parts.flatMap(({ loadBalancers }) => loadBalancers),
    instances: parts.flatMap(({ instances }) => instances),
    machines: parts.flatMap(({ machines }) => machines),
  };
}

function labelAccount(account: InventoryAccount, ids: Ids, sources: readonly Source[]): FleetRows {
  const placeOf = ({ region }: { readonly region: string | null }): Source => {
    const source = sources.find((one) => one.region === region);
    if (source === undefined) throw new Error(`a row of ${account.id} in no region: ${String(region)}`);
    return source;
  };
  const loadBalancers = pair(account.loadBalancers, ids.loadBalancers.nodes, (row, label) =>
    labelLoadBalancer(row, label, placeOf(row)),
  );
  const instances = pair(account.instances, ids.instances.nodes, (row, { id }): InstanceRow => {
    return { id, row, ...placeOf(row) };
  });
  return { sources, loadBalancers, instances, machines: machinesOf(account, loadBalancers, instances) };
}

function labelLoadBalancer(
  row: InventoryLoadBalancer,
  ids: LoadBalancerIds,
  source: Source,
): LoadBalancerRow {
  const backendsAt = (rows: readonly InventoryBackend[], labels: Nodes<BackendIds>) =>
    pair(rows, labels.nodes, (backend, { id, port, instance }): BackendRow => {
      if (port !== backend.port) throw new Error(`a backend on ${String(port)}, not ${String(backend.port)}`);
      return { id, row: backend, ...source, loadBalancer: ids.id, machine: instance?.id ?? null };
    });
  const listenerAt = (listener: InventoryListener, labels: ListenerIds): ListenerRow => ({
    id: labels.id,
    row: listener,
    rules: pair(listener.rules, labels.rules.nodes, (rule, label): RuleRow => {
      return { id: label.id, row: rule, backends: backendsAt(rule.backends, label.backends) };
    }),
    backends: backendsAt(listener.backends, labels.backends),
  });
  const listeners = pair(row.listeners, ids.listeners.nodes, listenerAt);
  const all = [...row.listeners.flatMap(({ backends }) => backends), ...row.backends];
  return { id: ids.id, row, ...source, listeners, backends: backendsAt(all, ids.backends) };
}

function machinesOf(
  { byIdOnly }: InventoryAccount,
  loadBalancers: readonly LoadBalancerRow[],
  instances: readonly InstanceRow[],
): readonly Machine[] {
  const machines = new Map<string, Machine>();
  for (const { id, row, account, provider, region } of instances)
    machines.set(id, { id, vendorId: row.vendorId, account, provider, region, isKnown: true });
  for (const { machine, row, account, provider, region } of loadBalancers.flatMap((one) => one.backends)) {
    if (machine === null || machines.has(machine) || row.target.__typename !== 'Instance') continue;
    const { vendorId } = row.target;
    const isKnown = byIdOnly.instances.some((one) => one.vendorId === vendorId && one.region === region);
    machines.set(machine, { id: machine, vendorId, account, provider, region, isKnown });
  }
  return [...machines.values()];
}

function pair<R extends { readonly vendorId: string | null }, L extends Named, T>(
  rows: readonly R[],
  labels: readonly L[],
  label: (row: R, label: L) => T,
): readonly T[] {
  if (rows.length !== labels.length) throw new Error(`${labels.length} read, not ${rows.length}`);
  return labels.map((one, at) => {
    const row = rows[at];
    if (row === undefined || row.vendorId !== one.vendorId)
      throw new Error(`read ${String(one.vendorId)}, not ${String(row?.vendorId)}`);
    return label(row, one);
  });
}
