import type { HealthCheck, VendorFields } from '../../../inventory.js';
import type { Settings } from '../../../settings.js';
import type { WireRow } from '../../../vendor.js';
import { toWireTime } from '../../wire-time.js';
import { isWeb } from '../listener.js';
import type { Listener, Rule } from '../records.js';
import { emptyLists, protocolCase } from './settings.js';

const SCHEDULERS: Readonly<Record<string, string>> = {
  wrr: 'WRR',
  least_conn: 'LEAST_CONN',
  ip_hash: 'IP_HASH',
};

/** A listener of an application load balancer, with its rules. */
export function toListenerRow(listener: Listener, settings: Settings): WireRow {
  const { wire, healthCheck, rules } = listener;
  const stream = wire.layer === 4;
  return {
    ListenerId: listener.vendorId,
    ListenerName: listener.name ?? wire.emptyName,
    Protocol: listener.protocol,
    Port: listener.port,
    EndPort: 0,
    HealthCheck: stream && healthCheck ? toCheck(healthCheck, checkTypeOf(listener), null) : null,
    Scheduler: stream ? (SCHEDULERS[wire.schedulerWord] ?? null) : null,
    SessionExpireTime: stream ? wire.sessionExpire : null,
    Rules: stream ? none(settings) : rules.map((rule) => toRuleRow(rule, listener)),
    ...listenerFields(listener),
  };
}

/** What a row tells besides fields of the schema. */
export function listenerFields(listener: Listener): VendorFields {
  const { wire, protocol } = listener;
  const web = isWeb(listener);
  return {
    Certificate: certificateOf(listener),
    SniSwitch: 0,
    CreateTime: toWireTime(wire.createdAt),
    TargetType: web ? null : 'NODE',
    TargetGroup: null,
    TargetGroupList: null,
    SessionType: 'NORMAL',
    KeepaliveEnable: web ? 0 : null,
    Toa: false,
    DeregisterTargetRst: false,
    AttrFlags: [],
    MaxConn: -1,
    MaxCps: -1,
    IdleConnectTimeout: protocol === 'TCP' ? 900 : null,
    RescheduleInterval: 0,
    RescheduleStartTime: 0,
    DataCompressMode: '',
  };
}

export const none = (settings: Settings): [] | null => (settings.get(emptyLists) === 'null' ? null : []);

function toRuleRow({ vendorId, domain, path, healthCheck, wire }: Rule, listener: Listener): WireRow {
  return {
    LocationId: vendorId,
    Domain: domain,
    Url: path,
    SessionExpireTime: wire.sessionExpire,
    HealthCheck: healthCheck ? toCheck(healthCheck, 'HTTP', wire.httpCode) : null,
    Certificate: null,
    Scheduler: SCHEDULERS[wire.httpHash] ?? null,
    ListenerId: listener.vendorId,
    RewriteTarget: null,
    HttpGzip: true,
    BeAutoCreated: false,
    DefaultServer: false,
    Http2: listener.protocol === 'HTTPS',
    ForwardType: 'HTTP',
    CreateTime: toWireTime(listener.wire.createdAt),
    TargetType: 'NODE',
    TargetGroup: null,
    TargetGroupList: null,
    WafDomainId: '',
    TrpcCallee: '',
    TrpcFunc: '',
    QuicStatus: 'QUIC_INACTIVE',
    Domains: [domain],
    OAuth: { OAuthEnable: false, OAuthFailureStatus: 'BYPASS' },
    CookieName: '',
  };
}

/** The default of each protocol: what API 2.0 does not tell. */
export function checkTypeOf({ protocol }: Pick<Listener, 'protocol'>): 'TCP' | 'PING' {
  return protocol === 'UDP' ? 'PING' : 'TCP';
}

function toCheck(check: HealthCheck, type: string, httpCode: number | null): WireRow {
  const web = type === 'HTTP';
  return {
    HealthSwitch: check.enabled === true ? 1 : 0,
    TimeOut: check.timeoutSeconds,
    IntervalTime: check.intervalSeconds,
    HealthNum: check.healthyThreshold,
    UnHealthNum: check.unhealthyThreshold,
    HttpCode: httpCode,
    HttpCheckPath: web ? check.path : null,
    HttpCheckDomain: web ? '' : null,
    HttpCheckMethod: web ? 'HEAD' : null,
    CheckPort: null,
    ContextType: null,
    SendContext: null,
    RecvContext: null,
    CheckType: type,
    HttpVersion: null,
    SourceIpType: 0,
    ExtendedCode: null,
  };
}

function certificateOf({ vendorFields: { SSLMode, certId, certCaId } }: Listener): WireRow | null {
  if (typeof SSLMode !== 'string') return null;
  return {
    SSLMode: SSLMode.toUpperCase(),
    SSLVerifyClient: SSLMode === 'mutual' ? 'ON' : 'OFF',
    CertId: certId,
    CertCaId: certCaId ?? null,
    ExtCertIds: [],
  };
}

export function toClassicListenerRow(listener: Listener, settings: Settings): WireRow {
  const { wire, healthCheck: check, protocol, vendorStatus } = listener;
  const web = isWeb(listener);
  return {
    ListenerId: listener.vendorId,
    ListenerPort: listener.port,
    ListenerName: listener.name ?? wire.emptyName,
    Protocol: settings.get(protocolCase) === 'lower' ? protocol.toLowerCase() : protocol,
    SessionExpire: wire.sessionExpire,
    HealthSwitch: check?.enabled === true ? 1 : 0,
    TimeOut: check?.timeoutSeconds ?? 2,
    IntervalTime: check?.intervalSeconds ?? 5,
    HealthNum: check?.healthyThreshold ?? 3,
    UnhealthNum: check?.unhealthyThreshold ?? 3,
    // Documented: empty means the same as `wrr`.
    HttpHash: !web && wire.schedulerWord === 'wrr' ? '' : wire.schedulerWord,
    HttpCheckPath: (web ? check?.path : null) ?? '',
    Status: Number(vendorStatus),
    ...classicListenerFields(listener),
  };
}

/** What a row tells besides fields of the schema. */
export function classicListenerFields(listener: Listener): VendorFields {
  const { wire, vendorFields: fields } = listener;
  return {
    InstancePort: wire.instancePort,
    HttpCode: isWeb(listener) ? wire.httpCode : 31,
    SSLMode: fields['SSLMode'] ?? '',
    CertId: fields['certId'] ?? '',
    CertCaId: fields['certCaId'] ?? '',
  };
}
