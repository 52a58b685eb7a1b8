import { z } from 'zod';
import type { WireRow } from '../../../vendor.js';
import { createAction } from '../../v3/action.js';
import { isRefusal } from '../../v3/errors.js';
import { optional, required } from '../../v3/parameters.js';
import { restoreNests, type Nest } from '../nested-rows.js';
import type { Backend } from '../records.js';
import { filters, refuseFilters } from './filters.js';
import { none } from './listener.js';
import { findListeners } from './parents.js';
import type { ClbRegion } from './region.js';
import { toTargetRow } from './target.js';

const KEYS = ['ListenerId', 'LocationId'] as const;
const IDS = 20;
const FILTERS = { filters: 10, values: 100 };
const NAMES: readonly string[] = ['location-id', 'private-ip-address', 'tag'];
const FILTER_CODES = {
  unknown: 'InvalidParameterValue.InvalidFilter',
  tooMany: 'InvalidParameterValue.Length',
};

const declaration = z.object({
  LoadBalancerId: required.text,
  ListenerIds: optional.texts(IDS),
  Protocol: optional.text,
  Port: z.int().min(1).max(65_535).optional(),
  Filters: filters,
});

/** DescribeTargets: all of one application load balancer, under its listeners and rules; no total. */
export const listTargets = createAction<ClbRegion, z.infer<typeof declaration>>({
  declaration,
  select(query) {
    const { parameters, region, settings } = query;
    const { Filters = [] } = parameters;
    const wrong = refuseFilters(Filters, FILTERS, (name) => NAMES.includes(name), FILTER_CODES);
    if (wrong) return wrong;
    const found = findListeners(parameters, true, query);
    if (isRefusal(found)) return found;
    const index = region.index();
    const isWanted = (filter: string, values: readonly string[]): boolean =>
      Filters.every(({ Name, Values }) => Name !== filter || values.some((value) => Values.includes(value)));
    const isBound = (backend: Backend): boolean =>
      isWanted('private-ip-address', backend.addresses?.slice(0, 1) ?? []) && isWanted('tag', []);

    const rows: WireRow[] = [];
    const nests: Nest[] = [];
    const nest = (keys: WireRow, around: WireRow, backends: readonly Backend[]): void => {
      nests.push({ keys, put: (inner) => (around['Targets'] = inner) });
      rows.push(
        ...backends.filter(isBound).map((row) => ({ ...toTargetRow(row, index, settings), ...keys })),
      );
    };
    const Listeners = found.listeners.map((listener): WireRow => {
      const ListenerId = listener.vendorId;
      const { protocol: Protocol, port: Port } = listener;
      const head: WireRow = { ListenerId, Protocol, Port, EndPort: 0 };
      if (listener.wire.layer === 4) {
        const backends = isWanted('location-id', []) ? listener.backends : [];
        nest({ ListenerId, LocationId: null }, head, backends);
        return Object.assign(head, { Rules: none(settings) });
      }
      const rules = listener.rules.filter(({ vendorId }) => isWanted('location-id', [vendorId]));
      const Rules = rules.map((rule): WireRow => {
        const LocationId = rule.vendorId;
        const place: WireRow = { LocationId, Domain: rule.domain, Url: rule.path, FunctionTargets: [] };
        nest({ ListenerId, LocationId }, place, rule.backends);
        return place;
      });
      return { ...head, Rules, Targets: none(settings) };
    });
    return {
      kind: 'listing',
      rows,
      total: rows.length,
      traits: { id: 'InstanceId', parent: KEYS, enumerated: 'Type', optional: 'InstanceName' },
      narrowed: true,
      wrap(flat) {
        restoreNests(flat, nests, KEYS, ({ ListenerId, LocationId }, Targets) => {
          Listeners.push({ ListenerId, Rules: [{ LocationId, Targets }], Targets: null });
        });
        return { Listeners };
      },
    };
  },
});
