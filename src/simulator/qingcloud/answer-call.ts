import { pageRows } from '../row-order.js';
import type { Settings } from '../settings.js';
import type { Answer, CallContext, PageReply, WireRequest } from '../vendor.js';
import type { Account, Region } from './account.js';
import type { Action } from './action.js';
import { actions } from './actions.js';
import { checkIdentity, readWindow } from './check-request.js';
import {
  illegalParameter,
  missingParameter,
  notFound,
  quotaExceeded,
  spellRefusal,
  targetTooLong,
  unknownAction,
} from './errors.js';
import { createFleetIndex, withOthers, type FleetIndex } from './fleet-index.js';
import { readList } from './parameters.js';
import type { Fleet } from './records.js';
import {
  checkOrder,
  emptySet,
  idPaging,
  idsMaximum,
  otherZoneId,
  rowOrder,
  totalCount,
  unknownId,
  unknownZone,
  urlLimit,
} from './settings.js';
import type { Parameters } from './signature.js';

const NOTHING: Fleet = { region: '', loadBalancers: [], instances: [], routers: [] };

/** The vendor's answer to a call of the account whose key id it carries, if any. */
export function answerCall(
  request: WireRequest,
  parameters: Parameters,
  owner: Account | undefined,
  context: CallContext,
): PageReply | Answer {
  if (isTooLong(request, context.settings)) return targetTooLong();
  const reply = answerChecked(request, parameters, owner, context);
  return reply.kind === 'answer' ? spellRefusal(reply, context.settings) : reply;
}

function isTooLong({ method, path, query }: WireRequest, settings: Settings): boolean {
  const most = settings.get(urlLimit);
  return method === 'GET' && most !== 'none' && `${path}?${query}`.length > Number(most);
}

function answerChecked(
  request: WireRequest,
  parameters: Parameters,
  owner: Account | undefined,
  context: CallContext,
): PageReply | Answer {
  const { settings } = context;
  const quotaFirst = settings.get(checkOrder) === 'quota-first';
  if (quotaFirst && !context.admit()) return quotaExceeded();
  const refused = checkIdentity(request, parameters, owner?.account, context);
  if (refused) return refused;
  const name = parameters.get('action') ?? '';
  const action = actions.get(name);
  if (!action) return unknownAction(name);
  const zone = parameters.get('zone');
  if (zone === undefined && action.needsZone) return missingParameter('zone');
  const known = zone === undefined ? undefined : owner?.regions.get(zone);
  if (action.needsZone && !known && settings.get(unknownZone) === '1100') return illegalParameter('zone');
  const window = readWindow(parameters, context);
  if (window.kind === 'answer') return window;
  const index = indexFor(known, owner, settings);
  const ids = readList(parameters, action.ids.name);
  const selection =
    refuseIds(action, ids, index, settings) ??
    action.select({
      parameters,
      verbose: window.verbose,
      fleet: known?.fleet ?? NOTHING,
      index,
      settings,
      zones: [...(owner?.regions.keys() ?? [])],
    });
  if (!quotaFirst && !context.admit()) return quotaExceeded();
  if (selection.kind === 'answer') return selection;
  const whole = ids.length > 0 && settings.get(idPaging) === 'whole';
  const { offset, limit } = whole ? { offset: 0, limit: selection.total } : window;
  return {
    kind: 'page',
    rows: pageRows(selection, settings.get(rowOrder), action.traits.id, offset, limit),
    total: selection.total,
    traits: action.traits,
    narrowed: selection.narrowed,
    code: 0,
    wrap: (rows, total) => wrapSet(name, action.set, rows, total, settings),
  };
}

function indexFor(known: Region | undefined, owner: Account | undefined, settings: Settings): FleetIndex {
  const own = known?.index() ?? createFleetIndex(NOTHING);
  if (settings.get(otherZoneId) === 'unknown') return own;
  return withOthers(
    own,
    [...(owner?.regions.values() ?? [])].map((region) => region.index()),
  );
}

function refuseIds(
  { ids: list }: Action,
  ids: readonly string[],
  index: FleetIndex,
  settings: Settings,
): Answer | null {
  const most = settings.get(idsMaximum);
  if (most !== 'none' && ids.length > Number(most)) return illegalParameter(list.name);
  if (settings.get(unknownId) === 'omit') return null;
  const byId = list.known(index);
  const unknown = byId && ids.find((id) => !byId.has(id));
  return typeof unknown === 'string' ? notFound(unknown) : null;
}

/** Sets whose total the vendor's machine-readable description leaves out. */
const UNTOTALLED: readonly string[] = ['loadbalancer_set', 'loadbalancer_backend_set'];

function wrapSet(
  name: string,
  set: string,
  rows: readonly unknown[],
  total: number,
  settings: Settings,
): Record<string, unknown> {
  const untold = settings.get(totalCount) === 'absent' && UNTOTALLED.includes(set);
  return {
    action: `${name}Response`,
    ...(untold ? {} : { total_count: total }),
    [set]: rows.length === 0 && settings.get(emptySet) === 'null' ? null : rows,
    ret_code: 0,
  };
}
