import { ROW_ORDERS } from '../../row-order.js';
import type { SettingDefinition } from '../../settings.js';

export const idsMaximum = 'tencent-bmlb.ids-maximum';
export const idPaging = 'tencent-bmlb.id-paging';
export const locationPage = 'tencent-bmlb.location-page';
export const unknownParent = 'tencent-bmlb.unknown-parent';
export const unknownLoadBalancer = 'tencent-bmlb.unknown-load-balancer';
export const outerCode = 'tencent-bmlb.outer-code';
export const missingResource = 'tencent-bmlb.missing-resource';
export const nameFilter = 'tencent-bmlb.name-filter';
export const listenerSearch = 'tencent-bmlb.listener-search';
export const searchedTree = 'tencent-bmlb.searched-tree';
export const unfoldedTree = 'tencent-bmlb.unfolded-tree';
export const treeCheckDomain = 'tencent-bmlb.tree-check-domain';
export const treeBindType = 'tencent-bmlb.tree-bind-type';
export const bindNetwork = 'tencent-bmlb.bind-network';
export const bindListenerName = 'tencent-bmlb.bind-listener-name';
export const exampleTotals = 'tencent-bmlb.example-totals';
export const uncheckedHealth = 'tencent-bmlb.unchecked-health';
export const hostedBackends = 'tencent-bmlb.hosted-backends';
export const addressFilter = 'tencent-bmlb.address-filter';
export const virtualFields = 'tencent-bmlb.virtual-fields';
export const backendNumbers = 'tencent-bmlb.backend-numbers';
export const creatingRow = 'tencent-bmlb.creating-row';
export const internalDomain = 'tencent-bmlb.internal-domain';
export const ipProtocolType = 'tencent-bmlb.ip-protocol-type';
export const customChecks = 'tencent-bmlb.custom-checks';
export const machineNumbers = 'tencent-bmlb.machine-numbers';
export const machineExtras = 'tencent-bmlb.machine-extras';
export const rowOrder = 'tencent-bmlb.row-order';

const row = (
  name: string,
  values: readonly [string, ...string[]],
  section: string,
  meaning: string,
): SettingDefinition => ({ name, values, sheet: `tencent-bmlb-v2 ${section}`, meaning });

/** The product's own; those that it has in common with others stand beside them. */
export const ownSettings: readonly SettingDefinition[] = [
  row(
    idsMaximum,
    ['none', '100', '20'],
    '3, 13',
    'how many ids one call of either dialect may name; more are refused with 9003 or 10001, or as a wrong value in 3.0',
  ),
  row(
    idPaging,
    ['paged', 'whole'],
    '8.1',
    'whether offset and limit, and so their defaults, hold where ids are named',
  ),
  row(
    locationPage,
    ['all', '20', '100'],
    '6.2, 13',
    'how many rows DescribeBmLocationBackends gives without limit',
  ),
  row(
    unknownParent,
    ['9003', 'empty'],
    '6.1, 13',
    'what an unknown listener, domain or location gives where one is named',
  ),
  row(
    unknownLoadBalancer,
    ['11041', 'empty'],
    '5.2, 13',
    'what an unknown load balancer gives in the calls whose pages do not list 11041',
  ),
  row(
    outerCode,
    ['public', 'module'],
    '9, 13',
    'whether `code` is a public code with the module code inside `message`, or the module code',
  ),
  row(
    missingResource,
    ['5000', '4000'],
    '9, 13',
    'the public code around 11041, whose name is both of a parameter and of something that does not exist',
  ),
  row(nameFilter, ['exact', 'fuzzy'], '4', 'how loadBalancerName matches'),
  row(
    listenerSearch,
    ['and', 'or'],
    '5.1',
    'how searchKey and instanceIds combine in DescribeBmListenerInfo and DescribeBmForwardListenerInfo, and in their 3.0 forms',
  ),
  row(
    searchedTree,
    ['whole', 'pruned'],
    '5.3, 13',
    'whether instanceIds only selects listeners, or also leaves out what of their rules and backends does not match',
  ),
  row(
    unfoldedTree,
    ['absent', 'empty'],
    '5.3',
    '`rsList` of DescribeBmForwardListenerInfo without ifGetRsInfo=1, and `BackendSet` of its 3.0 form',
  ),
  row(
    treeCheckDomain,
    ['present', 'absent'],
    '5.3',
    'whether locations in DescribeBmForwardListenerInfo carry `httpCheckDomain`, as in the table, or not, as in the example',
  ),
  row(
    treeBindType,
    ['present', 'absent'],
    '5.3',
    'whether backends in DescribeBmForwardListenerInfo carry `bindType`, as in the table, or not, as in the example',
  ),
  row(bindNetwork, ['9003', 'all'], '7, 13', 'what DescribeBmBindInfo gives without vpcId and unVpcId'),
  row(
    bindListenerName,
    ['absent', 'present'],
    '7',
    'whether listeners in DescribeBmBindInfo carry `listenerName`, as in the table',
  ),
  row(
    exampleTotals,
    ['present', 'absent'],
    '3, 10.4',
    '`totalCount` of the calls where only the example has it',
  ),
  row(
    uncheckedHealth,
    ['empty', 'Alive', 'Dead', 'absent'],
    '6.1, 13',
    '`status` of a backend whose health is not checked',
  ),
  row(
    hostedBackends,
    ['never', 'present'],
    '8.2, 13',
    'whether colocated machines (bindType 2) stand among the backends',
  ),
  row(
    addressFilter,
    ['matches', 'nothing'],
    '6.1',
    "what the address of a virtual machine in a backend filter's instanceId finds",
  ),
  row(
    virtualFields,
    ['absent', 'empty'],
    '6.1, 10.2',
    'the fields of a machine in the row of a virtual machine',
  ),
  row(
    backendNumbers,
    ['number', 'string'],
    '6.1, 10.1',
    "numbers of DescribeBmL4ListenerBackends: as in the page's real sample, or quoted as in its template",
  ),
  row(
    creatingRow,
    ['empty-address', 'empty-address-and-type', 'no-address'],
    '4',
    'the addresses and type of a load balancer that is being created',
  ),
  row(internalDomain, ['empty', 'absent'], '4', '`domain` of an internal load balancer'),
  row(ipProtocolType, ['present', 'absent'], '4', 'whether load balancers carry `ipProtocolType`'),
  row(
    customChecks,
    ['present', 'absent'],
    '5.1, 10.12',
    'whether DescribeBmListeners has the six fields of custom checks',
  ),
  row(
    machineNumbers,
    ['string', 'number'],
    '1.8, 8.1',
    'numbers of machines: as on the wire, or as in the table',
  ),
  row(
    machineExtras,
    ['present', 'absent'],
    '8.1',
    'whether machines carry the fields that only the example has',
  ),
  row(rowOrder, ROW_ORDERS, '4, 10', 'the order of rows, which no page tells'),
];
