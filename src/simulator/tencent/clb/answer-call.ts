import type { Answer, CallContext, PageReply, WireRequest } from '../../vendor.js';
import { checkIdentity } from '../check-request.js';
import { jsonHeaders, toAnswer, toSuccess } from '../envelope.js';
import { invalidParameter, missingParameter, quotaExceeded, unknownAction, type Refusal } from '../errors.js';
import { toLongRegion } from '../regions.js';
import type { ReplayGuard } from '../replay-guard.js';
import { missingRegion, unknownRegion } from '../settings.js';
import type { Parameters } from '../signature.js';
import type { Account } from './account.js';
import { isRefusal, type Rows } from './action.js';
import { actionOf, dialectOf, HOSTS } from './actions.js';
import { editions } from './editions.js';
import { createFleetIndex } from './fleet-index.js';
import type { Fleet } from './records.js';

const NOTHING: Fleet = { region: '', loadBalancers: [], instances: [], gone: [] };

/** The vendor's answer to a call of the account whose key id it carries, if any. */
export function answerCall(
  request: WireRequest,
  parameters: Parameters,
  owner: Account | undefined,
  replays: ReplayGuard,
  context: CallContext,
): PageReply | Answer {
  const { settings } = context;
  const edition = owner?.edition ?? editions['cn-2018'];
  const dialect = dialectOf(parameters);
  const found = select(request, parameters, owner, replays, context);
  if (isRefusal(found)) return toAnswer(found, settings, edition, dialect);
  const { rows, total, traits, narrowed, msg } = found;
  const spelt = msg === undefined ? edition : { ...edition, msg, codeDesc: false };
  return {
    kind: 'page',
    rows,
    total,
    traits,
    narrowed,
    code: 0,
    headers: jsonHeaders(settings),
    wrap: (shown, count) => toSuccess(found.wrap(shown, count), settings, spelt, dialect),
  };
}

function select(
  request: WireRequest,
  parameters: Parameters,
  owner: Account | undefined,
  replays: ReplayGuard,
  context: CallContext,
): Rows | Refusal {
  const { settings } = context;
  const action = actionOf(parameters);
  const host = (request.headers['host'] ?? '').replace(/:\d+$/, '').toLowerCase();
  const called = HOSTS.find((own) => own === host);
  const hosts = called ? [called] : action ? [action.host] : HOSTS;
  const refused = checkIdentity(request, parameters, { account: owner?.account, hosts, replays }, context);
  if (refused) return refused;
  if (!owner || !action || (called !== undefined && called !== action.host))
    return unknownAction(parameters.get('Action') ?? '');

  const [first] = owner.regions.keys();
  const code = parameters.get('Region') || (settings.get(missingRegion) === 'first' ? first : undefined);
  if (code === undefined) return missingParameter('Region');
  const region = owner.regions.get(toLongRegion(code));
  if (!region && settings.get(unknownRegion) === '4000') return invalidParameter('Region');
  const selected = action.select({
    parameters,
    fleet: region?.fleet ?? NOTHING,
    index: region?.index() ?? createFleetIndex(NOTHING),
    edition: owner.edition,
    settings,
  });
  return context.admit() ? selected : quotaExceeded();
}
