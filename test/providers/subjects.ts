import { qingcloud } from '../../src/providers/qingcloud/definition.js';
import { tencentBmlb } from '../../src/providers/tencent/bmlb/definition.js';
import { tencentClb } from '../../src/providers/tencent/clb/definition.js';
import { zenlayerBmc } from '../../src/providers/zenlayer/bmc/definition.js';
import { zenlayerZlb } from '../../src/providers/zenlayer/zlb/definition.js';
import { qingcloud as qingcloudTwin } from '../../src/simulator/qingcloud/qingcloud.js';
import { tencentBmlb as tencentBmlbTwin } from '../../src/simulator/tencent/bmlb/tencent-bmlb.js';
import { tencentClb as tencentClbTwin } from '../../src/simulator/tencent/clb/tencent-clb.js';
import { zenlayerBmc as zenlayerTwin } from '../../src/simulator/zenlayer/bmc/zenlayer-bmc.js';
import { zenlayerZlb as zenlayerZlbTwin } from '../../src/simulator/zenlayer/zlb/zenlayer-zlb.js';
import type { ConformanceSubject } from './conformance.js';

/** Every registered provider with its twin. */
export const subjects: Readonly<Record<string, ConformanceSubject>> = {
  QINGCLOUD: {
    definition: qingcloud,
    vendor: qingcloudTwin,
    account: { api: 'v1', regions: ['pek3'], routers: 1 },
  },
  TENCENT_BMLB: {
    definition: tencentBmlb,
    vendor: tencentBmlbTwin,
    account: { api: 'v2', regions: ['ap-guangzhou'], rulesPerL7Listener: 3 },
    shape: ({ backends }) => (backends === 0 ? {} : { l7Listeners: 4, vmIps: 5 }),
    namesParents: false,
  },
  'TENCENT_CLB, edition of 2018': {
    definition: tencentClb,
    vendor: tencentClbTwin,
    account: { api: 'v2', regions: ['ap-guangzhou'], profile: 'cn-2018' },
    shape: ({ loadBalancers, backends }) => {
      const application = Math.floor(loadBalancers / 2);
      const l7Listeners = backends === 0 ? 0 : application;
      return { application, l7Listeners, rulesPerL7Listener: 2 };
    },
    namesParents: false,
  },
  ZENLAYER_BMC: {
    definition: zenlayerBmc,
    vendor: zenlayerTwin,
    account: { api: 'v2', regions: ['HKG-A', 'SEL-A'] },
  },
  ZENLAYER_ZLB: {
    definition: zenlayerZlb,
    vendor: zenlayerZlbTwin,
    account: { api: 'v2', regions: ['asia-east-1', 'asia-southeast-1'] },
    namesParents: false,
  },
};

/** Further editions, and options that change what is asked. */
export const furtherSubjects: Readonly<Record<string, ConformanceSubject>> = {
  'TENCENT_CLB, edition of 2014': {
    definition: tencentClb,
    vendor: tencentClbTwin,
    account: { api: 'v2', regions: ['ap-guangzhou'], profile: 'cn-2014' },
    namesParents: false,
  },
  'TENCENT_CLB, API 3.0': {
    definition: tencentClb,
    vendor: tencentClbTwin,
    account: { api: 'v3', regions: ['ap-guangzhou'] },
    shape: ({ loadBalancers, backends }) => {
      const application = Math.floor(loadBalancers / 2);
      const l7Listeners = backends === 0 ? 0 : application;
      return { application, l7Listeners, rulesPerL7Listener: 2 };
    },
    namesParents: false,
  },
  'TENCENT_BMLB, API 3.0': {
    definition: tencentBmlb,
    vendor: tencentBmlbTwin,
    account: { api: 'v3', regions: ['ap-guangzhou'], rulesPerL7Listener: 3 },
    shape: ({ backends }) => (backends === 0 ? {} : { l7Listeners: 4, vmIps: 5 }),
    namesParents: false,
  },
  'ZENLAYER_BMC, embedded lists trusted': {
    definition: zenlayerBmc,
    vendor: zenlayerTwin,
    account: { api: 'v2', regions: ['HKG-A'] },
    options: { embedded: 'trust' },
  },
};
