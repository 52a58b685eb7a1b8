import type { ProviderDefinition } from './provider.js';
import { qingcloud } from './qingcloud/definition.js';
import { tencentBmlb } from './tencent/bmlb/definition.js';
import { tencentClb } from './tencent/clb/definition.js';
import { zenlayerBmc } from './zenlayer/bmc/definition.js';
import { zenlayerZlb } from './zenlayer/zlb/definition.js';

/** Every provider, one line each, by the alphabet: nothing depends on the order. */
export const providers: readonly ProviderDefinition[] = Object.freeze([
  qingcloud,
  tencentBmlb,
  tencentClb,
  zenlayerBmc,
  zenlayerZlb,
]);
