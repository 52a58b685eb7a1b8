const LONG: Readonly<Record<string, string>> = {
  gz: 'ap-guangzhou',
  bj: 'ap-beijing',
  sg: 'ap-singapore',
};

/** The name in the inventory of a region that a test calls by either code. */
export const longRegion = (code: string): string => LONG[code] ?? code;
