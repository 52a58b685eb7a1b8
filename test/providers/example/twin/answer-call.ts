import type { InventoryBackend } from '../../../../src/simulator/inventory.js';
import type {
  Answer,
  CallContext,
  PageReply,
  RowTraits,
  SimulatedAccount,
  WireRequest,
  WireRow,
} from '../../../../src/simulator/vendor.js';
import { refuse, toPage } from './answers.js';
import { ownerOf, refusalOf } from './call.js';
import type { Fleet } from './fleet.js';
import {
  backendTraits,
  listenerTraits,
  rowTraits,
  toBackendRow,
  toBalancerRow,
  toListenerRow,
  toMachineRow,
} from './rows.js';

export function answerCall(
  request: WireRequest,
  context: CallContext,
  accounts: readonly SimulatedAccount[],
  fleets: ReadonlyMap<string, ReadonlyMap<string, Fleet>>,
): PageReply | Answer {
  const account = ownerOf(request, accounts);
  const refusal = refusalOf(request, account, context.now);
  if (refusal !== null) return refuse(refusal);
  if (!context.admit()) return refuse('slow_down');
  const query = new URLSearchParams(request.query);
  const fleet = fleets.get(account?.id ?? '')?.get(query.get('region') ?? '');
  return fleet === undefined ? refuse('bad_parameter') : answerAction(request.path, query, fleet);
}

/** Sheet "Actions". */
function answerAction(path: string, query: URLSearchParams, { loadBalancers, instances }: Fleet) {
  switch (path) {
    case '/v1/GetBalancers':
      return pageOf(query, labelled(query, loadBalancers), toBalancerRow, { traits: rowTraits });
    case '/v1/GetMachines':
      return pageOf(query, instances, toMachineRow, { traits: rowTraits });
    case '/v1/GetListeners': {
      const balancer = loadBalancers.find(({ vendorId }) => vendorId === query.get('balancer'));
      if (balancer === undefined) return refuse('no_such_balancer');
      const rows = balancer.listeners.map((listener) => toListenerRow(listener, balancer.vendorId));
      return toPage(rows, rows.length, { traits: listenerTraits, narrowed: true, counted: false });
    }
    case '/v1/GetBackends': {
      const all = loadBalancers.flatMap(({ listeners }) => listeners);
      const listener = all.find(({ vendorId }) => vendorId === query.get('listener'));
      if (listener === undefined) return refuse('no_such_listener');
      const toRow = (backend: InventoryBackend) => toBackendRow(backend, listener.vendorId);
      return pageOf(query, listener.backends, toRow, { traits: backendTraits, narrowed: true });
    }
    default:
      return refuse('no_such_action');
  }
}

/** Those with the label that is asked for, if any. */
function labelled(query: URLSearchParams, all: Fleet['loadBalancers']): Fleet['loadBalancers'] {
  const label = query.get('label');
  return label === null ? all : all.filter(({ name }) => name === label);
}

/** The rows that ids name, or one page of all. */
function pageOf<T extends { readonly vendorId: string | null }>(
  query: URLSearchParams,
  all: readonly T[],
  toRow: (record: T) => WireRow,
  { traits, narrowed = false }: { readonly traits: RowTraits; readonly narrowed?: boolean },
): PageReply | Answer {
  if (query.has('id')) {
    const ids = query.getAll('id');
    if (ids.length > 20 || ids.includes('')) return refuse('bad_parameter');
    const rows = all.filter(({ vendorId }) => ids.includes(vendorId ?? '')).map(toRow);
    return toPage(rows, rows.length, { traits, narrowed: true, counted: true });
  }
  const offset = Number(query.get('offset') ?? -1);
  const limit = Number(query.get('limit') ?? 0);
  if (!(offset >= 0 && limit >= 1 && limit <= 25)) return refuse('bad_parameter');
  const rows = all.slice(offset, offset + limit).map(toRow);
  return toPage(rows, all.length, { traits, narrowed, counted: true });
}
