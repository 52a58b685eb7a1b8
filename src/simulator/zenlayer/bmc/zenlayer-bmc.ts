import type { Vendor } from '../../vendor.js';
import { createBuildContext } from '../build-context.js';
import { VENDOR_HOST } from '../check-request.js';
import { failures } from '../errors.js';
import type { Product } from '../product.js';
import { openTwin } from '../twin.js';
import { buildFleet } from './build-fleet.js';
import { createFleetIndex, type FleetIndex } from './fleet-index.js';
import { toInventoryAccount } from './inventory.js';
import { checkTopology } from './limits.js';
import type { Fleet } from './records.js';
import { openFleet } from './row-kinds.js';
import { services } from './services.js';
import { settings } from './settings.js';

const FIRST_CREATION = Date.UTC(2022, 7, 31, 11, 10, 0);

const product: Product<Fleet, FleetIndex> = {
  services,
  open(account, seed) {
    const context = createBuildContext(account, seed, FIRST_CREATION);
    const fleet = buildFleet(context);
    return { fleet, edit: (changed) => openFleet(fleet, context.fork('mutations'), changed) };
  },
  createIndex: createFleetIndex,
  inventory: toInventoryAccount,
};

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
  open: (accounts, seed) => openTwin(product, accounts, seed),
};
