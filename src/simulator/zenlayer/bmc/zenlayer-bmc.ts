import { createRandom } from '../../random.js';
import type { Vendor } from '../../vendor.js';
import { VENDOR_HOST } from '../check-request.js';
import { failures } from '../errors.js';
import { checkTopology } from './limits.js';
import { services } from './services.js';
import { settings } from './settings.js';
import { openTwin } from './twin.js';

/** Zenlayer BMC load balancing: the action is a header, the arguments a JSON body, errors an HTTP status. */
export const zenlayerBmc: Vendor = {
  provider: 'ZENLAYER_BMC',
  apis: ['v2'],
  hosts: [VENDOR_HOST],
  claims: ({ path }) => services.has(path),
  settings,
  checkTopology,
  gatewayOptions: ({ profile }) => (profile === 'bm-only' ? { instanceTypes: ['BM'] } : undefined),
  failures,
  open: (accounts, seed) =>
    openTwin(accounts, seed, ({ id }) => {
      const random = createRandom(`${seed}/${id}/credentials`);
      return { id: random.text(16), key: random.text(25) };
    }),
};
