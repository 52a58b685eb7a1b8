import type { Formula, ProviderName } from './maxima.js';
import { qingcloud } from './formulas/qingcloud.js';
import { tencentBmlb } from './formulas/tencent-bmlb.js';
import { tencentClb } from './formulas/tencent-clb.js';
import { zenlayer } from './formulas/zenlayer.js';
import { zenlayerZlb } from './formulas/zenlayer-zlb.js';

export const formulas: Readonly<Record<ProviderName, Formula>> = {
  QINGCLOUD: qingcloud,
  ZENLAYER_BMC: zenlayer,
  ZENLAYER_ZLB: zenlayerZlb,
  TENCENT_CLB: tencentClb,
  TENCENT_BMLB: tencentBmlb,
};
