import { qingcloud } from './qingcloud/qingcloud.js';
import { tencentBmlb } from './tencent/bmlb/tencent-bmlb.js';
import { tencentClb } from './tencent/clb/tencent-clb.js';
import type { Vendor } from './vendor.js';
import { zenlayerBmc } from './zenlayer/bmc/zenlayer-bmc.js';
import { zenlayerZlb } from './zenlayer/zlb/zenlayer-zlb.js';

/**
 * Every simulated vendor product, one line each; a request that two would claim goes to the first: the last one claims
 * whatever comes on the path that it shares.
 */
export const vendors: readonly Vendor[] = Object.freeze([
  qingcloud,
  zenlayerBmc,
  zenlayerZlb,
  tencentBmlb,
  tencentClb,
]);
