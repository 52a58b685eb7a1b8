import type { Params } from '../../../src/providers/provider.js';
import type { SignatureMethod } from '../../../src/providers/tencent/signer.js';
import type { WireRequest } from '../../../src/upstream/wire.js';

export interface Vector {
  readonly name: string;
  readonly method: WireRequest['method'];
  readonly host: string;
  readonly key: string;
  /** Every parameter but `Signature`, lists as lists. */
  readonly parameters: Params;
  readonly signatureMethod: SignatureMethod;
  readonly stringToSign: string;
  readonly signature: string;
}

/** The keys that the vendor's pages print. */
const pageKey = 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA';
const pageId = 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA';
/** Those of its SDK's tests. */
export const sdkKey = 'secretKeyBar';
export const sdkId = 'secretIdFoo';

const cvm = 'cvm.api.qcloud.com';
const lb = 'lb.api.qcloud.com';

const page = {
  Action: 'DescribeInstances',
  InstanceIds: ['ins-09dx96dg'],
  Nonce: 11886,
  Region: 'ap-guangzhou',
  SecretId: pageId,
  Timestamp: 1465185768,
};
const sdk = {
  Action: 'DescribeInstances',
  Nonce: '1290303896666895346',
  Region: 'ap-guangzhou',
  SecretId: sdkId,
  Timestamp: 1512393162,
  Version: '2017-03-12',
};
const backends = {
  Action: 'DescribeLoadBalancerBackends',
  Nonce: 345122,
  Region: 'gz',
  SecretId: sdkId,
  Timestamp: 1512393162,
  limit: 100,
  loadBalancerId: 'lb-abcdefgh',
  offset: 0,
};

/** The vendor sheet's vectors, published (A to F) and derived (L1 to L6), in its order. */
export const vectors: readonly Vector[] = [
  {
    name: 'A',
    method: 'GET',
    host: cvm,
    key: pageKey,
    parameters: { ...page, SignatureMethod: 'HmacSHA256' },
    signatureMethod: 'HmacSHA256',
    stringToSign:
      'GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Nonce=11886&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&SignatureMethod=HmacSHA256&Timestamp=1465185768',
    signature: '0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=',
  },
  {
    name: 'B',
    method: 'GET',
    host: cvm,
    key: pageKey,
    parameters: { ...page, SignatureMethod: 'HmacSHA1' },
    signatureMethod: 'HmacSHA1',
    stringToSign:
      'GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Nonce=11886&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&SignatureMethod=HmacSHA1&Timestamp=1465185768',
    signature: 'nPVnY6njQmwQ8ciqbPl5Qe+Oru4=',
  },
  {
    name: 'C',
    method: 'GET',
    host: cvm,
    key: pageKey,
    parameters: {
      Action: 'DescribeInstances',
      Nonce: 345122,
      Region: 'gz',
      SecretId: pageId,
      Timestamp: 1408704141,
    },
    signatureMethod: 'HmacSHA1',
    stringToSign:
      'GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=345122&Region=gz&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&Timestamp=1408704141',
    signature: 'HgIYOPcx5lN6gz8JsCFBNAWp2oQ=',
  },
  {
    name: 'D',
    method: 'POST',
    host: cvm,
    key: sdkKey,
    parameters: { ...sdk, SignatureMethod: 'HmacSHA1' },
    signatureMethod: 'HmacSHA1',
    stringToSign:
      'POSTcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=1290303896666895346&Region=ap-guangzhou&SecretId=secretIdFoo&SignatureMethod=HmacSHA1&Timestamp=1512393162&Version=2017-03-12',
    signature: 'p3n+pxBqF5JGZtDSxoVn5tGngf0=',
  },
  {
    name: 'E',
    method: 'POST',
    host: cvm,
    key: sdkKey,
    parameters: { ...sdk, SignatureMethod: 'HmacSHA256' },
    signatureMethod: 'HmacSHA256',
    stringToSign:
      'POSTcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=1290303896666895346&Region=ap-guangzhou&SecretId=secretIdFoo&SignatureMethod=HmacSHA256&Timestamp=1512393162&Version=2017-03-12',
    signature: 'B2T37FRSP6Fk0/q/cdfrTE0p3zX5ooB/2BPWZUFpsj4=',
  },
  {
    name: 'F',
    method: 'GET',
    host: cvm,
    key: sdkKey,
    parameters: { ...sdk, SignatureMethod: 'HmacSHA1' },
    signatureMethod: 'HmacSHA1',
    stringToSign:
      'GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=1290303896666895346&Region=ap-guangzhou&SecretId=secretIdFoo&SignatureMethod=HmacSHA1&Timestamp=1512393162&Version=2017-03-12',
    signature: '5HAq1BOKNLEE2/uauWnp6Zv9Z3c=',
  },
  {
    name: 'L1',
    method: 'GET',
    host: lb,
    key: sdkKey,
    parameters: { ...backends, SignatureMethod: 'HmacSHA256' },
    signatureMethod: 'HmacSHA256',
    stringToSign:
      'GETlb.api.qcloud.com/v2/index.php?Action=DescribeLoadBalancerBackends&Nonce=345122&Region=gz&SecretId=secretIdFoo&SignatureMethod=HmacSHA256&Timestamp=1512393162&limit=100&loadBalancerId=lb-abcdefgh&offset=0',
    signature: '0nYepm4fjlcl5KCfmy+yOcyFR0ZumPx2V4nADnAzJmE=',
  },
  {
    name: 'L2',
    method: 'POST',
    host: lb,
    key: sdkKey,
    parameters: { ...backends, SignatureMethod: 'HmacSHA256' },
    signatureMethod: 'HmacSHA256',
    stringToSign:
      'POSTlb.api.qcloud.com/v2/index.php?Action=DescribeLoadBalancerBackends&Nonce=345122&Region=gz&SecretId=secretIdFoo&SignatureMethod=HmacSHA256&Timestamp=1512393162&limit=100&loadBalancerId=lb-abcdefgh&offset=0',
    signature: 'FhNENw5qoTc5BRPzPkpW5F4uRr9uez+kt6LJtwdFsa8=',
  },
  {
    name: 'L3',
    method: 'GET',
    host: lb,
    key: sdkKey,
    parameters: backends,
    signatureMethod: 'HmacSHA1',
    stringToSign:
      'GETlb.api.qcloud.com/v2/index.php?Action=DescribeLoadBalancerBackends&Nonce=345122&Region=gz&SecretId=secretIdFoo&Timestamp=1512393162&limit=100&loadBalancerId=lb-abcdefgh&offset=0',
    signature: 'L8WgkQwUKNqMVkI+AsEcYbFVSFU=',
  },
  {
    name: 'L4',
    method: 'GET',
    host: lb,
    key: sdkKey,
    parameters: {
      Action: 'DescribeLBHealthStatus',
      Nonce: 11886,
      Region: 'bj',
      SecretId: sdkId,
      Timestamp: 1512393162,
      listenerId: 'lbl-6hkiqc6c',
      loadBalancerId: 'lb-byhpduqt',
    },
    signatureMethod: 'HmacSHA1',
    stringToSign:
      'GETlb.api.qcloud.com/v2/index.php?Action=DescribeLBHealthStatus&Nonce=11886&Region=bj&SecretId=secretIdFoo&Timestamp=1512393162&listenerId=lbl-6hkiqc6c&loadBalancerId=lb-byhpduqt',
    signature: 'Zf2yrmmad/ecRnu+oUei1XERfKE=',
  },
  {
    name: 'L5',
    method: 'GET',
    host: lb,
    key: sdkKey,
    parameters: {
      Action: 'DescribeLoadBalancers',
      Nonce: 7,
      Region: 'ap-guangzhou',
      SecretId: sdkId,
      SignatureMethod: 'HmacSHA256',
      Timestamp: 1512393162,
      forward: -1,
      loadBalancerIds: Array.from({ length: 11 }, (_, at) => `lb-${String(at).padStart(8, '0')}`),
      loadBalancerName: 'web 测试_1',
    },
    signatureMethod: 'HmacSHA256',
    stringToSign:
      'GETlb.api.qcloud.com/v2/index.php?Action=DescribeLoadBalancers&Nonce=7&Region=ap-guangzhou&SecretId=secretIdFoo&SignatureMethod=HmacSHA256&Timestamp=1512393162&forward=-1&loadBalancerIds.0=lb-00000000&loadBalancerIds.1=lb-00000001&loadBalancerIds.10=lb-00000010&loadBalancerIds.2=lb-00000002&loadBalancerIds.3=lb-00000003&loadBalancerIds.4=lb-00000004&loadBalancerIds.5=lb-00000005&loadBalancerIds.6=lb-00000006&loadBalancerIds.7=lb-00000007&loadBalancerIds.8=lb-00000008&loadBalancerIds.9=lb-00000009&loadBalancerName=web 测试_1',
    signature: 'HJfEfi5lXcw3z5fegFbkeskXxI3LLzaT7rkYVXU/XYw=',
  },
  {
    name: 'L6',
    method: 'POST',
    host: lb,
    key: sdkKey,
    parameters: {
      Action: 'DescribeForwardLBHealthStatus',
      Nonce: 11886,
      Region: 'bj',
      SecretId: sdkId,
      SignatureMethod: 'HmacSHA256',
      Timestamp: 1512393162,
      Token: 'tok/en+1=',
      loadBalancerIds: ['lb-aaaaaaaa', 'lb-bbbbbbbb'],
    },
    signatureMethod: 'HmacSHA256',
    stringToSign:
      'POSTlb.api.qcloud.com/v2/index.php?Action=DescribeForwardLBHealthStatus&Nonce=11886&Region=bj&SecretId=secretIdFoo&SignatureMethod=HmacSHA256&Timestamp=1512393162&Token=tok/en+1=&loadBalancerIds.0=lb-aaaaaaaa&loadBalancerIds.1=lb-bbbbbbbb',
    signature: 'Q88UAwMTPqVriUDkFtzXa++7vKEOox6LMn5mkmX4kyM=',
  },
];
