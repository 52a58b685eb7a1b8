import { toShortRegion } from '../regions.js';

/** The documented zones, their numbers by their names; of Chongqing none is documented. */
const ZONES: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>> = {
  gz: { 'ap-guangzhou-bls-1': '1000100003' },
  sh: { 'ap-shanghai-bls-1': '1000400001' },
  bj: { 'ap-beijing-bls-1': '1000800001', 'ap-beijing-bls-2': '1000800002' },
};

/** The index-th machine's zone by its name, null if the region's zones have no known numbers. */
export function zoneAt(region: string, index: number): string | null {
  const zones = Object.keys(ZONES[toShortRegion(region) ?? ''] ?? {});
  return zones[index % Math.max(zones.length, 1)] ?? null;
}

/** What rows have of a zone: its number, or whatever else it was set to. */
export function toZoneId(zone: string): string {
  return Object.values(ZONES).flatMap((zones) => zones?.[zone] ?? [])[0] ?? zone;
}
