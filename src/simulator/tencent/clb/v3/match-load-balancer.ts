import { targetId } from '../backend.js';
import { backendsOf, type FleetIndex } from '../fleet-index.js';
import type { Instance, LoadBalancer } from '../records.js';
import type { Filter } from './filters.js';
import type { LoadBalancerFilter } from './load-balancer-parameters.js';
import { loadBalancerFields } from './load-balancer.js';
import { tagsOf, zoneNumberOf } from './made-up.js';

/** Whether a load balancer is what all parameters together ask for. */
export function matchesParameters(
  row: LoadBalancer,
  parameters: LoadBalancerFilter,
  index: FleetIndex,
): boolean {
  const { wire, vendorFields, addresses } = row;
  const { LoadBalancerType, Forward, LoadBalancerName, Domain, SearchKey, ProjectId, VpcId } = parameters;
  const { WithRs = -1, SecurityGroup, MasterZone } = parameters;
  const name = row.name ?? '';
  const domain = row.domain ?? '';
  const isOneOf = (wanted: readonly string[] | undefined, values: readonly string[]): boolean =>
    wanted === undefined || wanted.length === 0 || values.some((value) => wanted.includes(value));
  return (
    (LoadBalancerType === undefined || (LoadBalancerType === 'OPEN') === (wire.type !== 3)) &&
    (Forward === undefined || (Forward === 1) === wire.application) &&
    (LoadBalancerName === undefined || name.includes(LoadBalancerName)) &&
    (Domain === undefined || domain.includes(Domain)) &&
    (SearchKey === undefined ||
      [name, domain, row.vendorId, ...addresses].some((text) => text.includes(SearchKey))) &&
    (ProjectId === undefined || (vendorFields['projectId'] ?? 0) === ProjectId) &&
    (VpcId === undefined || (row.networkId ?? '0') === VpcId) &&
    (WithRs === -1 || backendsOf(row).length > 0 === (WithRs === 1)) &&
    SecurityGroup === undefined &&
    (MasterZone === undefined || zoneIdOf(row) === MasterZone) &&
    isOneOf(parameters.LoadBalancerVips, addresses) &&
    hasMachine(parameters.BackendPublicIps, row, index, (machine) => machine.publicAddresses) &&
    hasMachine(parameters.BackendPrivateIps, row, index, (machine) => machine.privateAddresses)
  );
}

/** Documented to look at machines alone: an interface whose machine is not told has none. */
function hasMachine(
  wanted: readonly string[] | undefined,
  row: LoadBalancer,
  index: FleetIndex,
  addressesOf: (machine: Instance) => readonly string[],
): boolean {
  if (wanted === undefined || wanted.length === 0) return true;
  return backendsOf(row).some((backend) => {
    const machine = index.machines.get(targetId(backend));
    return machine !== undefined && addressesOf(machine).some((address) => wanted.includes(address));
  });
}

const zoneIdOf = (row: LoadBalancer): string => String(100000 + zoneNumberOf(row));

/** Each filter, and the values that a load balancer has for it; `tag:KEY` stands for every key. */
const FILTERS: Readonly<Record<string, (row: LoadBalancer) => readonly unknown[]>> = {
  'charge-type': (row) => [loadBalancerFields(row)['ChargeType']],
  'internet-charge-type': ({ wire }) => (wire.type === 3 ? [] : ['TRAFFIC_POSTPAID_BY_HOUR']),
  'master-zone-id': (row) => [zoneIdOf(row)],
  'tag-key': (row) => tagsOf(row).map(({ key }) => key),
  'function-name': () => [],
  'vip-isp': (row) => [loadBalancerFields(row)['VipIsp']],
  'sla-type': () => [''],
  exclusive: () => ['0'],
};
const TAG = 'tag:';

export function isLoadBalancerFilter(name: string): boolean {
  return name.startsWith(TAG) || Object.hasOwn(FILTERS, name);
}

export function matchesFilter(row: LoadBalancer, { Name, Values }: Filter): boolean {
  const values: readonly unknown[] = Values;
  const own = Name.startsWith(TAG)
    ? tagsOf(row).flatMap(({ key, value }) => (key === Name.slice(TAG.length) ? [value] : []))
    : FILTERS[Name]?.(row);
  return own?.some((value) => values.includes(value)) === true;
}
