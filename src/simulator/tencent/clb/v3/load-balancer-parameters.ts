import { z } from 'zod';
import { optional } from '../../v3/parameters.js';
import { filters } from './filters.js';

const IDS = 20;

/** What DescribeLoadBalancers may be asked for. */
export const loadBalancerParameters = z.object({
  LoadBalancerIds: optional.texts(IDS),
  LoadBalancerType: z.enum(['OPEN', 'INTERNAL']).optional(),
  Forward: z.int().min(0).max(1).optional(),
  LoadBalancerName: optional.text,
  Domain: optional.text,
  LoadBalancerVips: optional.texts(),
  BackendPublicIps: optional.texts(),
  BackendPrivateIps: optional.texts(),
  Offset: optional.integer,
  Limit: optional.integer,
  OrderBy: optional.text,
  OrderType: z.int().min(0).max(1).optional(),
  SearchKey: optional.text,
  ProjectId: optional.integer,
  WithRs: z.int().min(-1).max(1).optional(),
  VpcId: optional.text,
  SecurityGroup: optional.text,
  MasterZone: optional.text,
  Filters: filters,
  AdditionalFields: optional.texts(),
});

export type LoadBalancerFilter = z.infer<typeof loadBalancerParameters>;
