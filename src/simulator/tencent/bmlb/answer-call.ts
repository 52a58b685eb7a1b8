import type { Answer, CallContext, PageReply, WireRequest } from '../../vendor.js';
import { checkIdentity } from '../check-request.js';
import { jsonHeaders, toAnswer, toSuccess, type Edition } from '../envelope.js';
import { invalidParameter, missingParameter, quotaExceeded, unknownAction, type Refusal } from '../errors.js';
import { toLongRegion } from '../regions.js';
import type { ReplayGuard } from '../replay-guard.js';
import { missingRegion, unknownRegion } from '../settings.js';
import type { Parameters } from '../signature.js';
import type { Account, Region } from './account.js';
import type { Listing } from './action.js';
import { actions } from './actions.js';
import type { Service } from './errors.js';
import { createFleetIndex } from './fleet-index.js';
import { isRefusal, type Found } from './find-parent.js';
import { HOSTS, serviceOf } from './services.js';

/** How each service writes what did not fail. */
const EDITIONS: Readonly<Record<Service, Edition>> = {
  bmlb: { codeDesc: true },
  bm: { codeDesc: false, message: 'OK' },
};
/** Refusals have the name of the error, whichever service refuses. */
export const REFUSAL_EDITION: Edition = { codeDesc: true };

/** A region where nothing is. */
export const NOTHING = createFleetIndex({ region: '', loadBalancers: [], instances: [] });

/** The vendor's answer to a call of the account whose SecretId it carries, if any. */
export function answerCall(
  request: WireRequest,
  parameters: Parameters,
  owner: Account | undefined,
  replays: ReplayGuard,
  context: CallContext,
): PageReply | Answer {
  const service = serviceOf(request, parameters);
  const hosts = service === null ? Object.values(HOSTS) : [HOSTS[service]];
  const caller = { account: owner?.account, hosts, replays };
  const listing =
    checkIdentity(request, parameters, caller, context) ?? select(service, parameters, owner, context);
  const { settings } = context;
  if (listing.kind === 'refusal') return toAnswer(listing, settings, REFUSAL_EDITION);
  const { rows, total, traits, narrowed } = listing;
  return {
    kind: 'page',
    rows,
    total,
    traits,
    narrowed,
    code: 0,
    headers: jsonHeaders(settings),
    wrap: (altered, count) =>
      toSuccess(listing.payload(altered, count), settings, EDITIONS[service ?? 'bmlb']),
  };
}

function select(
  service: Service | null,
  parameters: Parameters,
  owner: Account | undefined,
  context: CallContext,
): Listing | Refusal {
  const { settings, now } = context;
  const name = parameters.get('Action') ?? '';
  const action = actions.get(name);
  if (!action || action.service !== service) return unknownAction(name);
  if (!context.admit()) return quotaExceeded();
  const region = regionOf(parameters, owner, context);
  if (isRefusal(region)) return region;
  const index = region?.index() ?? NOTHING;
  return action.select({ service, parameters, index, settings, now });
}

function regionOf(
  parameters: Parameters,
  owner: Account | undefined,
  { settings }: CallContext,
): Found<Region> {
  const regions = owner?.regions ?? new Map<string, Region>();
  const code = parameters.get('Region') ?? '';
  if (code === '' && settings.get(missingRegion) === '4000') return missingParameter('Region');
  const [first] = regions.values();
  const found = code === '' ? first : regions.get(toLongRegion(code));
  if (found) return found;
  return settings.get(unknownRegion) === '4000' ? invalidParameter('Region') : null;
}
