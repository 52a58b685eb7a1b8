import { z } from 'zod';
import type { WireRow } from '../../../vendor.js';
import { createAction } from '../../v3/action.js';
import { invalidParameter, isRefusal } from '../../v3/errors.js';
import { optional, required } from '../../v3/parameters.js';
import { restoreNests, type Nest } from '../nested-rows.js';
import type { Listener, LoadBalancer, Rule } from '../records.js';
import { toHealthFields } from './health.js';
import { locationOf } from './made-up.js';
import { byModernId, pickNamed } from './parents.js';
import type { ClbRegion } from './region.js';
import { classicHealth, healthDetail, streamLocation } from './settings.js';
import { idField } from './target.js';

const KEYS = ['LoadBalancerId', 'ListenerId', 'LocationId'] as const;
const IDS = 30;

const declaration = z.object({
  LoadBalancerIds: required.texts(IDS),
  ListenerIds: optional.texts(),
  LocationIds: optional.texts(),
});

/** DescribeTargetHealth: of up to 30 application load balancers; a layer-4 listener has a rule that stands for it. */
export const listTargetHealth = createAction<ClbRegion, z.infer<typeof declaration>>({
  declaration,
  select({ parameters, region, settings }) {
    const { LoadBalancerIds, ListenerIds = [], LocationIds = [] } = parameters;
    const find = (id: string): LoadBalancer | undefined => byModernId(region.index(), id);
    const found = pickNamed(LoadBalancerIds, find, 'InvalidParameter.LBIdNotFound', settings);
    if (isRefusal(found)) return found;
    const refusal = settings.get(classicHealth);
    if (refusal !== 'omit' && found.some(({ wire }) => !wire.application))
      return invalidParameter('LoadBalancerIds', refusal);

    const rows: WireRow[] = [];
    const nests: Nest[] = [];
    const nest = (keys: WireRow, around: WireRow, owner: Listener | Rule): WireRow => {
      nests.push({ keys, put: (inner) => (around['Targets'] = inner) });
      for (const backend of owner.backends) {
        const health = toHealthFields(backend, owner, settings);
        if (!health) continue;
        const IP = backend.addresses?.[0] ?? '';
        const { port: Port, weight: Weight } = backend;
        const id = idField('TargetId', backend, settings);
        rows.push({ IP, Port, ...health, ...id, TargetGroupId: '', Weight, ...keys });
      }
      return around;
    };
    const isWanted = (LocationId: unknown): boolean =>
      LocationIds.length === 0 || LocationIds.some((id) => id === LocationId);
    const toRules = (keys: WireRow, listener: Listener): WireRow[] => {
      if (listener.wire.layer === 7)
        return listener.rules
          .filter(({ vendorId }) => isWanted(vendorId))
          .map((rule) => {
            const LocationId = rule.vendorId;
            const place = { LocationId, Domain: rule.domain, Url: rule.path, RuleId: '' };
            return nest({ ...keys, LocationId }, place, rule);
          });
      const choice = settings.get(streamLocation);
      const LocationId = choice === 'id' ? locationOf(listener.vendorId) : choice === 'empty' ? '' : null;
      if (!isWanted(LocationId)) return [];
      return [nest({ ...keys, LocationId }, { LocationId, Domain: null, Url: null, RuleId: '' }, listener)];
    };
    const LoadBalancers = found
      .filter(({ wire }) => wire.application)
      .map((owner): WireRow => {
        const LoadBalancerId = owner.vendorId;
        const listeners = owner.listeners.filter(
          ({ vendorId }) => ListenerIds.length === 0 || ListenerIds.includes(vendorId),
        );
        return {
          LoadBalancerId,
          LoadBalancerName: owner.name ?? owner.wire.emptyName,
          Listeners: listeners.map((listener) => ({
            ListenerId: listener.vendorId,
            ListenerName: listener.name ?? listener.wire.emptyName,
            Protocol: listener.protocol,
            Port: listener.port,
            Rules: toRules({ LoadBalancerId, ListenerId: listener.vendorId }, listener),
          })),
        };
      });
    const detail =
      settings.get(healthDetail) === 'HealthStatusDetial' ? 'HealthStatusDetial' : 'HealthStatusDetail';
    return {
      kind: 'listing',
      rows,
      total: rows.length,
      traits: { id: 'IP', parent: KEYS, enumerated: detail, optional: detail },
      narrowed: true,
      wrap(flat) {
        restoreNests(flat, nests, KEYS, ({ LoadBalancerId, ListenerId, LocationId }, Targets) => {
          LoadBalancers.push({
            LoadBalancerId,
            Listeners: [{ ListenerId, Rules: [{ LocationId, Targets }] }],
          });
        });
        return { LoadBalancers };
      },
    };
  },
});
