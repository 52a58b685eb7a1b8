import type { SettingDefinition } from '../settings.js';

export const clockWindow = 'tencent.clock-window';
export const replayedNonce = 'tencent.replayed-nonce';
export const unknownKey = 'tencent.unknown-key';
export const underscores = 'tencent.underscores';
export const missingRegion = 'tencent.missing-region';
export const unknownRegion = 'tencent.unknown-region';
export const limitOverMaximum = 'tencent.limit-over-maximum';
export const codeType = 'tencent.code-type';
export const codeDesc = 'tencent.code-desc';
export const successMessage = 'tencent.success-message';
export const errorStatus = 'tencent.error-status';
export const contentType = 'tencent.content-type';

/** What the products of the vendor have in common; each of them lists these beside its own. */
export const sharedSettings: readonly SettingDefinition[] = [
  {
    name: clockWindow,
    values: ['300', '7200'],
    sheet: 'tencent-clb-v2 3, Clock skew',
    meaning: 'by how many seconds Timestamp may be off; more gives 4500',
  },
  {
    name: replayedNonce,
    values: ['4500', 'accept'],
    sheet: 'tencent-clb-v2 3, Clock skew',
    meaning: 'what a Nonce that came with the same key and Timestamp before gives',
  },
  {
    name: unknownKey,
    values: ['4104', '4100'],
    sheet: 'tencent-clb-v2 5',
    meaning: 'the code for a SecretId that is not known',
  },
  {
    name: underscores,
    values: ['sort-first', 'replace-first', 'kept'],
    sheet: 'tencent-clb-v2 3',
    meaning: 'whether `_` in names becomes `.` after sorting, before it, or not at all',
  },
  {
    name: missingRegion,
    values: ['4000', 'first'],
    sheet: 'tencent-clb-v2 2',
    meaning: 'what a call without Region gives: a refusal, or the first region of the account',
  },
  {
    name: unknownRegion,
    values: ['4000', 'empty'],
    sheet: 'tencent-clb-v2 2',
    meaning: 'what a Region where the account has nothing gives',
  },
  {
    name: limitOverMaximum,
    values: ['4000', 'clamp'],
    sheet: 'tencent-clb-v2 4, 13; tencent-bmlb-v2 4, 13',
    meaning: 'what a limit above the maximum gives: a refusal, or the maximum',
  },
  {
    name: codeType,
    values: ['number', 'string-errors', 'string'],
    sheet: 'tencent-clb-v2 5',
    meaning: 'whether `code` is a number, a string in errors, or always a string',
  },
  {
    name: codeDesc,
    values: ['edition', 'present', 'absent'],
    sheet: 'tencent-clb-v2 5',
    meaning:
      'whether answers carry `codeDesc`: as in the edition of the documentation that is played, always, or never',
  },
  {
    name: successMessage,
    values: ['edition', 'success'],
    sheet: 'tencent-clb-v2 5',
    meaning: 'what `message` is where nothing failed',
  },
  {
    name: errorStatus,
    values: ['200', '400-500'],
    sheet: 'tencent-clb-v2 5',
    meaning: 'the HTTP status of a refusal: 200, or 400 and from code 6000 on 500',
  },
  {
    name: contentType,
    values: ['application/json; charset=utf-8', 'text/html; charset=UTF-8'],
    sheet: 'tencent-clb-v2 5, 13',
    meaning: 'the Content-Type of JSON answers',
  },
];
