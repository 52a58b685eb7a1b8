import type { WireRow } from '../../../vendor.js';
import type { Domain, Rule } from '../records.js';

/** Of a domain, without its locations. */
export function toDomainRow({ domain, domainId, status, addTimestamp }: Domain): WireRow {
  return { Domain: domain, DomainId: domainId, Status: status, AddTimestamp: addTimestamp };
}

/** Of a location, without its backends. */
export function toLocationRow({ vendorId, path, healthCheck, vendorStatus, wire }: Rule): WireRow {
  return {
    Url: path,
    LocationId: vendorId,
    SessionExpire: wire.sessionExpire,
    HealthSwitch: healthCheck?.enabled === true ? 1 : 0,
    HttpCheckPath: healthCheck?.path,
    HttpCheckDomain: healthCheck?.host ?? '',
    IntervalTime: healthCheck?.intervalSeconds,
    HealthNum: healthCheck?.healthyThreshold,
    UnhealthNum: healthCheck?.unhealthyThreshold,
    HttpCodes: [1, 2, 3, 4, 5].filter((digit) => ((wire.httpCode >> (digit - 1)) & 1) === 1),
    BalanceMode: wire.balanceMode,
    Status: Number(vendorStatus),
    AddTimestamp: wire.addTimestamp,
  };
}
