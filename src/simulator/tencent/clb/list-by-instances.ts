import type { WireRow } from '../../vendor.js';
import { readList } from '../parameters.js';
import { isRefusal, readPage, type Action } from './action.js';
import { addressField, targetId } from './backend.js';
import { backendsOf } from './fleet-index.js';
import { toLoadBalancerRow } from './load-balancer.js';
import type { Instance, LoadBalancer } from './records.js';

const FIELDS: readonly string[] = [
  'loadBalancerId',
  'unLoadBalancerId',
  'loadBalancerName',
  'loadBalancerType',
  'domain',
  'loadBalancerVips',
  'status',
  'createTime',
  'sessionExpire',
  'vpcId',
  'subnetId',
  'projectId',
];

/** DescribeLoadBalancersByInstances: one row for each load balancer and machine bound behind it. */
export const listByInstances: Action = {
  host: 'lb.api.qcloud.com',
  parameters: ['backendIps.n', 'backendInstanceName', 'offset', 'limit'],
  select(query) {
    const { parameters, fleet, index, edition } = query;
    const page = readPage(query);
    if (isRefusal(page)) return page;
    const ips = readList(parameters, 'backendIps');
    const name = parameters.get('backendInstanceName');
    const isWanted = ({ privateAddresses, publicAddresses, name: own }: Instance): boolean =>
      (ips.length === 0 || [...privateAddresses, ...publicAddresses].some((ip) => ips.includes(ip))) &&
      (name === undefined || (own ?? '') === name);
    const pairs = fleet.loadBalancers.flatMap((owner): [LoadBalancer, Instance][] =>
      [...new Set(backendsOf(owner).map(targetId))].flatMap((id): [LoadBalancer, Instance][] => {
        const machine = index.machines.get(id);
        return machine && isWanted(machine) ? [[owner, machine]] : [];
      }),
    );
    const { offset, limit } = page;
    const toRow = ([owner, machine]: [LoadBalancer, Instance]): WireRow => {
      const shown = Object.entries(toLoadBalancerRow(owner, edition));
      const { wanIpSet } = addressField(machine);
      return {
        ...Object.fromEntries(shown.filter(([field]) => FIELDS.includes(field))),
        instanceId: machine.wire.legacyId,
        unInstanceId: machine.vendorId,
        instanceName: machine.name ?? machine.wire.emptyName,
        backendLanIp: machine.privateAddresses[0] ?? '',
        ...(wanIpSet === undefined ? {} : { backendWanIpSet: wanIpSet }),
      };
    };
    return {
      kind: 'rows',
      rows: pairs.slice(offset, offset + limit).map(toRow),
      total: pairs.length,
      traits: {
        id: 'unLoadBalancerId',
        parent: 'unInstanceId',
        enumerated: 'status',
        optional: 'loadBalancerName',
      },
      narrowed: ips.length > 0 || name !== undefined,
      wrap: (loadBalancerSet, totalCount) => ({ loadBalancerSet, totalCount }),
    };
  },
};
