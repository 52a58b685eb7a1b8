import { createRandom } from '../../random.js';
import type { Answer, Vendor, VendorFailure, WireRequest } from '../../vendor.js';
import { toAnswer, type Edition } from '../envelope.js';
import { internalError, quotaExceeded, signatureFailure, type Refusal } from '../errors.js';
import { readParameters } from '../parameters.js';
import { toLongRegion } from '../regions.js';
import { hostsOf, isModernCall } from '../v3/call-head.js';
import { inBothDialects } from '../v3/failures.js';
import { modernSettings } from '../v3/settings.js';
import type { Settings } from '../../settings.js';
import { dialectOf, HOSTS } from './actions.js';
import { checkTopology } from './limits.js';
import { settings } from './settings.js';
import { openTwin } from './twin.js';
import { services } from './v3/services.js';
import { modernClbSettings } from './v3/settings.js';

const PATH = '/v2/index.php';
const EDITION: Edition = { codeDesc: true };

/** Tencent Cloud's CLB and the machines behind it, API 2.0 and 3.0 over the same fleet; errors inside HTTP 200. */
export const tencentClb: Vendor = {
  provider: 'TENCENT_CLB',
  apis: ['v2', 'v3'],
  hosts: [...HOSTS, ...[...services.keys()].flatMap(hostsOf)],
  // All products share the two paths, so this one stands behind those that claim their own calls alone.
  claims: (request) => request.path === PATH || isModernCall(request),
  settings: [...settings, ...modernSettings, ...modernClbSettings],
  regionName: toLongRegion,
  checkTopology,
  gatewayOptions: () => undefined,
  failures: inBothDialects(failures()),
  open: (accounts, seed) =>
    openTwin(accounts, seed, ({ id }) => {
      const random = createRandom(`${seed}/${id}/credentials`);
      return { id: `AKID${random.text(32)}`, key: random.text(32) };
    }),
};

function failures(): Record<VendorFailure, (settings: Settings, request: WireRequest) => Answer> {
  const asRefusal =
    (refusal: () => Refusal) =>
    (current: Settings, request: WireRequest): Answer =>
      toAnswer(refusal(), current, EDITION, dialectOf(readParameters(request)));
  return {
    http500: () => transport(500, 'Internal Server Error'),
    http429: () => transport(429, 'Too Many Requests'),
    'vendor-throttle': asRefusal(quotaExceeded),
    'vendor-internal': asRefusal(internalError),
    auth: asRefusal(signatureFailure),
  };
}

/** Anything but HTTP 200 comes from something in front of the API, and is not JSON. */
function transport(status: number, text: string): Answer {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'text/html' },
    body: `<html><body><h1>${status} ${text}</h1></body></html>`,
    code: null,
    rows: 0,
  };
}
