import type { GatewayOptions } from '../test/support/gateway.js';

const ttlMs = 3_600_000;

/** A cache in which nothing ages while it is measured. */
export const unaging: NonNullable<GatewayOptions['cache']> = {
  ttlMs: {
    ...{ loadBalancer: ttlMs, listener: ttlMs, rule: ttlMs, backend: ttlMs },
    ...{ instance: ttlMs, health: ttlMs, router: ttlMs, missing: ttlMs },
  },
};
