import { toSelection, type Selection } from '../../selection.js';
import type { Answer } from '../../vendor.js';
import type { Action as VendorAction, Query as VendorQuery } from '../action.js';
import { readText } from '../arguments.js';
import { resourceNotFound } from '../errors.js';
import type { FleetIndex } from './fleet-index.js';
import type { Fleet, LoadBalancer } from './records.js';
import { unknownLoadBalancer } from './settings.js';

export type Query = VendorQuery<Fleet, FleetIndex>;
export type Action = VendorAction<Fleet, FleetIndex>;

/** What stands below the load balancer that a call has to name. */
export function selectBelow(
  { args, index, settings }: Query,
  select: (loadBalancer: LoadBalancer) => Selection | Answer,
): Selection | Answer {
  const id = readText(args, 'loadBalancerId') ?? '';
  const loadBalancer = index.loadBalancerById.get(id);
  if (loadBalancer) return select(loadBalancer);
  return settings.get(unknownLoadBalancer) === '404'
    ? resourceNotFound(id)
    : toSelection([], true, () => ({}));
}
