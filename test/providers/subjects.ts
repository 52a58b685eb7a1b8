import { qingcloud } from '../../src/providers/qingcloud/definition.js';
import { zenlayerBmc } from '../../src/providers/zenlayer/definition.js';
import { qingcloud as qingcloudTwin } from '../../src/simulator/qingcloud/qingcloud.js';
import { zenlayer as zenlayerTwin } from '../../src/simulator/zenlayer/zenlayer.js';
import type { ConformanceSubject } from './conformance.js';

/** Every registered provider with its twin; a provider with options in each way that changes what it asks. */
export const subjects: Readonly<Record<string, ConformanceSubject>> = {
  QINGCLOUD: {
    definition: qingcloud,
    vendor: qingcloudTwin,
    account: { api: 'v1', regions: ['pek3'], routers: 1 },
  },
  ZENLAYER_BMC: {
    definition: zenlayerBmc,
    vendor: zenlayerTwin,
    account: { api: 'v2', regions: ['HKG-A', 'SEL-A'] },
  },
  'ZENLAYER_BMC, embedded lists trusted': {
    definition: zenlayerBmc,
    vendor: zenlayerTwin,
    account: { api: 'v2', regions: ['HKG-A'] },
    options: { embedded: 'trust' },
  },
};
