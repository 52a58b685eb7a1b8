const SERVICES: readonly string[] = [
  'web-frontend',
  'api-gateway',
  'checkout',
  'search',
  'auth',
  'billing',
  'media-origin',
  'reports',
  'mobile-api',
  'chat',
  'inventory',
  'notifications',
  'admin-portal',
  'analytics',
  'webhooks',
  'image-resizer',
  'payments',
  'recommendations',
  'status-page',
  'docs',
];

/** A readable name for the index-th thing; past the end of the list a number makes it distinct. */
export function serviceName(index: number): string {
  const name = SERVICES[index % SERVICES.length] ?? 'service';
  const round = Math.floor(index / SERVICES.length);
  return round === 0 ? name : `${name}-${round + 1}`;
}

export function machineName(index: number): string {
  const name = SERVICES[index % SERVICES.length] ?? 'service';
  return `${name}-node-${String(Math.floor(index / SERVICES.length) + 1).padStart(2, '0')}`;
}

/** What the vendor sends for the name at this place: most have one, some are empty, some are null. */
export function wireName(index: number, name: string): string | null {
  if (index % 11 === 2) return null;
  if (index % 11 === 5) return '';
  return name;
}
