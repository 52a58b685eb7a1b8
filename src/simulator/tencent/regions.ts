import type { TopologyProblem } from '../topology-account.js';

/** Short codes and the long ones of the same regions; calls may use either. */
const REGIONS: ReadonlyMap<string, string> = new Map([
  ['gz', 'ap-guangzhou'],
  ['sh', 'ap-shanghai'],
  ['bj', 'ap-beijing'],
  ['cd', 'ap-chengdu'],
  ['cq', 'ap-chongqing'],
  ['hk', 'ap-hongkong'],
  ['sg', 'ap-singapore'],
  ['th', 'ap-bangkok'],
  ['kr', 'ap-seoul'],
  ['jp', 'ap-tokyo'],
  ['de', 'eu-frankfurt'],
  ['in', 'ap-mumbai'],
  ['ca', 'na-toronto'],
  ['usw', 'na-siliconvalley'],
  ['use', 'na-ashburn'],
  ['shjr', 'ap-shanghai-fsi'],
]);

const SHORT: ReadonlyMap<string, string> = new Map([...REGIONS].map(([short, long]) => [long, short]));

/** Of both spellings the one in rows; undefined if it is no region. */
export function toShortRegion(code: string): string | undefined {
  return REGIONS.has(code) ? code : SHORT.get(code);
}

/** Of both spellings the one in the inventory, the log and the simulator's own keys; other text stays as it is. */
export function toLongRegion(code: string): string {
  return REGIONS.get(code) ?? code;
}

/** Codes of a topology that mean the same region as a different one before them. */
export function refuseSpellings(regions: readonly string[]): TopologyProblem[] {
  return regions.flatMap((code, index) => {
    const other = regions
      .slice(0, index)
      .find((before) => before !== code && toLongRegion(before) === toLongRegion(code));
    return other === undefined
      ? []
      : [{ path: ['regions', index], message: `"${code}" is the same region as "${other}"` }];
  });
}
