/**
 * "Common request parameters": the short region codes of older pages, and the long name that each has today. Which pairs
 * belong together the vendor does not say; both forms are accepted by its hosts.
 */
export const longRegions: Readonly<Record<string, string>> = {
  bj: 'ap-beijing',
  ca: 'na-toronto',
  cd: 'ap-chengdu',
  cq: 'ap-chongqing',
  de: 'eu-frankfurt',
  gz: 'ap-guangzhou',
  hk: 'ap-hongkong',
  in: 'ap-mumbai',
  jp: 'ap-tokyo',
  kr: 'ap-seoul',
  sg: 'ap-singapore',
  sh: 'ap-shanghai',
  shjr: 'ap-shanghai-fsi',
  th: 'ap-bangkok',
  use: 'na-ashburn',
  usw: 'na-siliconvalley',
};

/** The long name of a short code; anything else, long names included, as it is. */
export function toLongRegion(code: string): string {
  return Object.hasOwn(longRegions, code) ? (longRegions[code] ?? code) : code;
}

/** How regions are written in the configuration: by either name; inside, and in every id, always by the long one. */
export const regionName = {
  pattern: /^[a-z]+(-[a-z]+)*$/,
  otherwise: 'Write a region by its long name, such as ap-guangzhou, or by its short code, such as gz.',
  canonical: toLongRegion,
} as const;
