/**
 * `vendorFields` per object: each field that the sheet's tables and examples list, less those that a field of the
 * schema already gives (names, status, addresses, ports, weights, persistence, checks, times with a schema field).
 * `loadBalancerId`, `listenerId` and `instanceId` are here because in old editions they are further ids.
 */
export const loadBalancerVendorFields: readonly string[] = [
  'loadBalancerId',
  'loadBalancerType',
  'forward',
  'statusTime',
  'sessionExpire',
  'projectId',
  'vpcId',
  'subnetId',
  'openBgp',
  'snat',
  'isolation',
  'log',
];

export const classicListenerVendorFields: readonly string[] = [
  'listenerId',
  'instancePort',
  'httpCode',
  'SSLMode',
  'certId',
  'certCaId',
];

/** `addTimestamp` is here because a Listener has no `createdAt`. */
export const forwardListenerVendorFields: readonly string[] = [
  'protocolType',
  'addTimestamp',
  'SSLMode',
  'certId',
  'certCaId',
];

export const classicBackendVendorFields: readonly string[] = ['instanceId'];
export const forwardBackendVendorFields: readonly string[] = ['uniqEniId', 'targetType'];

export const instanceVendorFields: readonly string[] = [
  'instanceId',
  'uuid',
  'deviceClass',
  'os',
  'unImgId',
  'imageId',
  'imageType',
  'zoneId',
  'zoneName',
  'Region',
  'cpu',
  'mem',
  'bandwidth',
  'projectId',
  'statusTime',
  'deadlineTime',
  'autoRenew',
  'cvmPayMode',
  'networkPayMode',
  'vpcId',
  'subnetId',
  'isVpcGateway',
  'diskInfo',
];
