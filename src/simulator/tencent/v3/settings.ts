import type { SettingDefinition } from '../../settings.js';

export const missingRegion = 'tencent-v3.missing-region';
export const unknownRegion = 'tencent-v3.unknown-region';
export const unknownParameter = 'tencent-v3.unknown-parameter';
export const limitOverMaximum = 'tencent-v3.limit-over-maximum';
export const throttleCode = 'tencent-v3.throttle-code';
export const scopeMismatch = 'tencent-v3.scope-mismatch';
export const token = 'tencent-v3.token';

/** What API 3.0 leaves open for all products; each of them lists these beside its own. */
export const modernSettings: readonly SettingDefinition[] = [
  {
    name: missingRegion,
    values: ['MissingParameter', 'first'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'what a 3.0 call without X-TC-Region gives: a refusal, or the first region of the account',
  },
  {
    name: unknownRegion,
    values: ['UnsupportedRegion', 'InvalidParameter.RegionNotFound', 'empty'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'what a 3.0 call for a region where the account has nothing gives',
  },
  {
    name: unknownParameter,
    values: ['UnknownParameter', 'ignore'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'what a parameter that the 3.0 action does not declare gives: a refusal, or nothing',
  },
  {
    name: limitOverMaximum,
    values: ['refuse', 'clamp'],
    sheet: 'tencent-clb-v2 11; tencent-bmlb-v2 12',
    meaning: 'what a Limit above the maximum of a 3.0 action gives: a refusal, or the maximum',
  },
  {
    name: throttleCode,
    values: [
      'RequestLimitExceeded',
      'RequestLimitExceeded.UinLimitExceeded',
      'RequestLimitExceeded.IPLimitExceeded',
      'RequestLimitExceeded.GlobalRegionUinLimitExceeded',
    ],
    sheet: 'tencent-clb-v2 11',
    meaning: 'the code of too many 3.0 calls in a second',
  },
  {
    name: scopeMismatch,
    values: ['AuthFailure.SignatureFailure', 'AuthFailure.InvalidAuthorization'],
    sheet: 'tencent-clb-v2 11, TC3-HMAC-SHA256',
    meaning:
      'the code for a credential scope whose date is not that of the time stamp, or whose service is not that of the host',
  },
  {
    name: token,
    values: ['accept', 'AuthFailure.TokenFailure'],
    sheet: 'tencent-clb-v2 11',
    meaning: 'what a 3.0 call with X-TC-Token gives: the same as without, or a refusal',
  },
];
