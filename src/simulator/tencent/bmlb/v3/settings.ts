import type { SettingDefinition } from '../../../settings.js';

export const unknownLoadBalancer = 'tencent-bmlb-v3.unknown-load-balancer';
export const unknownParent = 'tencent-bmlb-v3.unknown-parent';
export const creatingRow = 'tencent-bmlb-v3.creating-row';
export const laterFields = 'tencent-bmlb-v3.later-fields';
export const currentAddresses = 'tencent-bmlb-v3.current-addresses';
export const virtualFields = 'tencent-bmlb-v3.virtual-fields';
export const treeCheckDomain = 'tencent-bmlb-v3.tree-check-domain';
export const allBackends = 'tencent-bmlb-v3.all-backends';
export const trashedMachines = 'tencent-bmlb-v3.trashed-machines';
export const machineTotal = 'tencent-bmlb-v3.machine-total';

const row = (
  name: string,
  values: readonly [string, ...string[]],
  section: string,
  meaning: string,
): SettingDefinition => ({ name, values, sheet: `tencent-bmlb-v2 ${section}`, meaning });

/** What API 3.0 leaves open besides what it leaves open as API 2.0 does, which is one setting for both. */
export const modernOwnSettings: readonly SettingDefinition[] = [
  row(
    unknownLoadBalancer,
    ['ResourceNotFound', 'InvalidParameter', 'empty'],
    '12, 13',
    'what an unknown load balancer gives in a 3.0 call where one is named',
  ),
  row(
    unknownParent,
    ['ResourceNotFound', 'InvalidParameter', 'empty'],
    '12, 13',
    'what an unknown listener, domain or location gives in a 3.0 call where one is named',
  ),
  row(
    creatingRow,
    ['as-example', 'empty-address', 'no-address'],
    '4, 12',
    'the row of a load balancer that is being created in 3.0: as in the example without type, domain and network either, or only without an address',
  ),
  row(
    laterFields,
    ['present', 'absent'],
    '12',
    'whether 3.0 rows have the fields that the declarations have and the older examples lack',
  ),
  row(
    currentAddresses,
    ['present', 'null'],
    '12',
    '`CurVips` of a load balancer in 3.0, which is declared as possibly null',
  ),
  row(
    virtualFields,
    ['empty', 'absent'],
    '6.1, 10.2',
    'the fields of a machine in the 3.0 row of a virtual machine',
  ),
  row(
    treeCheckDomain,
    ['present', 'empty'],
    '5.3, 12',
    '`HttpCheckDomain` of locations in DescribeL7ListenerInfo: as in DescribeL7Rules, or empty as in its own example',
  ),
  row(
    allBackends,
    ['as-example', 'whole'],
    '6.2, 12',
    'rows of DescribeL7Backends with QueryType=all: without weight and health and with addresses for ids, or as without it',
  ),
  row(
    trashedMachines,
    ['absent', 'present'],
    '8.2, 12',
    'whether machines in the recycle bin, for which 3.0 has no call, stand in DescribeDevices',
  ),
  row(
    machineTotal,
    ['matches', 'page'],
    '12',
    '`TotalCount` of DescribeDevices, declared as a "returned number": of all machines that match, or of the rows of this page',
  ),
];
