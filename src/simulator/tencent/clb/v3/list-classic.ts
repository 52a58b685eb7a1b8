import { z } from 'zod';
import { pageRows } from '../../../row-order.js';
import { toSelection } from '../../../selection.js';
import type { WireRow } from '../../../vendor.js';
import { createAction } from '../../v3/action.js';
import { isRefusal } from '../../v3/errors.js';
import { optional, required } from '../../v3/parameters.js';
import { seenThrough } from '../health.js';
import { rowOrder } from '../settings.js';
import { toClassicListenerRow } from './listener.js';
import { findListeners, findParent } from './parents.js';
import type { ClbRegion } from './region.js';
import { protocolCase } from './settings.js';
import { toClassicTargetRow } from './target.js';

const listenerDeclaration = z.object({
  LoadBalancerId: required.text,
  ListenerIds: optional.texts(),
  Protocol: z.enum(['TCP', 'UDP', 'HTTP', 'HTTPS']).optional(),
  ListenerPort: z.int().min(1).max(65_535).optional(),
  Status: optional.integer,
});

/** DescribeClassicalLBListeners: all of one classic load balancer; no total. */
export const listClassicListeners = createAction<ClbRegion, z.infer<typeof listenerDeclaration>>({
  declaration: listenerDeclaration,
  select(query) {
    const { ListenerPort: Port, Status, ...filter } = query.parameters;
    const found = findListeners({ ...filter, Port }, false, query);
    if (isRefusal(found)) return found;
    const rows = found.listeners
      .filter(({ vendorStatus }) => Status === undefined || Number(vendorStatus) === Status)
      .map((row) => toClassicListenerRow(row, query.settings));
    return {
      kind: 'listing',
      rows,
      total: rows.length,
      traits: { id: 'ListenerId', enumerated: 'Status', optional: 'ListenerName' },
      narrowed: true,
      wrap: (Listeners) => ({ Listeners }),
    };
  },
});

const targetDeclaration = z.object({ LoadBalancerId: required.text });

/** DescribeClassicalLBTargets: all machines bound at one classic load balancer; no total. */
export const listClassicTargets = createAction<ClbRegion, z.infer<typeof targetDeclaration>>({
  declaration: targetDeclaration,
  select(query) {
    const { parameters, region, settings } = query;
    const owner = findParent(parameters.LoadBalancerId, false, query);
    if (isRefusal(owner)) return owner;
    const index = region.index();
    const found = owner?.backends ?? [];
    const selection = toSelection(found, true, (row) => toClassicTargetRow(row, index, settings));
    return {
      kind: 'listing',
      rows: pageRows(selection, settings.get(rowOrder), 'InstanceId', 0, found.length),
      total: found.length,
      traits: { id: 'InstanceId', enumerated: 'RunFlag', optional: 'InstanceName' },
      narrowed: true,
      wrap: (Targets) => ({ Targets }),
    };
  },
});

const healthDeclaration = z.object({ LoadBalancerId: required.text, ListenerId: optional.text });

/** DescribeClassicalLBHealthStatus: of one classic load balancer, or one of its listeners; rows carry no ids. */
export const listClassicHealth = createAction<ClbRegion, z.infer<typeof healthDeclaration>>({
  declaration: healthDeclaration,
  select(query) {
    const { parameters, settings } = query;
    const { LoadBalancerId, ListenerId } = parameters;
    const ListenerIds = ListenerId === undefined ? [] : [ListenerId];
    const found = findListeners({ LoadBalancerId, ListenerIds }, false, query);
    if (isRefusal(found)) return found;
    const { owner, listeners } = found;
    const lower = settings.get(protocolCase) === 'lower';
    const rows = listeners.flatMap((listener) =>
      (owner ? seenThrough(owner, listener, settings) : []).flatMap(
        ({ vendorHealth, addresses, port }): WireRow[] =>
          vendorHealth === null
            ? []
            : [
                {
                  IP: addresses?.[0] ?? '',
                  Port: port,
                  ListenerPort: listener.port,
                  Protocol: lower ? listener.protocol.toLowerCase() : listener.protocol,
                  HealthStatus: Number(vendorHealth),
                },
              ],
      ),
    );
    return {
      kind: 'listing',
      rows,
      total: rows.length,
      traits: { id: 'IP', enumerated: 'HealthStatus', optional: 'Port' },
      narrowed: true,
      // Documented: null where there is nothing to tell.
      wrap: (HealthList) => ({ HealthList: HealthList.length > 0 ? HealthList : null }),
    };
  },
});
