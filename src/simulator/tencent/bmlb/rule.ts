import type { WireRow } from '../../vendor.js';
import type { Domain, Rule } from './records.js';

/** Of a domain, without its locations. */
export function toDomainRow({ domain, domainId, status, addTimestamp }: Domain): WireRow {
  return { domain, domainId, status, addTimestamp };
}

/** Of a location, without its backends. */
export function toLocationRow({ vendorId, path, healthCheck, vendorStatus, wire }: Rule): WireRow {
  return {
    url: path,
    locationId: vendorId,
    sessionExpire: wire.sessionExpire,
    healthSwitch: healthCheck?.enabled === true ? 1 : 0,
    httpCheckPath: healthCheck?.path,
    httpCheckDomain: healthCheck?.host ?? '',
    intervalTime: healthCheck?.intervalSeconds,
    healthNum: healthCheck?.healthyThreshold,
    unhealthNum: healthCheck?.unhealthyThreshold,
    httpCode: wire.httpCode,
    balanceMode: wire.balanceMode,
    status: Number(vendorStatus),
    addTimestamp: wire.addTimestamp,
  };
}
