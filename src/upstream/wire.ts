import type { ErrorCode } from '../errors.js';

/** Keys of an account. `token` comes with temporary keys, where a vendor has such. */
export interface Credentials {
  readonly id: string;
  readonly key: string;
  readonly token?: string;
}

export interface Signing {
  readonly credentials: Credentials;
  /** The vendor's time as far as known, in epoch milliseconds. */
  readonly nowMs: number;
  /** A random whole number from 1 to 2147483647, another one for each attempt: some vendors refuse what they saw before. */
  readonly nonce: number;
}

/** What goes over the wire, for the vendor's own host; the socket may go elsewhere. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  /** An https origin without a path. */
  readonly origin: string;
  /** Path and query, as signed. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface WireResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Answer =
  | {
      readonly ok: true;
      readonly rows: readonly unknown[];
      /** All rows that match, not only this page's; null when the answer carries none. */
      readonly total: number | null;
      readonly vendorRequestId: string | null;
    }
  | { readonly ok: false; readonly failure: VendorFailure };

/**
 * Whether a repeat within the same request may help. `never`: it is refused for good, or would only use up the quota. `soon`: a
 * fault that passes in a moment. `later`: too many calls in the last second. `signed-again`: the vendor says that the time stamp
 * is out of its window, so once more by the vendor's own clock.
 */
export type Repeat = 'never' | 'soon' | 'later' | 'signed-again';

/** A refusal or fault, mapped to our codes by the provider's own table. */
export interface VendorFailure {
  readonly code: ErrorCode;
  readonly vendorCode: string | number | null;
  /** The vendor's own words; the client scrubs and bounds them. */
  readonly message: string;
  readonly vendorRequestId: string | null;
  /** Whether the same request may succeed later; told to clients. */
  readonly retryable: boolean;
  /** Whether the client itself may try again, at once. */
  readonly repeat: Repeat;
  /** How long the vendor asks to be left alone. */
  readonly retryAfterMs: number | null;
  /** The vendor says that what was named does not exist: a look-up by id takes it for missing. */
  readonly notFound: boolean;
}
