import type { HealthCheck, InventoryListener, Scheduler } from '../../inventory.js';
import { wireName } from '../../names.js';
import type { BuildContext } from '../build-context.js';
import type { Listener, LoadBalancer } from './records.js';

interface Service {
  readonly port: number;
  readonly protocol: InventoryListener['protocol'];
}

const SERVICES: readonly Service[] = [
  { port: 80, protocol: 'TCP' },
  { port: 443, protocol: 'TCP_SSL' },
  { port: 53, protocol: 'UDP' },
  { port: 8443, protocol: 'TCP' },
];

const SCHEDULERS: readonly Scheduler[] = [
  'WEIGHTED_ROUND_ROBIN',
  'ROUND_ROBIN',
  'LEAST_CONNECTIONS',
  'WEIGHTED_LEAST_CONNECTIONS',
];

/** The first place from the end on whose port no listener of the load balancer has. */
export function nextListenerIndex({ listeners }: LoadBalancer): number {
  let index = listeners.length;
  const isTaken = (port: number): boolean =>
    listeners.some(({ ports }) => ports.some(({ from, to }) => from <= port && port <= to));
  while (isTaken(serviceAt(index).port)) index += 1;
  return index;
}

function serviceAt(index: number): Service {
  return SERVICES[index] ?? { port: 9000 + index, protocol: 'TCP' };
}

/** One listener without backends. Ports are distinct within a load balancer. */
export function buildListener(context: BuildContext, loadBalancer: LoadBalancer, index: number): Listener {
  const { random, newId, clock } = context;
  const service = serviceAt(index);
  const name = wireName(random.int(0, 10), `port-${service.port}`);
  const known = !random.chance(0.04);
  return {
    vendorId: newId('lis-'),
    name: name === '' ? null : name,
    protocol: service.protocol,
    ports: [{ from: service.port, to: service.port }],
    port: service.port,
    scheduler: random.pick(SCHEDULERS),
    sessionPersistence: null,
    healthCheck: healthCheckOf(context),
    status: known ? 'ACTIVE' : 'UNKNOWN',
    vendorStatus: known ? 'Available' : 'Syncing',
    vendorFields: {
      backendProtocol: service.protocol === 'UDP' ? 'UDP' : 'TCP',
      kind: random.pick(['FNAT', 'DR']),
      notify: random.pick([null, { enable: true, apiAddress: 'https://hooks.example.com/lb' }]),
    },
    rules: [],
    backends: [],
    wire: {
      loadBalancerId: loadBalancer.vendorId,
      createdAt: clock.next(),
      emptyName: name === '' ? '' : null,
      checkType: 'MISC',
      checkTimes: { checkConnectTimeout: 2, checkRetry: 2, checkIntervalTime: 3 },
    },
  };
}

/** Intervals and thresholds are null: the documentation gives their fields no unit and two meanings. */
function healthCheckOf({ random }: BuildContext): HealthCheck | null {
  const protocol = random.pick<HealthCheck['protocol'] | null>(['TCP', 'TCP', 'HTTP', 'UNKNOWN', null]);
  if (protocol === null) return null;
  return {
    enabled: random.pick([true, true, false, null]),
    protocol,
    path: protocol === 'HTTP' ? '/healthz' : null,
    host: null,
    port: random.pick([null, 8080]),
    intervalSeconds: null,
    timeoutSeconds: null,
    healthyThreshold: null,
    unhealthyThreshold: null,
  };
}
