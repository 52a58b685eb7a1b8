import type { WireResponse } from './wire.js';

/** One vendor's clock as far as it is known: ours and an offset, which is none until an answer taught another. */
export interface VendorClock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Takes the time that an answer carries (its `Date` header, whole seconds); false if it carries none. */
  readonly learn: (response: WireResponse) => boolean;
}

export function createVendorClock(now: () => number): VendorClock {
  let offsetMs = 0;
  return {
    now: () => now() + offsetMs,
    learn: ({ headers }) => {
      const vendorTime = Date.parse(headers['date'] ?? '');
      if (Number.isNaN(vendorTime)) return false;
      offsetMs = vendorTime - now();
      return true;
    },
  };
}
