import type { Settings } from '../../settings.js';
import { toWireTime } from '../wire-time.js';
import { instanceTimes, loadBalancerTimes } from './settings.js';

/** The zone-less form is UTC by assumption. */
function toForm(iso: string | null, form: string): string | null {
  if (iso === null) return null;
  const seconds = toWireTime(iso);
  return form === 'iso' ? seconds : seconds.replace('T', ' ').replace('Z', '');
}

export const toLoadBalancerTime = (iso: string | null, settings: Settings): string | null =>
  toForm(iso, settings.get(loadBalancerTimes));

export const toInstanceTime = (iso: string | null, settings: Settings): string | null =>
  toForm(iso, settings.get(instanceTimes));
