import type { WireRow } from '../../vendor.js';
import { toWireTime } from '../wire-time.js';
import type { ClbEdition } from './editions.js';
import type { LoadBalancer } from './records.js';

export function toLoadBalancerRow(loadBalancer: LoadBalancer, edition: ClbEdition): WireRow {
  const { wire, vendorFields, domain, createdAt, vendorStatus } = loadBalancer;
  const { loadBalancerId, loadBalancerType, ...fields } = vendorFields;
  return {
    loadBalancerId,
    unLoadBalancerId: loadBalancer.vendorId,
    loadBalancerName: loadBalancer.name ?? wire.emptyName,
    loadBalancerType,
    // Private ones leave it out, application ones have it empty.
    ...(domain === null && wire.type === 3 ? {} : { domain: domain ?? '' }),
    loadBalancerVips: loadBalancer.addresses,
    status: Number(vendorStatus),
    createTime: createdAt === null ? '' : toWireTime(createdAt),
    ...fields,
    ...(edition.old ? {} : { uniqVpcId: loadBalancer.networkId ?? '' }),
  };
}
