import type { Action as VendorAction, Query as VendorQuery } from '../action.js';
import type { FleetIndex } from './fleet-index.js';
import type { Fleet } from './records.js';

export type Query = VendorQuery<Fleet, FleetIndex>;
export type Action = VendorAction<Fleet, FleetIndex>;

/** Of before 2026, without `instanceType` on backends and without resource group filters. */
export const OLD_VERSION = '2022-11-20';

export const isOld = ({ version }: Query): boolean => version === OLD_VERSION;
