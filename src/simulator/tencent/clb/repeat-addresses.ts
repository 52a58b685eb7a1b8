import { backendsOf } from './fleet-index.js';
import type { Fleet, Instance, LoadBalancer } from './records.js';

/**
 * Gives machines of different networks the same private address, as may happen between networks: one behind a classic load balancer
 * and one behind an application one where both kinds have machines. No load balancer has both of a pair: inside one an address is one machine.
 */
export function repeatAddresses({ loadBalancers, instances }: Fleet): void {
  const behind = new Map(instances.map((row) => [row.vendorId, new Set<LoadBalancer>()]));
  for (const owner of loadBalancers) {
    for (const { target } of backendsOf(owner)) {
      if (target.__typename === 'Instance') behind.get(target.vendorId)?.add(owner);
    }
  }
  const ownersOf = ({ vendorId }: Instance): ReadonlySet<LoadBalancer> => behind.get(vendorId) ?? new Set();
  // Newest first.
  const bound = instances.filter((row) => ownersOf(row).size > 0).reverse();
  const kindsOf = (...rows: Instance[]): number =>
    new Set(rows.flatMap((row) => [...ownersOf(row)].map(({ wire }) => wire.application))).size;
  const isPair = (one: Instance, other: Instance): boolean =>
    one.vendorFields['vpcId'] !== other.vendorFields['vpcId'] &&
    ![...ownersOf(one)].some((owner) => ownersOf(other).has(owner)) &&
    kindsOf(one, other) === kindsOf(...bound);
  for (const [at, one] of bound.entries()) {
    const other = bound.slice(at + 1).find((row) => isPair(one, row));
    if (other === undefined) continue;
    other.privateAddresses = [...one.privateAddresses];
    return;
  }
}
