import type { InventoryListener, Protocol } from '../../inventory.js';
import { wireName } from '../../names.js';
import { toWireTime } from '../wire-time.js';
import type { BuildContext } from './build-context.js';
import type { Listener, LoadBalancer } from './records.js';

interface Service {
  readonly port: number;
  readonly protocol: Protocol;
}

/** UDP has ports of its own; those of all others are distinct within a load balancer. */
const LAYER4: readonly Service[] = [
  { port: 3306, protocol: 'TCP' },
  { port: 53, protocol: 'UDP' },
  { port: 6379, protocol: 'TCP' },
  { port: 80, protocol: 'UDP' },
];
const LAYER7: readonly Service[] = [
  { port: 80, protocol: 'HTTP' },
  { port: 443, protocol: 'HTTPS' },
  { port: 8080, protocol: 'HTTP' },
  { port: 8443, protocol: 'HTTPS' },
];

interface Life {
  readonly status: InventoryListener['status'];
  readonly vendorStatus: string;
}

export const ACTIVE: Life = { status: 'ACTIVE', vendorStatus: '1' };
const OTHER_LIVES: readonly Life[] = [
  { status: 'CREATING', vendorStatus: '0' },
  { status: 'FAILED', vendorStatus: '2' },
  { status: 'DELETING', vendorStatus: '3' },
  { status: 'FAILED', vendorStatus: '4' },
  { status: 'UNKNOWN', vendorStatus: '9' },
];

/** Of a listener, domain or location. */
export function lifeOf({ random }: BuildContext): Life {
  return random.chance(0.1) ? random.pick(OTHER_LIVES) : ACTIVE;
}

function serviceAt(layer: 4 | 7, index: number): Service {
  const known = (layer === 4 ? LAYER4 : LAYER7)[index];
  if (known) return known;
  return layer === 4
    ? { port: 20_000 + index, protocol: index % 5 === 1 ? 'UDP' : 'TCP' }
    : { port: 10_000 + index, protocol: index % 2 === 1 ? 'HTTPS' : 'HTTP' };
}

/** The first place from the end of its layer on whose port is free, and whose protocol is the wanted one, if any. */
export function nextListenerIndex(
  { listeners, wire }: LoadBalancer,
  layer: 4 | 7,
  wanted: Protocol | undefined,
): number {
  let index = listeners.filter((row) => row.wire.layer === layer).length;
  const isTaken = ({ port, protocol }: Service): boolean =>
    listeners.some((row) => row.port === port && (row.protocol === 'UDP') === (protocol === 'UDP'));
  const isWrong = ({ protocol }: Service): boolean =>
    (wanted !== undefined && protocol !== wanted) || (protocol === 'HTTPS' && wire.type === 'internal');
  while (isTaken(serviceAt(layer, index)) || isWrong(serviceAt(layer, index))) index += 1;
  return index;
}

/** One listener without backends and rules. An internal load balancer has HTTP alone on layer 7. */
export function buildListener(
  context: BuildContext,
  loadBalancer: LoadBalancer,
  layer: 4 | 7,
  index: number,
): Listener {
  const { random, newId, clock } = context;
  const service = serviceAt(layer, index);
  const protocol =
    service.protocol === 'HTTPS' && loadBalancer.wire.type === 'internal' ? 'HTTP' : service.protocol;
  const ordinal = random.int(0, 10);
  const name = wireName(ordinal, `${protocol.toLowerCase()}-${service.port}`);
  const addTimestamp = toWireTime(clock.next());
  const bandwidth = loadBalancer.vendorFields['payMode'] === 'bandwidth' ? random.int(1, 1000) : 0;
  const own =
    layer === 4
      ? layer4Fields(context, protocol, bandwidth, addTimestamp)
      : layer7Fields(context, protocol, bandwidth, addTimestamp);
  return {
    vendorId: newId('lbl-'),
    name: name === '' ? null : name,
    protocol,
    ports: [{ from: service.port, to: service.port }],
    port: service.port,
    scheduler: 'UNKNOWN',
    ...lifeOf(context),
    ...own,
    rules: [],
    backends: [],
    wire: {
      loadBalancerId: loadBalancer.vendorId,
      emptyName: name === '' ? '' : null,
      layer,
      domains: [],
    },
  };
}

type Own = Pick<InventoryListener, 'sessionPersistence' | 'healthCheck' | 'vendorFields'>;

/** By what a client is recognised, and what a check speaks, the vendor does not tell. */
function layer4Fields(
  { random }: BuildContext,
  protocol: Protocol,
  bandwidth: number,
  addTimestamp: string,
): Own {
  const timeoutSeconds = random.pick([0, 0, 900, 3600]);
  const custom = protocol === 'UDP' && random.chance(0.5);
  return {
    sessionPersistence: timeoutSeconds === 0 ? null : { type: 'UNKNOWN', cookieName: null, timeoutSeconds },
    healthCheck: {
      enabled: !random.chance(0.12),
      protocol: 'UNKNOWN',
      path: null,
      host: null,
      port: null,
      ...random.pick([
        { intervalSeconds: 5, timeoutSeconds: 2, healthyThreshold: 3, unhealthyThreshold: 3 },
        { intervalSeconds: 30, timeoutSeconds: 10, healthyThreshold: 2, unhealthyThreshold: 10 },
      ]),
    },
    vendorFields: {
      bandwidth,
      listenerType: 'L4Listener',
      customHealthSwitch: custom ? 1 : 0,
      inputType: custom ? 'text' : '',
      lineSeparatorType: custom ? 1 : 0,
      healthRequest: custom ? 'ping' : '',
      healthResponse: custom ? 'pong' : '',
      toaFlag: random.int(0, 1),
      addTimestamp,
    },
  };
}

/** Sessions and checks of layer 7 stand at the locations. */
function layer7Fields(
  { random, newId }: BuildContext,
  protocol: Protocol,
  bandwidth: number,
  addTimestamp: string,
): Own {
  const mode = protocol === 'HTTPS' ? random.int(1, 2) : 0;
  return {
    sessionPersistence: null,
    healthCheck: null,
    vendorFields: {
      bandwidth,
      listenerType: 'L7Listener',
      SSLMode: mode,
      certId: mode >= 1 ? newId('cert-') : '',
      certCaId: mode === 2 ? newId('cert-') : '',
      addTimestamp,
    },
  };
}
