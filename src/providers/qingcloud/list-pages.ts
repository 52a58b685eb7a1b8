import type { Paging } from '../provider.js';

/**
 * `offset` counts rows; a `limit` above 100 is cut to 100 without an error. That any limit from 1 on is valid is inferred: "Offset"
 * (development_docs/api/common/offset) lists 10, 20, 50 and 100, so no other is sent.
 */
export const paging: Paging = { style: 'offset', max: 100, min: 10 };

/** Rows show their inlined children from 1 on, at no further call. */
export const verbose = 1;
