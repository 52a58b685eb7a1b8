import type { Answer, CallContext, PageReply, SimulatedAccount, WireRequest } from '../../vendor.js';
import { jsonHeaders } from '../envelope.js';
import { toLongRegion } from '../regions.js';
import type { Listing, Services } from './action.js';
import { readHead, type CallHead } from './call-head.js';
import { checkIdentity } from './check-identity.js';
import { toAnswer, toSuccess } from './envelope.js';
import { missingParameter, quotaExceeded, refuse, type Refusal } from './errors.js';
import { readBody } from './parameters.js';
import { missingRegion, unknownRegion } from './settings.js';

export interface Owner<Region> {
  readonly account: SimulatedAccount;
  /** By long name, in the order of the account's own list. */
  readonly regions: ReadonlyMap<string, Region>;
}

export interface Product<Region> {
  readonly services: Services<Region>;
  /** A region where nothing is. */
  readonly nowhere: Region;
}

/** The vendor's answer to a 3.0 call of the account whose key id it carries, if any. */
export function answerModernCall<Region>(
  request: WireRequest,
  product: Product<Region>,
  owner: Owner<Region> | undefined,
  context: CallContext,
): PageReply | Answer {
  const { settings } = context;
  const head = readHead(request);
  const listing =
    checkIdentity(request, head, owner?.account, context) ?? select(request, head, product, owner, context);
  if (listing.kind === 'refusal') return toAnswer(listing, settings);
  const { rows, total, traits, narrowed } = listing;
  return {
    kind: 'page',
    rows,
    total,
    traits,
    narrowed,
    code: null,
    headers: jsonHeaders(settings),
    wrap: (altered, count) => toSuccess(listing.wrap(altered, count)),
  };
}

function select<Region>(
  request: WireRequest,
  { action: name, version, region: code, service: called }: CallHead,
  { services, nowhere }: Product<Region>,
  owner: Owner<Region> | undefined,
  context: CallContext,
): Listing | Refusal {
  const { settings } = context;
  const service = services.get(called ?? '');
  if (!service) return refuse('NoSuchProduct', 'The product does not exist.');
  if (service.version !== version) return refuse('NoSuchVersion', `The version ${version} does not exist.`);
  const action = service.actions.get(name);
  if (!action) return refuse('InvalidAction', `The API ${name} does not exist.`);
  if (!context.admit()) return quotaExceeded(settings);

  const [first] = owner?.regions.values() ?? [];
  if (code === '' && settings.get(missingRegion) !== 'first') return missingParameter('X-TC-Region');
  const region = code === '' ? first : owner?.regions.get(toLongRegion(code));
  const otherwise = settings.get(unknownRegion);
  if (!region && otherwise !== 'empty') return refuse(otherwise, `The region ${code} is not supported.`);
  const body = readBody(request, action.declaration);
  if (!body) return refuse('InvalidParameter', 'The body is no JSON object.');
  return action.answer(body, region ?? nowhere, settings, service.codes);
}
