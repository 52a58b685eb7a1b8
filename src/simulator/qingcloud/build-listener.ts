import type { HealthCheck, InventoryListener, Scheduler, SessionPersistence } from '../inventory.js';
import { wireName } from '../names.js';
import type { BuildContext } from './build-context.js';
import type { Listener, LoadBalancer } from './records.js';
import { toWireTime } from './wire-time.js';

interface Service {
  readonly port: number;
  readonly wire: string;
  readonly protocol: InventoryListener['protocol'];
}

const SERVICES: readonly Service[] = [
  { port: 80, wire: 'http', protocol: 'HTTP' },
  { port: 443, wire: 'https', protocol: 'HTTPS' },
  { port: 6443, wire: 'tcp', protocol: 'TCP' },
  { port: 8443, wire: 'ssl', protocol: 'TCP_SSL' },
  { port: 53, wire: 'udp', protocol: 'UDP' },
  { port: 3306, wire: 'tcp', protocol: 'TCP' },
];

const COOKIES: readonly (SessionPersistence | null)[] = [
  null,
  { type: 'COOKIE_INSERT', cookieName: null, timeoutSeconds: 3600 },
  { type: 'COOKIE_INSERT', cookieName: null, timeoutSeconds: null },
  { type: 'COOKIE_INSERT', cookieName: 'sk', timeoutSeconds: 3600 },
  { type: 'COOKIE_PREFIX', cookieName: 'sk', timeoutSeconds: null },
  { type: 'COOKIE_REWRITE', cookieName: 'sk', timeoutSeconds: null },
  { type: 'COOKIE_APPLICATION', cookieName: 'sk', timeoutSeconds: 3600 },
];

const SCHEDULERS: readonly Scheduler[] = ['ROUND_ROBIN', 'LEAST_CONNECTIONS', 'SOURCE_IP'];

/** The first place from the end on whose port no listener of the load balancer has. */
export function nextListenerIndex({ listeners }: LoadBalancer): number {
  let index = listeners.length;
  const isTaken = (port: number): boolean =>
    listeners.some(({ ports }) => ports.some(({ from, to }) => from <= port && port <= to));
  while (isTaken(serviceAt(index).port)) index += 1;
  return index;
}

function serviceAt(index: number): Service {
  return SERVICES[index] ?? { port: 9000 + index, wire: 'tcp', protocol: 'TCP' };
}

/** One listener without backends. Ports are distinct within a load balancer. */
export function buildListener(context: BuildContext, loadBalancer: LoadBalancer, index: number): Listener {
  const { random, newId, clock } = context;
  const ordinal = random.int(0, 10);
  const service = serviceAt(index);
  const name = wireName(ordinal, `${service.wire}-${service.port}`);
  const lastPort =
    service.protocol === 'TCP' && index < SERVICES.length && random.chance(0.1)
      ? service.port + 9
      : service.port;
  const createdAt = clock.next();
  const web = service.protocol === 'HTTP' || service.protocol === 'HTTPS';
  const disabled = random.chance(0.05) ? null : random.chance(0.08) ? 1 : 0;
  const unknownMode = index === 1 && random.chance(0.2);
  return {
    vendorId: newId('lbl-'),
    name: name === '' ? null : name,
    protocol: service.protocol,
    ports: [{ from: service.port, to: lastPort }],
    port: lastPort === service.port ? service.port : null,
    scheduler: unknownMode ? 'UNKNOWN' : random.pick(SCHEDULERS),
    sessionPersistence: web ? random.pick(COOKIES) : null,
    healthCheck: healthCheckOf(context, service, web),
    status: disabled === null ? 'UNKNOWN' : disabled === 1 ? 'DISABLED' : 'ACTIVE',
    vendorStatus: disabled === null ? null : String(disabled),
    vendorFields: {
      backend_protocol: service.wire,
      forwardfor: web ? random.int(0, 7) : 0,
      listener_option: random.pick([0, 1, 2, 4]),
      timeout: 50,
      tunnel_timeout: 3600,
      scene: random.pick([0, 1, 11]),
      server_certificate_id: certificateOf(context, service),
      ...(disabled === null ? {} : { disabled }),
      create_time: toWireTime(createdAt),
    },
    rules: [],
    backends: [],
    wire: {
      loadBalancerId: loadBalancer.vendorId,
      createdAt,
      emptyName: name === '' ? '' : null,
      balanceMode: 'weighted-random',
    },
  };
}

function healthCheckOf({ random }: BuildContext, service: Service, web: boolean): HealthCheck {
  const http = web && random.chance(0.6);
  return {
    enabled: true,
    protocol: service.protocol === 'UDP' ? 'UDP' : http ? 'HTTP' : 'TCP',
    path: http ? random.pick(['/', '/healthz', '/status/live']) : null,
    host: http && random.chance(0.3) ? 'health.example.com' : null,
    port: null,
    ...random.pick([
      { intervalSeconds: 10, timeoutSeconds: 5, unhealthyThreshold: 2, healthyThreshold: 5 },
      { intervalSeconds: 2, timeoutSeconds: 5, unhealthyThreshold: 2, healthyThreshold: 2 },
      { intervalSeconds: 30, timeoutSeconds: 10, unhealthyThreshold: 3, healthyThreshold: 4 },
    ]),
  };
}

/** The vendor changed this from a string to a list; both are still to be met. */
function certificateOf({ random, newId }: BuildContext, { wire }: Service): string | string[] {
  if (wire === 'https' || wire === 'ssl') return [newId('sc-')];
  return random.chance(0.2) ? '' : [];
}
