import type { Settings } from '../settings.js';
import { optionalFields } from './settings.js';

/** The fields as this vendor sends them: what has no value is null, or absent. */
export function showFields(fields: Record<string, unknown>, settings: Settings): Record<string, unknown> {
  if (settings.get(optionalFields) === 'null') return fields;
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
