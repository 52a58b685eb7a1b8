import { z } from 'zod';
import type { RowTraits, WireRow } from '../../../vendor.js';
import { createAction, type Action, type Listing } from '../../v3/action.js';
import { isRefusal } from '../../v3/errors.js';
import { optional, required } from '../../v3/parameters.js';
import { ofLayer } from '../layers.js';
import type { Listener } from '../records.js';
import { renderRows } from '../render-rows.js';
import { searchLayer4 } from '../search-listeners.js';
import type { Area } from './area.js';
import { checkNames } from './check-names.js';
import { findLoadBalancer } from './find-parent.js';
import { toListenerRow, toPortRow, toSearchedRow } from './listener.js';

const traits: RowTraits = { id: 'ListenerId', enumerated: 'Status', optional: 'ListenerName' };

const portDeclaration = z.object({ LoadBalancerId: required.text });

/** DescribeLoadBalancerPortInfo: listeners of both layers, with few fields. */
export const listPorts = createAction<Area, z.infer<typeof portDeclaration>>({
  declaration: portDeclaration,
  select(query) {
    const loadBalancer = findLoadBalancer(query, query.parameters.LoadBalancerId);
    if (isRefusal(loadBalancer)) return loadBalancer;
    const listeners = loadBalancer?.listeners ?? [];
    return toListing(renderRows(listeners, toPortRow, 'ListenerId', query.settings), false);
  },
});

const layerDeclaration = z.object({ LoadBalancerId: required.text, ListenerIds: optional.texts() });

/** DescribeL4Listeners and DescribeL7Listeners. */
export function listLayer(layer: 4 | 7): Action<Area> {
  return createAction<Area, z.infer<typeof layerDeclaration>>({
    declaration: layerDeclaration,
    select(query) {
      const { parameters, settings } = query;
      const { LoadBalancerId, ListenerIds: ids = [] } = parameters;
      const tooMany = checkNames({ ListenerIds: ids }, query);
      if (tooMany) return tooMany;
      const loadBalancer = findLoadBalancer(query, LoadBalancerId);
      if (isRefusal(loadBalancer)) return loadBalancer;
      const found = ofLayer(loadBalancer?.listeners ?? [], layer).filter(
        ({ vendorId }) => ids.length === 0 || ids.includes(vendorId),
      );
      return toListing(renderRows(found, toListenerRow, 'ListenerId', settings), ids.length > 0);
    },
  });
}

const searchDeclaration = z.object({
  LoadBalancerId: required.text,
  SearchKey: optional.text,
  InstanceIds: optional.texts(),
});

/** DescribeL4ListenerInfo: those of layer 4 by name, machine or address. */
export const searchByName = createAction<Area, z.infer<typeof searchDeclaration>>({
  declaration: searchDeclaration,
  select(query) {
    const { parameters, settings } = query;
    const { LoadBalancerId, SearchKey: word = '', InstanceIds: ids = [] } = parameters;
    const tooMany = checkNames({ InstanceIds: ids }, query);
    if (tooMany) return tooMany;
    const loadBalancer = findLoadBalancer(query, LoadBalancerId);
    if (isRefusal(loadBalancer)) return loadBalancer;
    const found = searchLayer4(loadBalancer?.listeners ?? [], { word, ids }, settings);
    const toRow = (listener: Listener): WireRow => toSearchedRow(listener, settings);
    return toListing(renderRows(found, toRow, 'ListenerId', settings), false);
  },
});

function toListing(rows: readonly WireRow[], narrowed: boolean): Listing {
  const wrap = (ListenerSet: readonly unknown[]): Record<string, unknown> => ({ ListenerSet });
  return { kind: 'listing', rows, total: rows.length, traits, narrowed, wrap };
}
