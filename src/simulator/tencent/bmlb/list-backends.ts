import type { Settings } from '../../settings.js';
import type { RowTraits, WireRow } from '../../vendor.js';
import type { Refusal } from '../errors.js';
import { readInteger, readRecords } from '../parameters.js';
import type { Parameters } from '../signature.js';
import type { Action, Listing, Query } from './action.js';
import { toBackendRow, toLayer4Row } from './backend.js';
import { badParameter } from './errors.js';
import { findListener, findLocation, isRefusal } from './find-parent.js';
import type { Backend } from './records.js';
import { renderRows } from './render-rows.js';
import { locationPage } from './settings.js';
import { isNamedBy } from './shown-backend.js';

const traits: RowTraits = { id: 'instanceId', enumerated: 'status', optional: 'weight' };

/** DescribeBmL4ListenerBackends: the backends of one listener, all or the named pairs of target and port. */
export const listLayer4Backends: Action = {
  service: 'bmlb',
  parameters: ['loadBalancerId', 'listenerId', 'backends.n.port', 'backends.n.instanceId'],
  select(query) {
    const { parameters, settings } = query;
    const listener = findListener(query, 4, { listed: true });
    if (isRefusal(listener)) return listener;
    const pairs = readRecords(parameters, 'backends');
    if (pairs.some((pair) => !isPair(pair))) return badParameter('bmlb', 'backends.n', settings);
    const found = (listener?.backends ?? []).filter(
      (row) => pairs.length === 0 || pairs.some((pair) => isPairOf(pair, row, settings)),
    );
    const toRow = (row: Backend): WireRow => toLayer4Row(row, settings);
    return toListing(renderRows(found, toRow, 'lanIp', settings), pairs.length > 0);
  },
};

/** DescribeBmLocationBackends: the backends of one location, in pages without a total. */
export const listLocationBackends: Action = {
  service: 'bmlb',
  parameters: ['loadBalancerId', 'listenerId', 'domainId', 'locationId', 'queryType', 'offset', 'limit'],
  select(query) {
    const { settings } = query;
    const location = findLocation(query, { listed: true });
    if (isRefusal(location)) return location;
    const backends = location?.backends ?? [];
    const window = readLocationWindow(query, backends.length);
    if ('kind' in window) return window;
    const toRow = (row: Backend): WireRow => toBackendRow(row, settings);
    return toListing(renderRows(backends, toRow, 'lanIp', settings, window), false);
  },
};

function toListing(rows: Listing['rows'], narrowed: boolean): Listing {
  return { kind: 'listing', rows, total: rows.length, traits, narrowed, payload: (data) => ({ data }) };
}

function isPairOf(pair: Parameters, row: Backend, settings: Settings): boolean {
  return isNamedBy({ instanceId: pair.get('instanceId'), port: pair.get('port') }, row, settings);
}

function isPair(pair: Parameters): boolean {
  const port = readInteger(pair, 'port') ?? 0;
  return port >= 1 && port <= 65_535 && Boolean(pair.get('instanceId'));
}

/** No maximum is documented for this call. */
function readLocationWindow(
  { parameters, settings }: Query,
  all: number,
): { offset: number; limit: number } | Refusal {
  const most = settings.get(locationPage);
  const offset = readInteger(parameters, 'offset') ?? (parameters.get('offset') ? -1 : 0);
  if (offset < 0) return badParameter('bmlb', 'offset', settings);
  const usual = most === 'all' ? Math.max(all, 1) : Number(most);
  const limit = readInteger(parameters, 'limit') ?? (parameters.get('limit') ? -1 : usual);
  return limit < 1 ? badParameter('bmlb', 'limit', settings) : { offset, limit };
}
