/**
 * `vendorFields` per object: each field that the sheet's object table lists, less those that a field of the
 * schema already gives (ids, names, status, addresses, ports, times with a schema field).
 */
export const loadBalancerVendorFields: readonly string[] = [
  'specName',
  'chargeType',
  'period',
  'expiredTime',
  'resourceGroupId',
  'resourceGroupName',
  'masterIp',
  'backupIp',
  'ipType',
  'bandwidth',
  'isWorking',
];

/** `createTime` is here because a Listener has no `createdAt`. */
export const listenerVendorFields: readonly string[] = ['backendProtocol', 'kind', 'notify', 'createTime'];

export const backendVendorFields: readonly string[] = ['instanceName', 'instanceType'];

/** `tags` is here because an Instance has no `tags`. */
export const bareMetalVendorFields: readonly string[] = [
  'hostname',
  'subnetIds',
  'instanceTypeId',
  'instanceType',
  'imageId',
  'imageName',
  'ipxeUrl',
  'instanceChargeType',
  'bandwidthOutMbps',
  'internetChargeType',
  'period',
  'expiredTime',
  'resourceGroupId',
  'resourceGroupName',
  'trafficPackageSize',
  'raidConfig',
  'partitions',
  'nic',
  'autoRenew',
  'enableGatewayMode',
  'keyId',
  'tags',
];

export const virtualMachineVendorFields: readonly string[] = [
  'instanceType',
  'cpuCount',
  'memory',
  'imageId',
  'imageName',
  'subnetId',
  'expiredTime',
  'resourceGroupId',
  'resourceGroupName',
];
