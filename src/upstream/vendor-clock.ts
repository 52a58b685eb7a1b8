import type { WireResponse } from './wire.js';

/** One vendor's clock as far as it is known: how far it is ahead of ours, nothing until an answer taught another. */
export interface VendorClock {
  /** In milliseconds. */
  readonly offsetMs: () => number;
  /** Takes the time that an answer carries (its `Date` header, whole seconds), and gives the offset; null if it carries none. */
  readonly learn: (response: WireResponse) => number | null;
}

export function createVendorClock(now: () => number): VendorClock {
  let offsetMs = 0;
  return {
    offsetMs: () => offsetMs,
    learn: ({ headers }) => {
      const vendorTime = Date.parse(headers['date'] ?? '');
      if (Number.isNaN(vendorTime)) return null;
      offsetMs = vendorTime - now();
      return offsetMs;
    },
  };
}
