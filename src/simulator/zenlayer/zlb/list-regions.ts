import { toSelection } from '../../selection.js';
import { wrapRows } from '../data-set.js';
import type { Action } from './action.js';

/** DescribeLoadBalancerRegions: those that the account was given; names of cities are made up from their ids. */
export const listRegions: Action = {
  rules: {},
  traits: { id: 'regionId', enumerated: 'cityCode', optional: 'cityName' },
  paged: false,
  wrap: wrapRows('regions'),
  select: ({ fleet }) =>
    toSelection(fleet.regions, false, (regionId) => ({
      regionId,
      cityName: `City of ${regionId}`,
      cityCode: regionId
        .replace(/[^a-z]/g, '')
        .slice(0, 3)
        .toUpperCase(),
    })),
};
