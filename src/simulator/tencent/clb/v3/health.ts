import type { Settings } from '../../../settings.js';
import type { WireRow } from '../../../vendor.js';
import type { Backend, Health, Listener, Rule } from '../records.js';
import { healthDetail, uncheckedHealth } from './settings.js';

/** By the number that API 2.0 has for the same. */
const DETAILS: Readonly<Record<string, string>> = { '1': 'Alive', '0': 'Dead', '-1': 'Unknown' };
/** For a number that no table knows, a word that no table knows. */
const ODD_DETAIL = 'Degraded';

/** What DescribeTargetHealth says of a target, as truth: the detail is the vendor's value. */
export function targetHealth(backend: Backend, owner: Listener | Rule, settings: Settings): Health {
  if (owner.healthCheck?.enabled === false)
    return {
      health: 'UNKNOWN',
      vendorHealth: settings.get(uncheckedHealth) === 'absent' ? null : 'Close',
    };
  const { health, vendorHealth } = backend;
  return { health, vendorHealth: vendorHealth === null ? null : (DETAILS[vendorHealth] ?? ODD_DETAIL) };
}

/** The fields of one row that tell how healthy a target is; null where there is no row. */
export function toHealthFields(backend: Backend, owner: Listener | Rule, settings: Settings): WireRow | null {
  const { vendorHealth } = targetHealth(backend, owner, settings);
  if (vendorHealth === null) return null;
  const spelling = settings.get(healthDetail);
  const closed = vendorHealth === 'Close' && settings.get(uncheckedHealth) === 'Close-true';
  return {
    HealthStatus: vendorHealth === 'Alive' || closed,
    ...(spelling === 'HealthStatusDetial' ? {} : { HealthStatusDetail: vendorHealth }),
    ...(spelling === 'HealthStatusDetail' ? {} : { HealthStatusDetial: vendorHealth }),
  };
}
