import { toSelection } from '../../selection.js';
import type { Action } from './action.js';
import { requiredText } from '../arguments.js';

const traits = { id: 'zoneId', enumerated: 'zoneName', optional: 'cityName' };

/** DescribeZones. */
export const listZones: Action = {
  rules: {},
  traits,
  paged: false,
  wrap: (rows) => ({ zoneSet: rows }),
  select: ({ fleet }) =>
    toSelection(fleet.zones, false, (zone) => ({
      zoneId: zone,
      zoneName: zone,
      cityName: zone.split('-')[0] ?? zone,
      isCloudRouterAvailable: true,
      isByoipEnabled: false,
    })),
};

/** DescribeLoadBalancerZones: its rows are plain ids. */
export const listLoadBalancerZones: Action = {
  rules: { chargeType: requiredText },
  traits,
  paged: false,
  wrap: (rows) => ({ zoneIdSet: rows.map(zoneIdOf) }),
  select: ({ fleet }) => toSelection(fleet.zones, false, (zone) => ({ zoneId: zone })),
};

/** DescribeLoadBalancerSpecs. */
export const listLoadBalancerSpecs: Action = {
  rules: { chargeType: requiredText, zoneId: requiredText },
  traits: { id: 'specName', enumerated: 'specName', optional: 'cps' },
  paged: false,
  wrap: (rows) => ({ specSet: rows }),
  select: () =>
    toSelection(['standard', 'large'], false, (name) => ({
      specName: name,
      maxConnection: 100000,
      cps: 10000,
      qps: 10000,
    })),
};

function zoneIdOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null && 'zoneId' in row ? row.zoneId : row;
}
