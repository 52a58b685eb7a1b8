import { pageRows } from '../row-order.js';
import type { Answer, CallContext, PageReply, WireRequest } from '../vendor.js';
import { checkArguments, readWindow } from './arguments.js';
import { checkIdentity, type FindAccount } from './check-request.js';
import { badArgument, limitExceeded, newRequestId, unauthorizedOperation } from './errors.js';
import type { Account, Product, Service } from './product.js';
import { readBody } from './read-body.js';
import { checkOrder, missingVersion, pastTheEnd, rowOrder } from './settings.js';

/** The vendor's answer to a call of the account whose key id it carries, if any. */
export function answerCall<Fleet, Index>(
  { services }: Product<Fleet, Index>,
  request: WireRequest,
  owner: Account<Fleet, Index> | undefined,
  findAccount: FindAccount,
  context: CallContext,
): PageReply | Answer {
  const { headers, path } = request;
  const { settings } = context;
  const order = settings.get(checkOrder);
  if (order === 'rate-first' && !context.admit()) return limitExceeded(settings);
  const refusedIdentity = checkIdentity(request, findAccount, context);
  if (refusedIdentity) return refusedIdentity;
  const name = headers['x-zc-action'] ?? '';
  const service = services.get(path);
  const sent = headers['x-zc-version'];
  if (sent === undefined && settings.get(missingVersion) === 'refused')
    return badArgument('MISSING_PARAMETER', 'X-ZC-Version');
  const version = versionOf(service, sent, context);
  const action = service?.actions.get(name);
  if (!owner || !action || version === null) return unauthorizedOperation(name);
  if (order === 'rate-then-arguments' && !context.admit()) return limitExceeded(settings);
  const args = readBody(request);
  if (!args) return badArgument('INVALID_PARAMETER_TYPE', '(body)');
  const refused = checkArguments(args, action.rules, settings);
  if (refused) return refused;
  const selection = action.select({
    args,
    fleet: owner.fleet,
    index: owner.index(),
    settings,
    version,
  });
  if (selection.kind === 'answer') return selection;
  if (order === 'rate-last' && !context.admit()) return limitExceeded(settings);

  const { pageNum, pageSize } = readWindow(args);
  const offset = action.paged ? (pageNum - 1) * pageSize : 0;
  if (offset > 0 && offset >= selection.total && settings.get(pastTheEnd) === '400') {
    return badArgument('INVALID_PARAMETER_EXCEED_MAXIMUM', 'pageNum');
  }
  const limit = action.paged ? pageSize : selection.total;
  const requestId = newRequestId();
  return {
    kind: 'page',
    rows: pageRows(selection, settings.get(rowOrder), action.traits.id, offset, limit),
    total: selection.total,
    traits: action.traits,
    narrowed: selection.narrowed,
    code: null,
    wrap: (rows, total) => ({ requestId, response: { requestId, ...action.wrap(rows, total, settings) } }),
  };
}

function versionOf<Fleet, Index>(
  service: Service<Fleet, Index> | undefined,
  sent: string | undefined,
  { settings }: CallContext,
): string | null {
  const versions: readonly string[] = service?.versions ?? [];
  if (sent !== undefined) return versions.includes(sent) ? sent : null;
  return (settings.get(missingVersion) === 'latest' ? versions[0] : versions.at(-1)) ?? null;
}
