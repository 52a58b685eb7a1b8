import type { Region } from '../account.js';

/** One region as the calls of API 3.0 see it. */
export type Area = Pick<Region, 'index'>;
