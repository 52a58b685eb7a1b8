import type { HealthCheck, Protocol, Scheduler } from '../../inventory.js';
import { wireName } from '../../names.js';
import { toWireTime } from '../wire-time.js';
import type { BuildContext } from './build-context.js';
import type { Listener, LoadBalancer, Rule } from './records.js';

interface Place {
  readonly protocol: Protocol;
  readonly port: number;
}

const STREAMS: readonly Place[] = [
  { protocol: 'TCP', port: 6443 },
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 3306 },
];
const WEB: readonly Place[] = [
  { protocol: 'HTTP', port: 80 },
  { protocol: 'HTTPS', port: 443 },
];
const FIRST_OTHER_PORT = 9000;

const SCHEDULERS: readonly (readonly [Scheduler, string])[] = [
  ['WEIGHTED_ROUND_ROBIN', 'wrr'],
  ['LEAST_CONNECTIONS', 'least_conn'],
];
const WEB_SCHEDULERS: readonly (readonly [Scheduler, string])[] = [...SCHEDULERS, ['SOURCE_IP', 'ip_hash']];

/** One port has one protocol within a load balancer; private ones have TCP and UDP only. */
function nextPlace({ listeners, wire }: LoadBalancer, layer: 4 | 7, protocol?: Protocol): Place {
  const { application, type } = wire;
  const isFree = (port: number): boolean => listeners.every((listener) => listener.port !== port);
  const wanted = application ? (layer === 7 ? WEB : STREAMS) : type === 3 ? STREAMS : [...WEB, ...STREAMS];
  const known = wanted.find((place) => isFree(place.port) && (protocol ?? place.protocol) === place.protocol);
  if (known) return known;
  let port = FIRST_OTHER_PORT;
  while (!isFree(port)) port += 1;
  return { protocol: protocol ?? (application && layer === 7 ? 'HTTP' : 'TCP'), port };
}

/** One listener without rules and backends, on a port that is free. */
export function buildListener(
  context: BuildContext,
  loadBalancer: LoadBalancer,
  layer: 4 | 7,
  wanted?: Protocol,
): Listener {
  const { random, newId, clock, edition } = context;
  const { application } = loadBalancer.wire;
  const { protocol, port } = nextPlace(loadBalancer, layer, wanted);
  const web = protocol === 'HTTP' || protocol === 'HTTPS';
  const name = wireName(random.int(0, 10), `${protocol.toLowerCase()}-${port}`);
  const createdAt = clock.next();
  const [scheduler, schedulerWord] = random.pick(web ? WEB_SCHEDULERS : SCHEDULERS);
  const sessionExpire = random.pick([0, 0, 30, 1000]);
  const status = random.chance(0.05) ? 0 : random.chance(0.04) ? 5 : 1;
  const instancePort = port < 1024 ? port + 8000 : port;
  const httpCode = random.pick([31, 15, 7]);
  // Layer 7 of an application load balancer leaves this to its rules; the old edition tells no scheduler of TCP and UDP.
  const tells = !(application && layer === 7);
  return {
    vendorId: newId('lbl-'),
    name: name === '' ? null : name,
    protocol,
    ports: [{ from: port, to: port }],
    port,
    scheduler: tells && !(edition.old && !web) ? scheduler : 'UNKNOWN',
    sessionPersistence: tells ? toPersistence(sessionExpire) : null,
    healthCheck: tells ? buildHealthCheck(context, web) : null,
    status: application ? 'UNKNOWN' : status === 0 ? 'CREATING' : status === 1 ? 'ACTIVE' : 'UNKNOWN',
    vendorStatus: application ? null : String(status),
    vendorFields: {
      ...(application
        ? { protocolType: protocol.toLowerCase(), addTimestamp: toWireTime(createdAt) }
        : { instancePort, ...(web ? { httpCode } : {}) }),
      ...certificateOf(context, protocol),
    },
    rules: [],
    backends: [],
    wire: {
      loadBalancerId: loadBalancer.vendorId,
      emptyName: name === '' ? '' : null,
      instancePort,
      layer,
      createdAt,
      sessionExpire,
      schedulerWord,
      httpCode,
    },
  };
}

function toPersistence(seconds: number): Listener['sessionPersistence'] {
  return seconds === 0 ? null : { type: 'UNKNOWN', cookieName: null, timeoutSeconds: seconds };
}

/** What is checked is told by a path alone. */
function buildHealthCheck({ random }: BuildContext, web: boolean): HealthCheck {
  return {
    enabled: random.chance(0.9),
    protocol: web ? 'HTTP' : 'UNKNOWN',
    path: web ? random.pick(['/', '/healthz']) : null,
    host: null,
    port: null,
    intervalSeconds: random.pick([5, 35]),
    timeoutSeconds: random.pick([2, 6]),
    healthyThreshold: 3,
    unhealthyThreshold: random.pick([3, 5]),
  };
}

function certificateOf({ random }: BuildContext, protocol: Protocol): Record<string, string> {
  if (protocol !== 'HTTPS') return {};
  const certificate = (): string => random.text(8, '0123456789abcdef');
  return random.chance(0.5)
    ? { SSLMode: 'unidirectional', certId: certificate() }
    : { SSLMode: 'mutual', certId: certificate(), certCaId: certificate() };
}

/** Domains may be wildcards, suffixes or regular expressions. */
const DOMAINS: readonly string[] = ['www.example.com', '*.example.com', '.example.org', '~^.domain.edu.cn$'];
const PATHS: readonly string[] = ['/', '/api', '/static', '/1234&#'];

/** One rule without backends; no two of a listener have domain and path alike. */
export function buildRule(context: BuildContext, listener: Listener): Rule {
  const { random, newId } = context;
  const at = listener.rules.length;
  let round = Math.floor(at / (DOMAINS.length * PATHS.length));
  const domain = DOMAINS[Math.floor(at / PATHS.length) % DOMAINS.length] ?? 'www.example.com';
  const pathAt = (): string => `${PATHS[at % PATHS.length] ?? '/'}${round === 0 ? '' : round}`;
  while (listener.rules.some((rule) => rule.domain === domain && rule.path === pathAt())) round += 1;
  return {
    vendorId: newId('loc-'),
    domain,
    path: pathAt(),
    healthCheck: buildHealthCheck(context, true),
    status: 'UNKNOWN',
    vendorStatus: null,
    backends: [],
    wire: {
      sessionExpire: random.pick([0, 211, 982]),
      httpHash: random.pick(WEB_SCHEDULERS)[1],
      httpCode: random.pick([31, 15]),
    },
  };
}
