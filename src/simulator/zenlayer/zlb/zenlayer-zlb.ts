import type { Vendor } from '../../vendor.js';
import { createBuildContext } from '../build-context.js';
import { VENDOR_HOST } from '../check-request.js';
import { failures } from '../errors.js';
import { checkTotals } from '../limits.js';
import type { Product } from '../product.js';
import { openTwin } from '../twin.js';
import { buildFleet } from './build-fleet.js';
import { createFleetIndex, type FleetIndex } from './fleet-index.js';
import { toInventoryAccount } from './inventory.js';
import type { Fleet } from './records.js';
import { openFleet } from './row-kinds.js';
import { services } from './services.js';
import { settings } from './settings.js';

const FIRST_CREATION = Date.UTC(2025, 3, 1, 1, 1, 1);

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

/** Zenlayer ZLB: below a load balancer nothing is paged or counted, and backends have no ids. */
export const zenlayerZlb: Vendor = {
  provider: 'ZENLAYER_ZLB',
  apis: ['v2'],
  hosts: [VENDOR_HOST],
  claims: ({ path }) => services.has(path),
  settings,
  checkTopology: checkTotals,
  gatewayOptions: () => undefined,
  failures,
  open: (accounts, seed) => openTwin(product, accounts, seed),
};
