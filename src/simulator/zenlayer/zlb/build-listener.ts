import type { HealthCheck, InventoryListener } from '../../inventory.js';
import { wireName } from '../../names.js';
import type { BuildContext } from '../build-context.js';
import { setPorts } from '../ports.js';
import { SCHEDULERS, toPersistence } from './listener.js';
import { ALL_PORTS, spellPorts } from './ports.js';
import type { Listener, LoadBalancer } from './records.js';

interface Service {
  readonly protocol: 'TCP' | 'UDP';
  readonly ports: InventoryListener['ports'];
}

const one = (port: number): InventoryListener['ports'][number] => ({ from: port, to: port });

/** One port, two, a range, a port and a range. */
const SERVICES: readonly Service[] = [
  { protocol: 'TCP', ports: [one(80)] },
  { protocol: 'TCP', ports: [one(443), one(8443)] },
  { protocol: 'UDP', ports: [{ from: 10_000, to: 10_005 }] },
  { protocol: 'TCP', ports: [one(8000), { from: 8080, to: 9000 }] },
];

const EVERYTHING: Service = { protocol: 'UDP', ports: ALL_PORTS };
/** Few enough that no load balancer has two. */
const EVERYTHING_EVERY = 7;

function serviceAt(place: number, ordinal: number): Service {
  if (ordinal % EVERYTHING_EVERY === 4 && place < EVERYTHING_EVERY) return EVERYTHING;
  return SERVICES[place] ?? { protocol: 'TCP', ports: [one(20_000 + place)] };
}

/** One listener more, on ports that no listener of the load balancer has; `count` tells how many there were. */
export function buildNextListener(
  context: BuildContext,
  { listeners }: LoadBalancer,
  count: number,
): Listener {
  let place = listeners.length;
  const taken = new Set(listeners.map(({ ports }) => spellPorts(ports)));
  while (taken.has(spellPorts(serviceAt(place, 0).ports))) place += 1;
  return buildListener(context, place, count * EVERYTHING_EVERY);
}

/** One listener without backends; `place` is that in its load balancer, `ordinal` that in the account. */
export function buildListener(context: BuildContext, place: number, ordinal: number): Listener {
  const { random, newId, clock } = context;
  const { protocol, ports } = serviceAt(place, ordinal);
  const isEverything = ports === ALL_PORTS;
  const name = wireName(random.int(0, 10), `${protocol.toLowerCase()}-${spellPorts(ports)}`);
  const scheduler = random.pick(Object.keys(SCHEDULERS));
  const persistent = random.pick([null, 0, 300]);
  const row: Listener = {
    vendorId: newId('lsn-'),
    name: name === '' ? null : name,
    protocol,
    ports: [],
    port: null,
    scheduler: SCHEDULERS[scheduler] ?? 'UNKNOWN',
    sessionPersistence: toPersistence(persistent),
    healthCheck: buildCheck(ordinal, isEverything),
    status: 'UNKNOWN',
    vendorStatus: null,
    vendorFields: {
      kind: isEverything ? 'DR' : random.pick(['FNAT', 'DNAT', 'FNAT', 'DR']),
      idleTimeout: random.pick([null, 900]),
    },
    rules: [],
    backends: [],
    wire: {
      createdAt: clock.next(),
      emptyName: name === '' ? '' : null,
      scheduler,
      persistent,
      failOpen: random.chance(0.3),
    },
  };
  setPorts(row, [...ports]);
  return row;
}

/**
 * In turn over TCP, off, over HTTP and by ping, which the schema has no word for. All ports need a port to be checked.
 * Thresholds are null: what is documented is how often one check is repeated.
 */
function buildCheck(ordinal: number, isEverything: boolean): HealthCheck {
  const kind = ordinal % 4;
  const enabled = kind !== 1;
  return {
    enabled,
    protocol: kind === 0 ? 'TCP' : kind === 2 ? 'HTTP' : 'UNKNOWN',
    path: kind === 2 ? '/healthz' : null,
    host: null,
    port: enabled && (isEverything || ordinal % 8 === 2) ? 8081 : null,
    intervalSeconds: enabled ? 3 + (ordinal % 5) : null,
    timeoutSeconds: enabled ? 2 : null,
    healthyThreshold: null,
    unhealthyThreshold: null,
  };
}
