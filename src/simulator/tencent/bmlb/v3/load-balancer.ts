import { hashText } from '../../../random.js';
import type { Settings } from '../../../settings.js';
import type { WireRow } from '../../../vendor.js';
import { toWireTime } from '../../wire-time.js';
import type { LoadBalancer } from '../records.js';
import { creatingRow, currentAddresses, laterFields } from './settings.js';

/** A load balancer as the rows tell it under these settings. */
export function showLoadBalancer(loadBalancer: LoadBalancer, settings: Settings): LoadBalancer {
  return {
    ...loadBalancer,
    ...(isBare(loadBalancer, settings) ? { scheme: 'UNKNOWN', domain: null } : {}),
    vendorFields: loadBalancerFields(loadBalancer, settings),
  };
}

export function toLoadBalancerRow(loadBalancer: LoadBalancer, settings: Settings): WireRow {
  const { vendorId, name, domain, vendorStatus, createdAt, networkId, wire } = loadBalancer;
  const bare = isBare(loadBalancer, settings);
  return {
    LoadBalancerId: vendorId,
    LoadBalancerName: name ?? wire.emptyName,
    LoadBalancerType: bare ? '' : wire.type,
    Domain: bare ? '' : (domain ?? ''),
    VpcId: networkId,
    Status: Number(vendorStatus),
    CreateTime: toWireTime(createdAt ?? ''),
    LoadBalancerVips: addressesOf(loadBalancer, settings),
    ...loadBalancerFields(loadBalancer, settings),
  };
}

/** The configuration that some load balancers of a network share. */
export function configurationOf({ vendorId, networkId }: LoadBalancer): { id: string; name: string } {
  return hashText(vendorId) % 4 === 0 && networkId !== null
    ? { id: networkId.replace('vpc-', 'lbcfg-'), name: 'tuned' }
    : { id: '', name: '' };
}

/** What is no field of the schema. */
function loadBalancerFields(loadBalancer: LoadBalancer, settings: Settings): WireRow {
  const { vendorFields, wire } = loadBalancer;
  const { network } = wire;
  const bare = isBare(loadBalancer, settings);
  const configuration = configurationOf(loadBalancer);
  return {
    ProjectId: vendorFields['projectId'],
    Exclusive: wire.exclusive,
    TgwSetType: vendorFields['tgwSetType'],
    SubnetId: wire.type === 'open' ? '' : network.unSubnetId,
    PayMode: vendorFields['payMode'],
    LatestPayMode: vendorFields['latestPayMode'],
    StatusTime: vendorFields['statusTime'],
    VpcName: bare ? '' : network.vpcName,
    VpcCidrBlock: bare ? '' : network.vpcCidrBlock,
    SupportListenerTypes:
      vendorFields['tgwSetType'] === 'dnat' ? ['L4Listener'] : ['L4Listener', 'L7Listener'],
    Bandwidth: vendorFields['bandwidth'],
    ConfId: configuration.id,
    ConfName: configuration.name,
    LoadBalancerVipv6s: [''],
    IpProtocolType: vendorFields['ipProtocolType'],
    BzPayMode: '',
    BzL4Metrics: '',
    BzL7Metrics: '',
    ...(settings.get(laterFields) === 'present'
      ? {
          IntVpcId: network.vpcId,
          CurVips: settings.get(currentAddresses) === 'null' ? null : addressesOf(loadBalancer, settings),
        }
      : {}),
  };
}

/** Whether it is being created and its row tells nothing of what it will be. */
export function isBare({ status }: LoadBalancer, settings: Settings): boolean {
  return status === 'CREATING' && settings.get(creatingRow) === 'as-example';
}

function addressesOf({ status, addresses }: LoadBalancer, settings: Settings): string[] {
  if (addresses.length > 0 || status !== 'CREATING') return addresses;
  return settings.get(creatingRow) === 'no-address' ? [] : [''];
}
