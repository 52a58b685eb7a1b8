import type { Settings } from '../../settings.js';
import type { Answer, VendorFailure, WireRequest } from '../../vendor.js';
import { isModernCall } from './call-head.js';
import { toAnswer } from './envelope.js';
import { internalError, quotaExceeded, signatureFailure } from './errors.js';

type Failure = (settings: Settings, request: WireRequest) => Answer;

/** The failures of a product of both dialects: each in the spelling of the request that it strikes. */
export function inBothDialects(
  classic: Readonly<Record<VendorFailure, Failure>>,
): Record<VendorFailure, Failure> {
  const either =
    (older: Failure, modern: (settings: Settings) => Answer): Failure =>
    (settings, request) =>
      isModernCall(request) ? modern(settings) : older(settings, request);
  return {
    ...classic,
    'vendor-throttle': either(classic['vendor-throttle'], (settings) =>
      toAnswer(quotaExceeded(settings), settings),
    ),
    'vendor-internal': either(classic['vendor-internal'], (settings) => toAnswer(internalError(), settings)),
    auth: either(classic.auth, (settings) => toAnswer(signatureFailure(), settings)),
  };
}
