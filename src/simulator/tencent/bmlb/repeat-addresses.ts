import type { Backend, Instance, LoadBalancer } from './records.js';

/**
 * Gives a machine, and a virtual machine, of the second network the address of one in the first, as may happen between networks. Those
 * that are bound are taken, the newest of each network, so that both are met behind load balancers.
 */
export function repeatAddresses(
  loadBalancers: readonly LoadBalancer[],
  instances: readonly Instance[],
): void {
  const boundIn = (networks: readonly LoadBalancer[]): readonly Backend[] =>
    networks.flatMap(({ listeners }) =>
      listeners.flatMap(({ backends, rules }) => [...backends, ...rules.flatMap((rule) => rule.backends)]),
    );
  const [first = [], second = []] = byNetwork(loadBalancers).map(boundIn);
  const machines = new Map(instances.filter(({ wire }) => !wire.trashed).map((row) => [row.vendorId, row]));
  const machineOf = ({ target }: Backend): Instance | undefined =>
    target.__typename === 'Instance' ? machines.get(target.vendorId) : undefined;
  const one = first.map(machineOf).findLast((row) => row !== undefined);
  const other = second.map(machineOf).findLast((row) => row !== undefined);
  if (one !== undefined && other !== undefined && one !== other) {
    other.privateAddresses = [...one.privateAddresses];
    for (const row of second) if (machineOf(row) === other) row.addresses = [...one.privateAddresses];
  }
  const address = addressesIn(first).at(-1);
  const changed = addressesIn(second).at(-1);
  if (address === undefined || changed === undefined) return;
  for (const row of second) {
    if (row.target.__typename !== 'IpTarget' || row.target.address !== changed) continue;
    row.target = { __typename: 'IpTarget', address };
    row.addresses = [address];
  }
}

function byNetwork(loadBalancers: readonly LoadBalancer[]): readonly (readonly LoadBalancer[])[] {
  const networks = [...new Set(loadBalancers.map(({ wire }) => wire.network))];
  return networks.map((network) => loadBalancers.filter(({ wire }) => wire.network === network));
}

/** Of virtual machines. */
function addressesIn(backends: readonly Backend[]): readonly string[] {
  return backends.flatMap(({ target }) => (target.__typename === 'IpTarget' ? [target.address] : []));
}
