import type { ListenerStatus, PortRange, Protocol, Scheduler } from '../../../../src/model/listener.js';
import type { Segment } from '../../../../src/model/list.js';
import type { Source } from '../../../../src/model/source.js';
import type { DecodeContext, Dropped, Harvest } from '../../../../src/providers/provider.js';
import { fromTable, toPort } from '../../../../src/providers/wire-values.js';
import { listenerRow } from './wire.js';

const statuses: Readonly<Record<string, ListenerStatus>> = {
  on: 'ACTIVE',
  off: 'DISABLED',
  making: 'CREATING',
};

const protocols: Readonly<Record<string, Protocol>> = {
  tcp: 'TCP',
  udp: 'UDP',
  http: 'HTTP',
  https: 'HTTPS',
};

const schedulers: Readonly<Record<string, Scheduler>> = {
  turn: 'WEIGHTED_ROUND_ROBIN',
  least: 'LEAST_CONNECTIONS',
};

export function listenersOf(source: Source, loadBalancerId: string): Segment {
  return { of: { list: 'listeners', source, loadBalancerId }, segment: '' };
}

/** A row of `GetListeners` for one load balancer: of it, though a look-up may not have named this one. */
export function toListener(
  value: unknown,
  { source, asOf }: DecodeContext,
  loadBalancerId: string,
): Harvest | Dropped {
  const parsed = listenerRow.safeParse(value);
  if (!parsed.success) return 'malformed';
  const row = parsed.data;
  if (row.balancer !== loadBalancerId) return 'foreign';
  return {
    parent: listenersOf(source, loadBalancerId),
    item: {
      kind: 'listener',
      source,
      asOf,
      loadBalancerId,
      vendorId: row.id,
      name: row.label,
      protocol: fromTable(protocols, row.proto) ?? 'UNKNOWN',
      ports: toPorts(row.port),
      scheduler: fromTable(schedulers, row.method) ?? 'UNKNOWN',
      sessionPersistence: null,
      healthCheck: null,
      status: fromTable(statuses, row.state) ?? 'UNKNOWN',
      vendorStatus: row.state,
      vendorFields: {},
    },
  };
}

function toPorts(value: number | null): readonly PortRange[] | null {
  const port = toPort(value);
  return port === null ? null : [{ from: port, to: port }];
}
