import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import { toWireTime } from '../wire-time.js';
import type { LoadBalancer } from './records.js';
import { creatingRow, internalDomain, ipProtocolType } from './settings.js';

export function toLoadBalancerRow(loadBalancer: LoadBalancer, settings: Settings): WireRow {
  const { statusTime, ...fields } = loadBalancerFields(loadBalancer, settings);
  return {
    loadBalancerId: loadBalancer.vendorId,
    loadBalancerName: loadBalancer.name ?? loadBalancer.wire.emptyName,
    loadBalancerType: typeOf(loadBalancer, settings),
    ...domainField(loadBalancer, settings),
    loadBalancerVips: addressesOf(loadBalancer, settings),
    status: Number(loadBalancer.vendorStatus),
    createTime: toWireTime(loadBalancer.createdAt ?? ''),
    statusTime,
    unVpcId: loadBalancer.networkId,
    ...fields,
  };
}

/** The vendor's fields as its rows have them. */
export function loadBalancerFields({ vendorFields }: LoadBalancer, settings: Settings): WireRow {
  const { ipProtocolType: protocol, ...rest } = vendorFields;
  return settings.get(ipProtocolType) === 'present' ? { ...rest, ipProtocolType: protocol } : rest;
}

/** Whether the rows tell its type. */
export function hasType({ status }: LoadBalancer, settings: Settings): boolean {
  return status !== 'CREATING' || settings.get(creatingRow) !== 'empty-address-and-type';
}

function typeOf(loadBalancer: LoadBalancer, settings: Settings): string {
  return hasType(loadBalancer, settings) ? loadBalancer.wire.type : '';
}

function addressesOf({ status, addresses }: LoadBalancer, settings: Settings): string[] {
  if (addresses.length > 0 || status !== 'CREATING') return addresses;
  return settings.get(creatingRow) === 'no-address' ? [] : [''];
}

function domainField({ domain }: LoadBalancer, settings: Settings): WireRow {
  return domain === null && settings.get(internalDomain) === 'absent' ? {} : { domain: domain ?? '' };
}
