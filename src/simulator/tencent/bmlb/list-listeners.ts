import type { RowTraits, WireRow } from '../../vendor.js';
import type { Refusal } from '../errors.js';
import { readNames, type Action, type Listing, type Query } from './action.js';
import { findLoadBalancer, isRefusal } from './find-parent.js';
import { toListenerRow, toPortRow, toSearchedRow } from './listener.js';
import { ofLayer } from './layers.js';
import type { Listener } from './records.js';
import { renderRows } from './render-rows.js';
import { searchLayer4 } from './search-listeners.js';
import { exampleTotals } from './settings.js';

const traits: RowTraits = { id: 'listenerId', enumerated: 'status', optional: 'listenerName' };

/** DescribeBmVportInfo: listeners of both layers, with few fields. */
export const listPorts: Action = {
  service: 'bmlb',
  parameters: ['loadBalancerId'],
  select(query) {
    const loadBalancer = findLoadBalancer(query, { listed: true });
    if (isRefusal(loadBalancer)) return loadBalancer;
    const listeners = loadBalancer?.listeners ?? [];
    const rows = renderRows(listeners, toPortRow, 'listenerId', query.settings);
    return listing(rows, false, query.settings.get(exampleTotals) === 'present');
  },
};

/** DescribeBmListeners, whose total is the size of its answer. */
export const listLayer4: Action = {
  service: 'bmlb',
  parameters: ['loadBalancerId', 'listenerIds.n'],
  select: (query) => selectLayer(query, 4, { listed: true, totalled: true }),
};

/** DescribeBmForwardListeners. */
export const listLayer7: Action = {
  service: 'bmlb',
  parameters: ['loadBalancerId', 'listenerIds.n'],
  select: (query) =>
    selectLayer(query, 7, { listed: false, totalled: query.settings.get(exampleTotals) === 'present' }),
};

/** DescribeBmListenerInfo: those of layer 4 by name, machine or address; without a total. */
export const searchByName: Action = {
  service: 'bmlb',
  parameters: ['loadBalancerId', 'searchKey', 'instanceIds.n'],
  select(query) {
    const { parameters, settings } = query;
    const loadBalancer = findLoadBalancer(query, { listed: true });
    if (isRefusal(loadBalancer)) return loadBalancer;
    const ids = readNames(query, 'instanceIds');
    if ('kind' in ids) return ids;
    const search = { word: parameters.get('searchKey') ?? '', ids };
    const found = searchLayer4(loadBalancer?.listeners ?? [], search, settings);
    const toRow = (listener: Listener): WireRow => toSearchedRow(listener, settings);
    return listing(renderRows(found, toRow, 'listenerId', settings), false, false);
  },
};

function selectLayer(
  query: Query,
  layer: 4 | 7,
  { listed, totalled }: { listed: boolean; totalled: boolean },
): Listing | Refusal {
  const { settings } = query;
  const loadBalancer = findLoadBalancer(query, { listed });
  if (isRefusal(loadBalancer)) return loadBalancer;
  const ids = readNames(query, 'listenerIds');
  if ('kind' in ids) return ids;
  const found = ofLayer(loadBalancer?.listeners ?? [], layer).filter(
    ({ vendorId }) => ids.length === 0 || ids.includes(vendorId),
  );
  const toRow = (listener: Listener): WireRow => toListenerRow(listener, settings);
  return listing(renderRows(found, toRow, 'listenerId', settings), ids.length > 0, totalled);
}

function listing(rows: Listing['rows'], narrowed: boolean, totalled: boolean): Listing {
  return {
    kind: 'listing',
    rows,
    total: rows.length,
    traits,
    narrowed,
    payload: (listenerSet, totalCount) => ({ ...(totalled ? { totalCount } : {}), listenerSet }),
  };
}
