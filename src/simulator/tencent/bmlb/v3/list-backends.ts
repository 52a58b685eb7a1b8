import { z } from 'zod';
import type { WireRow } from '../../../vendor.js';
import { createAction, type Listing } from '../../v3/action.js';
import { isRefusal, missingParameter } from '../../v3/errors.js';
import { optional, required } from '../../v3/parameters.js';
import type { Backend } from '../records.js';
import { renderRows } from '../render-rows.js';
import { isNamedBy } from '../shown-backend.js';
import type { Area } from './area.js';
import { backendTraits, toLayer4Row, toLayer7Row, toMergedRow } from './backend.js';
import { findListener, findLocation } from './find-parent.js';
import { allBackends } from './settings.js';

const layer4Declaration = z.object({
  LoadBalancerId: required.text,
  ListenerId: required.text,
  BackendSet: z
    .array(z.object({ Port: z.int().min(1).max(65_535), InstanceId: z.string().min(1) }))
    .optional(),
});

/** DescribeL4Backends: the backends of one listener, all or the named pairs of target and port. */
export const listLayer4Backends = createAction<Area, z.infer<typeof layer4Declaration>>({
  declaration: layer4Declaration,
  select(query) {
    const { parameters, settings } = query;
    const { BackendSet: pairs = [] } = parameters;
    const listener = findListener(query, parameters, 4);
    if (isRefusal(listener)) return listener;
    if (listener === null) return toListing([], pairs.length > 0);
    const found = listener.backends.filter(
      (row) =>
        pairs.length === 0 ||
        pairs.some(({ InstanceId: instanceId, Port }) =>
          isNamedBy({ instanceId, port: String(Port) }, row, settings),
        ),
    );
    const toRow = (row: Backend): WireRow => toLayer4Row(row, listener, settings);
    return toListing(renderRows(found, toRow, 'LanIp', settings), pairs.length > 0);
  },
});

const layer7Declaration = z.object({
  LoadBalancerId: required.text,
  ListenerId: required.text,
  DomainId: optional.text,
  LocationId: optional.text,
  QueryType: optional.text,
});

const ALL = 'all';

/** DescribeL7Backends: the backends of one location, or of all locations of a listener without telling of which. */
export const listLayer7Backends = createAction<Area, z.infer<typeof layer7Declaration>>({
  declaration: layer7Declaration,
  select(query) {
    const { parameters, settings } = query;
    const { DomainId, LocationId, QueryType } = parameters;
    const whole = QueryType === ALL;
    if (!whole && !DomainId) return missingParameter('DomainId');
    if (!whole && !LocationId) return missingParameter('LocationId');
    const listener = findListener(query, parameters, 7);
    if (isRefusal(listener)) return listener;
    if (listener === null) return toListing([], false);
    if (whole) {
      const merged = settings.get(allBackends) === 'as-example';
      const toRow = (row: Backend): WireRow => (merged ? toMergedRow : toLayer7Row)(row, settings);
      const backends = listener.rules.flatMap((rule) => rule.backends);
      return toListing(renderRows(backends, toRow, 'LanIp', settings), false);
    }
    const location = findLocation(query, listener, DomainId ?? '', LocationId ?? '');
    if (isRefusal(location)) return location;
    const toRow = (row: Backend): WireRow => toLayer7Row(row, settings);
    return toListing(renderRows(location?.backends ?? [], toRow, 'LanIp', settings), false);
  },
});

function toListing(rows: readonly WireRow[], narrowed: boolean): Listing {
  const wrap = (BackendSet: readonly unknown[]): Record<string, unknown> => ({ BackendSet });
  return { kind: 'listing', rows, total: rows.length, traits: backendTraits, narrowed, wrap };
}
