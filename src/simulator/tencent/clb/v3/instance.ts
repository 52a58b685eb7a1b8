import type { InventoryInstance, VendorFields } from '../../../inventory.js';
import type { Settings } from '../../../settings.js';
import type { WireRow } from '../../../vendor.js';
import { chargeType, instanceFilters, toModernRow, zoneOf } from '../instance-2017.js';
import type { Instance } from '../records.js';
import { basicNetwork } from './load-balancer.js';
import { networkOf } from './made-up.js';

/** A machine's state by the number that API 2.0 has for it: where that says more, 3.0 calls the machine running. */
const STATES: readonly (readonly [InventoryInstance['status'], string, readonly number[]])[] = [
  ['FAILED', 'LAUNCH_FAILED', [1]],
  ['RUNNING', 'RUNNING', [2, 10, 11, 12, 13, 14, 19, 21]],
  ['PENDING', 'PENDING', [3]],
  ['STOPPED', 'STOPPED', [4]],
  ['TERMINATED', 'SHUTDOWN', [5]],
  ['TERMINATED', 'TERMINATING', [6]],
  ['REBOOTING', 'REBOOTING', [7]],
  ['STARTING', 'STARTING', [8]],
  ['STOPPING', 'STOPPING', [9]],
];
/** For a number that no table knows, a word that no table knows. */
const ODD_STATE = ['UNKNOWN', 'TRANSFERRING'] as const;

/** Status and vendor's value. */
export function stateOf({ vendorStatus }: Instance): readonly [InventoryInstance['status'], string] {
  const [status, state] = STATES.find(([, , numbers]) => numbers.includes(Number(vendorStatus))) ?? ODD_STATE;
  return [status, state];
}

export function toInstanceRow(row: Instance, settings: Settings): WireRow {
  const { InstanceId, InstanceName, PrivateIpAddresses, CreatedTime } = toModernRow(row);
  return {
    InstanceId,
    InstanceName,
    InstanceState: stateOf(row)[1],
    PrivateIpAddresses,
    PublicIpAddresses:
      row.publicAddresses.length === 0 && row.wire.noAddress === 'absent' ? null : row.publicAddresses,
    CreatedTime,
    LoginSettings: { KeyIds: null },
    ...instanceFields(row, settings),
  };
}

/** What a row tells besides fields of the schema, and besides how to log in. */
export function instanceFields(row: Instance, settings: Settings): VendorFields {
  const { vendorFields: fields } = row;
  const { InstanceType, CPU, Memory, ImageId } = toModernRow(row);
  const network = networkOf(row);
  const prepaid = chargeType(row) === 'PREPAID';
  return {
    Placement: { Zone: zoneOf(row), ProjectId: fields['projectId'], HostId: null },
    InstanceType,
    CPU,
    Memory,
    RestrictState: 'NORMAL',
    InstanceChargeType: chargeType(row),
    SystemDisk: { DiskType: 'CLOUD_PREMIUM', DiskId: diskOf(row), DiskSize: 50 },
    DataDisks: [],
    InternetAccessible: {
      InternetChargeType: 'TRAFFIC_POSTPAID_BY_HOUR',
      InternetMaxBandwidthOut: fields['bandwidth'],
    },
    VirtualPrivateCloud: {
      VpcId: network?.id ?? basicNetwork(settings),
      SubnetId: network?.subnet ?? basicNetwork(settings),
      AsVpcGateway: false,
    },
    ImageId,
    RenewFlag: prepaid ? 'NOTIFY_AND_MANUAL_RENEW' : null,
    ExpiredTime: null,
    OsName: fields['os'],
    SecurityGroupIds: [],
    Tags: [],
    StopChargingMode: 'NOT_APPLICABLE',
    Uuid: fields['uuid'],
    LatestOperation: null,
    LatestOperationState: null,
    LatestOperationRequestId: null,
    LatestOperationErrorMsg: null,
    DisasterRecoverGroupId: '',
    DisasterRecoverGroupIds: [],
    IPv6Addresses: null,
    PublicIPv6Addresses: [],
    CamRoleName: '',
    HpcClusterId: '',
    RdmaIpAddresses: null,
    DedicatedClusterId: '',
    IsolatedSource: 'NOTISOLATED',
    LicenseType: 'TencentCloud',
    DisableApiTermination: false,
    DefaultLoginUser: 'root',
    DefaultLoginPort: 22,
    EnableJumboFrame: false,
  };
}

function diskOf({ vendorFields: { diskInfo } }: Instance): unknown {
  return typeof diskInfo === 'object' && diskInfo !== null && 'rootId' in diskInfo ? diskInfo.rootId : null;
}

/** Each filter of DescribeInstances, and the values that a machine has for it; times are compared elsewhere. */
export const modernInstanceFilters: Readonly<Record<string, (row: Instance) => readonly unknown[]>> = {
  ...instanceFilters,
  'dedicated-cluster-id': () => [],
  'vpc-id': (row) => [networkOf(row)?.id],
  'subnet-id': (row) => [networkOf(row)?.subnet],
  uuid: (row) => [row.vendorFields['uuid']],
  'security-group-id': () => [],
  'instance-state': (row) => [stateOf(row)[1]],
  'ipv6-address': () => [],
  'tag-key': () => [],
  'tag-value': () => [],
};
