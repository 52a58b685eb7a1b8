import type { Settings } from '../settings.js';
import type { WireRow } from '../vendor.js';
import { certificateId, emptyText, numbers } from './settings.js';

/** Fields for whose missing value the vendor uses null, "" and absence alike. */
const EMPTIABLE: readonly string[] = [
  'loadbalancer_name',
  'loadbalancer_listener_name',
  'loadbalancer_backend_name',
  'loadbalancer_policy_id',
  'instance_name',
  'router_name',
  'description',
  'security_group_id',
  'transition_status',
];

/** A row's own fields, or those of them that the inventory shows, as the settings make the vendor spell them. */
export function spellFields(fields: WireRow, settings: Settings): WireRow {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
      if (name === 'server_certificate_id') return [[name, spellCertificate(value, settings)]];
      if (typeof value === 'number' && settings.get(numbers) === 'string') return [[name, String(value)]];
      if (!EMPTIABLE.includes(name) || (value !== null && value !== '')) return [[name, value]];
      return spellEmpty(name, value, settings);
    }),
  );
}

function spellEmpty(name: string, value: unknown, settings: Settings): [string, unknown][] {
  switch (settings.get(emptyText)) {
    case 'null':
      return [[name, null]];
    case 'empty':
      return [[name, '']];
    case 'absent':
      return [];
    default:
      return [[name, value]];
  }
}

function spellCertificate(value: unknown, settings: Settings): unknown {
  const ids: readonly unknown[] = Array.isArray(value) ? value : value === '' ? [] : [value];
  switch (settings.get(certificateId)) {
    case 'text':
      return ids[0] ?? '';
    case 'list':
      return ids;
    default:
      return value;
  }
}
