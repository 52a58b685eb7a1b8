import { toShortRegion } from '../regions.js';

/** Ids of the documented zones; of Chongqing none is documented. */
const ZONES: Readonly<Partial<Record<string, readonly string[]>>> = {
  gz: ['1000100003'],
  sh: ['1000400001'],
  bj: ['1000800001', '1000800002'],
};

/** The index-th machine's zone, null if the region's zones have no known ids. */
export function zoneAt(region: string, index: number): string | null {
  const zones = ZONES[toShortRegion(region) ?? ''] ?? [];
  return zones[index % Math.max(zones.length, 1)] ?? null;
}
