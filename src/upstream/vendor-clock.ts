import type { WireResponse } from './wire.js';

/** One vendor's clock as far as it is known: how far it is ahead of ours, nothing until an answer taught another. */
export interface VendorClock {
  /** In milliseconds. */
  readonly offsetMs: () => number;
  /**
   * Takes the time that an answer carries (its `Date` header, whole seconds), and gives the offset; null if it carries none that
   * can be believed.
   */
  readonly learn: (response: WireResponse) => number | null;
}

/** Of a clock that is further off nothing but a mistake is told. */
const mostOffsetMs = 400 * 24 * 3_600_000;

export function createVendorClock(now: () => number): VendorClock {
  let offsetMs = 0;
  return {
    offsetMs: () => offsetMs,
    learn: ({ headers }) => {
      const vendorTime = Date.parse(headers['date'] ?? '');
      const offset = vendorTime - now();
      // Not a number, where the header is no date.
      if (!(Math.abs(offset) <= mostOffsetMs)) return null;
      offsetMs = offset;
      return offset;
    },
  };
}
