import type { Settings } from '../../settings.js';
import { instanceTimes } from '../settings.js';
import { loadBalancerTimes } from './settings.js';

/** Both forms have no fraction; the zone-less one is UTC by assumption. */
function toForm(iso: string | null, form: string): string | null {
  if (iso === null) return null;
  const seconds = iso.replace(/\.\d+Z$/, 'Z');
  return form === 'iso' ? seconds : seconds.replace('T', ' ').replace('Z', '');
}

export const toLoadBalancerTime = (iso: string | null, settings: Settings): string | null =>
  toForm(iso, settings.get(loadBalancerTimes));

export const toInstanceTime = (iso: string | null, settings: Settings): string | null =>
  toForm(iso, settings.get(instanceTimes));
