import type { WireRequest } from '../../vendor.js';
import type { Parameters } from '../signature.js';
import { actions } from './actions.js';
import type { Service } from './errors.js';

export const HOSTS: Readonly<Record<Service, string>> = {
  bmlb: 'bmlb.api.qcloud.com',
  bm: 'bm.api.qcloud.com',
};

/** By the name in the Host header, else by the action; null for neither. */
export function serviceOf({ headers }: WireRequest, parameters: Parameters): Service | null {
  const name = (headers['host'] ?? '').replace(/:\d+$/, '').toLowerCase();
  if (name === HOSTS.bmlb) return 'bmlb';
  if (name === HOSTS.bm) return 'bm';
  return actions.get(parameters.get('Action') ?? '')?.service ?? null;
}
