import { z } from 'zod';
import type { Settings } from '../../../settings.js';
import type { RowTraits, WireRow } from '../../../vendor.js';
import { createAction } from '../../v3/action.js';
import { required } from '../../v3/parameters.js';
import { boundBackends, findBound, type Bound } from '../bound.js';
import { regroup, takeTurns } from '../nested-rows.js';
import type { Backend } from '../records.js';
import { targetKey } from '../shown-backend.js';
import { toTree, type TreeShape } from '../trees.js';
import type { Area } from './area.js';
import { toBoundRow } from './backend.js';
import { checkNames } from './check-names.js';
import { toHead } from './listener.js';

/** Nothing in these rows is enumerated. */
const traits: RowTraits = { id: 'InstanceId', enumerated: 'Status', optional: 'Port' };

const declaration = z.object({ VpcId: required.text, InstanceIds: required.texts() });

/** DescribeDevicesBindInfo: where machines and addresses of one network are bound; neither weight nor health. */
export const listBindings = createAction<Area, z.infer<typeof declaration>>({
  declaration,
  select(query) {
    const { parameters, region, settings } = query;
    const { VpcId, InstanceIds: ids } = parameters;
    const tooMany = checkNames({ InstanceIds: ids }, query);
    if (tooMany) return tooMany;
    const isNamed = (backend: Backend): boolean => ids.includes(targetKey(backend, settings));
    const bound = findBound(
      region.index().loadBalancers.filter(({ networkId }) => networkId === VpcId),
      isNamed,
    );
    const groups = boundBackends(bound).map((backends) => backends.map((row) => toBoundRow(row, settings)));
    return {
      kind: 'listing',
      rows: groups.flat(),
      total: bound.length,
      traits,
      narrowed: true,
      wrap(rows) {
        const next = takeTurns(regroup(rows, groups));
        return { LoadBalancerSet: bound.map((row) => toBoundTree(row, next, settings)) };
      },
    };
  },
});

function toBoundTree(
  { loadBalancer, layer4, layer7 }: Bound,
  next: () => unknown[],
  settings: Settings,
): WireRow {
  const { vendorId, networkId, addresses, wire, vendorFields } = loadBalancer;
  return {
    LoadBalancerId: vendorId,
    AppId: wire.appId,
    ProjectId: vendorFields['projectId'],
    VpcId: networkId,
    Vip: addresses[0] ?? '',
    TgwSetType: vendorFields['tgwSetType'],
    Exclusive: wire.exclusive,
    L4ListenerSet: layer4.map(({ holder }) => ({ ...toHead(holder), BackendSet: next() })),
    L7ListenerSet: layer7.map((tree) => toTree(tree, shapeOf(settings), next)),
  };
}

function shapeOf(settings: Settings): TreeShape {
  return {
    fields: { domains: 'RuleSet', locations: 'LocationSet', backends: 'BackendSet' },
    listener: toHead,
    domain: ({ domain: Domain, domainId: DomainId }) => ({ Domain, DomainId }),
    location: ({ path: Url, vendorId: LocationId }) => ({ Url, LocationId }),
    backend: (row) => toBoundRow(row, settings),
  };
}
