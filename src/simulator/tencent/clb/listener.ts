import type { HealthCheck, Protocol } from '../../inventory.js';
import type { Settings } from '../../settings.js';
import type { WireRow } from '../../vendor.js';
import type { ClbEdition } from './editions.js';
import type { Listener, LoadBalancer, Rule } from './records.js';
import { emptyRules, listenerId, streamFields } from './settings.js';

export const PROTOCOL_NUMBERS: Readonly<Partial<Record<Protocol, number>>> = {
  HTTP: 1,
  TCP: 2,
  UDP: 3,
  HTTPS: 4,
};

export const isWeb = ({ protocol }: Pick<Listener, 'protocol'>): boolean =>
  protocol === 'HTTP' || protocol === 'HTTPS';

export function toClassicListenerRow(
  listener: Listener,
  owner: LoadBalancer,
  edition: ClbEdition,
  settings: Settings,
): WireRow {
  const { wire, vendorFields, port, vendorStatus } = listener;
  const { instancePort, httpCode, ...certificate } = vendorFields;
  const web = isWeb(listener);
  const filler =
    settings.get(streamFields) === 'empty' ? { httpHash: '', httpCode: 31, httpCheckPath: '' } : {};
  return {
    ...shownListenerId(listener, owner, edition, settings),
    loadBalancerPort: port,
    instancePort,
    protocol: PROTOCOL_NUMBERS[listener.protocol] ?? 0,
    status: Number(vendorStatus),
    listenerName: listener.name ?? wire.emptyName,
    unListenerId: listener.vendorId,
    sessionExpire: wire.sessionExpire,
    ...toCheckFields(listener.healthCheck),
    ...(web ? { httpCode, httpHash: wire.schedulerWord } : filler),
    ...(web || edition.old ? {} : { scheduler: wire.schedulerWord }),
    ...certificate,
  };
}

/** The old id ends in the port of the backends; the new page gives every row the first one's. */
export function shownListenerId(
  listener: Listener,
  owner: LoadBalancer,
  edition: ClbEdition,
  settings: Settings,
): { listenerId?: string } {
  const choice = settings.get(listenerId);
  switch (choice === 'edition' ? edition.listenerId : choice) {
    case 'legacy': {
      const number = PROTOCOL_NUMBERS[listener.protocol] ?? 0;
      return { listenerId: `${owner.wire.legacyId}_${number}_${listener.wire.instancePort}` };
    }
    case 'first':
      return { listenerId: owner.listeners[0]?.vendorId ?? listener.vendorId };
    case 'equal':
      return { listenerId: listener.vendorId };
    default:
      return {};
  }
}

/** With its rules, but for layer 4 and where it has none. */
export function toForwardListenerRow(listener: Listener, settings: Settings): WireRow {
  const { wire, vendorFields } = listener;
  const { addTimestamp, protocolType: _type, ...certificate } = vendorFields;
  const stream = wire.layer === 4;
  const choice = settings.get(emptyRules);
  const empty = choice === 'list' || (choice === 'documented' && stream) ? { rules: [] } : {};
  return {
    ...toForwardHead(listener),
    listenerName: listener.name ?? wire.emptyName,
    addTimestamp,
    ...certificate,
    ...(stream
      ? {
          ...toCheckFields(listener.healthCheck),
          scheduler: wire.schedulerWord,
          sessionExpire: wire.sessionExpire,
        }
      : {}),
    ...(listener.rules.length > 0 ? { rules: listener.rules.map(toRuleRow) } : empty),
  };
}

/** What both forward listings tell of a listener. */
export function toForwardHead(listener: Listener): WireRow {
  return {
    loadBalancerPort: listener.port,
    protocol: PROTOCOL_NUMBERS[listener.protocol] ?? 0,
    protocolType: listener.protocol.toLowerCase(),
    listenerId: listener.vendorId,
  };
}

function toRuleRow({ vendorId, domain, path, healthCheck, wire }: Rule): WireRow {
  return {
    locationId: vendorId,
    domain,
    url: path,
    httpHash: wire.httpHash,
    sessionExpire: wire.sessionExpire,
    ...toCheckFields(healthCheck),
    httpCode: wire.httpCode,
  };
}

function toCheckFields(check: HealthCheck | null): WireRow {
  return {
    healthSwitch: check?.enabled === true ? 1 : 0,
    timeOut: check?.timeoutSeconds ?? 2,
    intervalTime: check?.intervalSeconds ?? 5,
    healthNum: check?.healthyThreshold ?? 3,
    unhealthNum: check?.unhealthyThreshold ?? 3,
    ...(check?.protocol === 'HTTP' ? { httpCheckPath: check.path } : {}),
  };
}
