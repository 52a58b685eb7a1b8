import type { SettingDefinition } from '../../../settings.js';

export const unknownId = 'tencent-clb-v3.unknown-id';
export const unknownParent = 'tencent-clb-v3.unknown-parent';
export const otherKind = 'tencent-clb-v3.other-kind';
export const classicHealth = 'tencent-clb-v3.classic-in-target-health';
export const uncheckedHealth = 'tencent-clb-v3.unchecked-health';
export const healthDetail = 'tencent-clb-v3.health-detail';
export const streamLocation = 'tencent-clb-v3.l4-health-location';
export const interfaceTarget = 'tencent-clb-v3.interface-target-id';
export const targetCase = 'tencent-clb-v3.target-type-case';
export const emptyLists = 'tencent-clb-v3.empty-lists';
export const domainField = 'tencent-clb-v3.domain-field';
export const noNetwork = 'tencent-clb-v3.no-network';
export const protocolCase = 'tencent-clb-v3.classic-protocol-case';
export const reverseKinds = 'tencent-clb-v3.reverse-kinds';

/** What the documentation of CLB's API 3.0 leaves open. */
export const modernClbSettings: readonly SettingDefinition[] = [
  {
    name: unknownId,
    values: ['omit', 'refuse'],
    sheet: 'tencent-clb-v2 11, 13',
    meaning: 'unknown ids in lists of ids of 3.0 calls: left out, or refused',
  },
  {
    name: unknownParent,
    values: ['InvalidParameter.LBIdNotFound', 'ResourceNotFound', 'empty'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'what an unknown LoadBalancerId gives',
  },
  {
    name: otherKind,
    values: ['InvalidParameter.LBIdNotFound', 'InvalidParameter', 'empty'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'what a classic 3.0 call for an application load balancer gives, and the other way round',
  },
  {
    name: classicHealth,
    values: ['omit', 'InvalidParameter'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'what DescribeTargetHealth gives for the classic load balancers that it does not support',
  },
  {
    name: uncheckedHealth,
    values: ['Close-false', 'Close-true', 'absent'],
    sheet: 'tencent-clb-v2 11',
    meaning:
      'DescribeTargetHealth where checks are off: the detail Close with HealthStatus false or true, or no row',
  },
  {
    name: healthDetail,
    values: ['HealthStatusDetail', 'both', 'HealthStatusDetial'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'under which name DescribeTargetHealth tells the detail; the misspelt one is deprecated',
  },
  {
    name: streamLocation,
    values: ['id', 'empty', 'null'],
    sheet: 'tencent-clb-v2 11',
    meaning: "LocationId of the rule that stands for a layer-4 listener: an id as in the vendor's example",
  },
  {
    name: interfaceTarget,
    values: ['empty', 'interface', 'absent'],
    sheet: 'tencent-clb-v2 11',
    meaning:
      'InstanceId and TargetId where only an interface is told: "", the id of the interface, or no key',
  },
  {
    name: targetCase,
    values: ['upper', 'lower'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'whether Type of a target is CVM and ENI, or cvm and eni',
  },
  {
    name: emptyLists,
    values: ['null', 'empty'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'lists that an object of its kind does not have, such as Rules in layer 4',
  },
  {
    name: domainField,
    values: ['both', 'LoadBalancerDomain'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'whether Domain, which is being retired, is still filled beside LoadBalancerDomain',
  },
  {
    name: noNetwork,
    values: ['empty', '0'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'VpcId of a load balancer or machine in the basic network',
  },
  {
    name: protocolCase,
    values: ['upper', 'lower'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'the case of Protocol in rows of classic load balancers',
  },
  {
    name: reverseKinds,
    values: ['application', 'all'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'whether DescribeLBListeners tells of classic load balancers too',
  },
];
