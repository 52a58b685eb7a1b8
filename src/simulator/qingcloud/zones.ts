/** Zones of the regions that the documentation breaks down; another name is taken for a zone by itself. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  pek3: ['pek3b', 'pek3c', 'pek3d'],
  gd2: ['gd2a', 'gd2b'],
  sh1: ['sh1a', 'sh1b'],
};

/** The zone of the index-th thing, spread over the region. */
export function zoneAt(region: string, index: number): string {
  const zones = ZONES[region] ?? [region];
  return zones[index % zones.length] ?? region;
}
