import { z } from 'zod';
import type { CallIdentity, WireRequest } from '../../vendor.js';
import { toLongRegion } from '../regions.js';
import type { Action, Services } from './action.js';
import { readHead } from './call-head.js';
import { leavesOf, sortByDeclaration } from './declaration.js';
import { readBody, type PageLimits } from './parameters.js';

/** What a 3.0 call says of itself; `accountOf` finds whose a SecretId is. */
export function identifyModernCall<Region>(
  request: WireRequest,
  services: Services<Region>,
  accountOf: (secretId: string) => string | null,
): CallIdentity {
  const { action, version, region, token, authorization, service } = readHead(request);
  const called: Action<Region> | undefined = services.get(service ?? '')?.actions.get(action);
  const declaration = called?.declaration ?? NOTHING_DECLARED;
  const { documented, others } = sortByDeclaration(readBody(request, declaration) ?? {}, declaration);
  const shown = documented as Readonly<Record<string, unknown>>;
  return {
    account: accountOf(authorization?.secretId ?? ''),
    region: region === '' ? null : toLongRegion(region),
    action: action === '' ? null : action,
    params: {
      ...(region === '' ? {} : { Region: region }),
      ...(version === '' ? {} : { Version: version }),
      ...shown,
    },
    secrets: [
      ...(authorization ? [authorization.secretId, authorization.signature] : []),
      token,
      ...others.flatMap(({ value }) => leavesOf(value)),
    ],
    page: pageOf(shown, called?.paging),
  };
}

const NOTHING_DECLARED = z.object({});
const EVERYTHING: PageLimits = { usual: Infinity, most: Infinity };

/** 1-based, in pages of the asked size. */
function pageOf(
  { Offset, Limit }: Readonly<Record<string, unknown>>,
  { usual, most }: PageLimits = EVERYTHING,
): number {
  const limit = Math.min(Math.max(typeof Limit === 'number' ? Limit : usual, 1), most);
  return Math.floor(Math.max(typeof Offset === 'number' ? Offset : 0, 0) / limit) + 1;
}
