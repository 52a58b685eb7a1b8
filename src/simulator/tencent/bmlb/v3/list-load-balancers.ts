import { z } from 'zod';
import type { WireRow } from '../../../vendor.js';
import { createAction } from '../../v3/action.js';
import { optional, readPage, type PageLimits } from '../../v3/parameters.js';
import { filterLoadBalancers, SORT_KEYS, sortLoadBalancers } from '../filter-load-balancers.js';
import { PAGE_DEFAULT, PAGE_MAXIMUM } from '../limits.js';
import type { LoadBalancer } from '../records.js';
import { renderRows } from '../render-rows.js';
import { idPaging } from '../settings.js';
import type { Area } from './area.js';
import { checkNames } from './check-names.js';
import { configurationOf, isBare, toLoadBalancerRow } from './load-balancer.js';

const PAGING: PageLimits = { usual: PAGE_DEFAULT, most: PAGE_MAXIMUM };

const declaration = z.object({
  LoadBalancerIds: optional.texts(),
  LoadBalancerType: z.enum(['open', 'internal']).optional(),
  LoadBalancerName: optional.text,
  Domain: optional.text,
  LoadBalancerVips: optional.texts(),
  Offset: optional.integer,
  Limit: optional.integer,
  SearchKey: optional.text,
  OrderBy: z.enum(SORT_KEYS).optional(),
  OrderType: z.int().min(0).max(1).optional(),
  ProjectId: optional.integer,
  Exclusive: z.int().min(0).max(4).optional(),
  TgwSetType: z.enum(['fullnat', 'tunnel', 'dnat']).optional(),
  VpcId: optional.text,
  QueryType: z.enum(['CONFLIST', 'CONFID']).optional(),
  ConfId: optional.text,
});

/** DescribeLoadBalancers: all of the region, or those that every given filter lets through. */
export const listLoadBalancers = createAction<Area, z.infer<typeof declaration>>({
  declaration,
  paging: PAGING,
  select({ parameters, region, settings, codes }) {
    const { LoadBalancerIds: ids = [], LoadBalancerVips: vips = [] } = parameters;
    const tooMany = checkNames({ LoadBalancerIds: ids, LoadBalancerVips: vips }, { codes, settings });
    if (tooMany) return tooMany;
    const page = readPage(parameters, PAGING, codes, settings);
    if (page.kind === 'refusal') return page;
    const filter = {
      ids,
      vips,
      name: parameters.LoadBalancerName,
      word: parameters.SearchKey,
      type: parameters.LoadBalancerType,
      domain: parameters.Domain,
      projectId: parameters.ProjectId?.toString(),
      exclusive: parameters.Exclusive?.toString(),
      tgwSetType: parameters.TgwSetType,
      networkId: parameters.VpcId,
    };
    const byRow = filter.type !== undefined || filter.domain !== undefined;
    const found = filterLoadBalancers(region.index().loadBalancers, filter, settings).filter(
      (row) => hasConfiguration(row, parameters) && !(byRow && isBare(row, settings)),
    );
    const { offset, limit } =
      ids.length > 0 && settings.get(idPaging) === 'whole' ? { offset: 0, limit: found.length } : page;
    const toRow = (row: LoadBalancer): WireRow => toLoadBalancerRow(row, settings);
    const sorted = sortLoadBalancers(found, parameters.OrderBy, parameters.OrderType === 1);
    return {
      kind: 'listing',
      rows: sorted
        ? sorted.slice(offset, offset + limit).map(toRow)
        : renderRows(found, toRow, 'LoadBalancerId', settings, { offset, limit }),
      total: found.length,
      traits: { id: 'LoadBalancerId', enumerated: 'Status', optional: 'LoadBalancerName' },
      narrowed: ids.length > 0,
      wrap: (LoadBalancerSet, TotalCount) => ({ LoadBalancerSet, TotalCount }),
    };
  },
});

/** Of the configuration that is named, or of any, where the call asks for one. */
function hasConfiguration(
  row: LoadBalancer,
  { QueryType, ConfId }: Pick<z.infer<typeof declaration>, 'QueryType' | 'ConfId'>,
): boolean {
  const { id } = configurationOf(row);
  if (QueryType === 'CONFLIST') return id !== '';
  return QueryType === undefined || id === ConfId;
}
