import { createRandom } from '../../random.js';
import type { Settings } from '../../settings.js';
import type { Answer, Vendor, WireRequest } from '../../vendor.js';
import { toAnswer } from '../envelope.js';
import { quotaExceeded, signatureFailure } from '../errors.js';
import { readParameters } from '../parameters.js';
import { toLongRegion } from '../regions.js';
import { sharedSettings } from '../settings.js';
import { hostsOf, isModernCall, readHead } from '../v3/call-head.js';
import { inBothDialects } from '../v3/failures.js';
import { modernSettings } from '../v3/settings.js';
import { actions } from './actions.js';
import { REFUSAL_EDITION } from './answer-call.js';
import { moduleDown } from './errors.js';
import { checkTopology } from './limits.js';
import { HOSTS, serviceOf } from './services.js';
import { ownSettings } from './settings.js';
import { openTwin } from './twin.js';
import { services } from './v3/services.js';
import { modernOwnSettings } from './v3/settings.js';

const PATH = '/v2/index.php';

/** Tencent Cloud's load balancers of physical machines, and those machines: API 2.0 and 3.0 over the same fleet. */
export const tencentBmlb: Vendor = {
  provider: 'TENCENT_BMLB',
  apis: ['v2', 'v3'],
  hosts: [...Object.values(HOSTS), ...[...services.keys()].flatMap(hostsOf)],
  claims: (request: WireRequest) =>
    isModernCall(request)
      ? services.has(readHead(request).service ?? '')
      : request.path === PATH && actions.has(readParameters(request).get('Action') ?? ''),
  settings: [...sharedSettings, ...modernSettings, ...ownSettings, ...modernOwnSettings],
  regionName: toLongRegion,
  checkTopology,
  gatewayOptions: () => undefined,
  failures: inBothDialects({
    http500: () => transport(500, 'Internal Server Error'),
    http429: () => transport(429, 'Too Many Requests'),
    'vendor-throttle': (settings) => toAnswer(quotaExceeded(), settings, REFUSAL_EDITION),
    'vendor-internal': (settings, request) => internalFailure(settings, request),
    auth: (settings) => toAnswer(signatureFailure(), settings, REFUSAL_EDITION),
  }),
  open: (accounts, seed) =>
    openTwin(accounts, seed, ({ id }) => {
      const random = createRandom(`${seed}/${id}/credentials`);
      return { id: `AKID${random.text(32)}`, key: random.text(32) };
    }),
};

function internalFailure(settings: Settings, request: WireRequest): Answer {
  const service = serviceOf(request, readParameters(request)) ?? 'bmlb';
  return toAnswer(moduleDown(service, settings), settings, REFUSAL_EDITION);
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
