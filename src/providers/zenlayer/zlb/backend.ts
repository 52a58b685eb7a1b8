import type { Backend, BackendHealth, Health, Target } from '../../../model/backend.js';
import type { Segment } from '../../../model/list.js';
import { healthKeyOf } from '../../../model/record.js';
import type { Source } from '../../../model/source.js';
import type { DecodeContext, Harvest } from '../../provider.js';
import { fromTable, toAddresses, toPort } from '../../wire-values.js';
import { toBoundListener } from './listener.js';
import { backendRow, readRow, toPorts } from './wire.js';

/** `Unknown` is not checked yet, `Close` a check that is off. */
const healths: Readonly<Record<string, BackendHealth>> = { alive: 'UP', dead: 'DOWN' };

export function backendsSegment(source: Source, loadBalancerId: string, listenerId: string): Segment {
  return { of: { list: 'backends', source, loadBalancerId, listenerId, ruleId: null }, segment: '' };
}

/** All that is reached through a load balancer: one call lists it. */
export function reachedSegment(source: Source, loadBalancerId: string): Segment {
  return { of: { list: 'reached', source, loadBalancerId }, segment: '' };
}

/** A row of `DescribeBackends`, with what it tells of its listener. */
export function decodeBackend(
  row: unknown,
  context: DecodeContext,
  loadBalancerId: string,
): Harvest | 'malformed' {
  return readBackend(row, context, loadBalancerId, () => []);
}

/** A row of `DescribeBackendHealth`: the same with its health. Without `healthStatus` that is unknown. */
export function decodeCheckedBackend(
  row: unknown,
  context: DecodeContext,
  loadBalancerId: string,
): Harvest | 'malformed' {
  return readBackend(row, context, loadBalancerId, (backend, vendorHealth) => [
    toHealth(backend, vendorHealth),
  ]);
}

/** What is not a machine's must have an address: without either, nothing names it. */
function readBackend(
  row: unknown,
  { source, asOf }: DecodeContext,
  loadBalancerId: string,
  healthOf: (backend: Backend, vendorHealth: string | null) => readonly Health[],
): Harvest | 'malformed' {
  const wire = readRow(backendRow, row);
  if (wire === null) return 'malformed';
  const { read } = wire;
  const { listenerId } = read;
  const addresses = toAddresses([read.privateIpAddress]);
  const target = toTarget(read.instanceId, addresses);
  if (target === null) return 'malformed';
  const item: Backend = {
    kind: 'backend',
    source,
    asOf,
    loadBalancerId,
    listenerId,
    ruleId: null,
    target,
    port: toPort(read.backendPort) ?? onlyPort(read.listenerPort),
    vendorId: null,
    name: null,
    weight: read.weight,
    status: 'UNKNOWN',
    vendorStatus: null,
    addresses: addresses.length > 0 ? addresses : null,
    createdAt: null,
    vendorFields: {},
    // The address is that of one of the machine's network interfaces: it may have others.
    carried: {},
  };
  const listener = toBoundListener(wire, item);
  return {
    item,
    parent: backendsSegment(source, loadBalancerId, listenerId),
    records: [...(listener === null ? [] : [listener]), ...healthOf(item, read.healthStatus)],
  };
}

/** A backend without a port of its own gets what came to its listener's: of several ports none is the one. */
function onlyPort(listenerPort: string | null): number | null {
  const [first, ...others] = toPorts(listenerPort) ?? [];
  return first !== undefined && others.length === 0 && first.from === first.to ? first.from : null;
}

/** A server that is no machine of this service is bound by its address alone. */
function toTarget(instanceId: string | null, [address]: readonly string[]): Target | null {
  if (instanceId !== null) return { type: 'Instance', kind: 'VIRTUAL_MACHINE', id: instanceId };
  return address === undefined ? null : { type: 'IpTarget', id: address };
}

function toHealth(backend: Backend, vendorHealth: string | null): Health {
  const { source, asOf } = backend;
  const health = fromTable(healths, vendorHealth) ?? 'UNKNOWN';
  return { kind: 'health', source, asOf, of: healthKeyOf(backend), health, vendorHealth };
}
