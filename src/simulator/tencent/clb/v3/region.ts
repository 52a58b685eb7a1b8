import type { Listing, Query } from '../../v3/action.js';
import type { Region } from '../account.js';
import { createFleetIndex } from '../fleet-index.js';
import type { Fleet } from '../records.js';

/** What a 3.0 call sees of a region. */
export type ClbRegion = Pick<Region, 'fleet' | 'index'>;

export type ClbQuery<Values> = Query<ClbRegion, Values>;

export type Traits = Listing['traits'];

const NOTHING: Fleet = { region: '', loadBalancers: [], instances: [], gone: [] };

export const nowhere: ClbRegion = { fleet: NOTHING, index: () => createFleetIndex(NOTHING) };
