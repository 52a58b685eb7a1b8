import { createRandom } from '../random.js';
import type { Vendor, WireRequest } from '../vendor.js';
import { failures } from './errors.js';
import { checkTopology } from './limits.js';
import { settings } from './settings.js';
import { openTwin } from './twin.js';

/** QingCloud IaaS API: one address for all actions, errors inside HTTP 200. */
export const qingcloud: Vendor = {
  provider: 'QINGCLOUD',
  apis: ['v1'],
  hosts: ['api.qingcloud.com'],
  claims: ({ path }: WireRequest) => path === '/iaas/' || path === '/iaas',
  settings,
  checkTopology,
  gatewayOptions: () => undefined,
  failures,
  open: (accounts, seed) =>
    openTwin(accounts, seed, ({ id }) => {
      const random = createRandom(`${seed}/${id}/credentials`);
      return { id: random.text(20, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), key: random.text(40) };
    }),
};
