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

/** That of the account's regions which the code means, in the account's own spelling. */
export function findRegion(code: string, regions: readonly string[]): string | undefined {
  const short = toShortRegion(code);
  return regions.find(
    (region) => region === code || (short !== undefined && toShortRegion(region) === short),
  );
}

export function toLongRegion(code: string): string {
  return REGIONS.get(code) ?? code;
}
