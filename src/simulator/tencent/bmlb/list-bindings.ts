import type { Settings } from '../../settings.js';
import type { RowTraits, WireRow } from '../../vendor.js';
import { readNames, type Action, type Query } from './action.js';
import { toBoundRow } from './backend.js';
import { boundBackends, findBound, type Bound } from './bound.js';
import { badParameter } from './errors.js';
import { toPortRow } from './listener.js';
import { regroup, takeTurns } from './nested-rows.js';
import type { Backend, Listener, LoadBalancer } from './records.js';
import { bindListenerName, bindNetwork, exampleTotals } from './settings.js';
import { targetKey } from './shown-backend.js';
import { toTree, type TreeShape } from './trees.js';

/** Nothing in these rows is enumerated. */
const traits: RowTraits = { id: 'instanceId', enumerated: 'status', optional: 'rsPort' };

/** DescribeBmBindInfo: where machines and addresses of one network are bound; neither weight nor health. */
export const listBindings: Action = {
  service: 'bmlb',
  parameters: ['instanceIds.n', 'vpcId', 'unVpcId'],
  select(query) {
    const { index, settings } = query;
    const ids = readNames(query, 'instanceIds');
    if ('kind' in ids) return ids;
    if (ids.length === 0) return badParameter('bmlb', 'instanceIds.n', settings);
    const { parameters } = query;
    const anywhere = !parameters.get('vpcId') && !parameters.get('unVpcId');
    if (anywhere && settings.get(bindNetwork) === '9003') return badParameter('bmlb', 'unVpcId', settings);
    const isNamed = (backend: Backend): boolean => ids.includes(targetKey(backend, settings));
    const bound = findBound(
      index.loadBalancers.filter((row) => isIn(row, query)),
      isNamed,
    );
    const groups = boundBackends(bound).map((backends) => backends.map((row) => toBoundRow(row, settings)));
    return {
      kind: 'listing',
      rows: groups.flat(),
      total: bound.length,
      traits,
      narrowed: true,
      payload(rows, totalCount) {
        const next = takeTurns(regroup(rows, groups));
        return {
          ...(settings.get(exampleTotals) === 'present' ? { totalCount } : {}),
          loadBalancerSet: bound.map((row) => toBoundTree(row, next, settings)),
        };
      },
    };
  },
};

function isIn({ networkId, wire }: LoadBalancer, { parameters }: Query): boolean {
  const unVpcId = parameters.get('unVpcId') ?? '';
  const vpcId = parameters.get('vpcId') ?? '';
  return (unVpcId === '' || unVpcId === networkId) && (vpcId === '' || vpcId === String(wire.network.vpcId));
}

function toBoundTree(
  { loadBalancer, layer4, layer7 }: Bound,
  next: () => unknown[],
  settings: Settings,
): WireRow {
  const { wire, vendorFields } = loadBalancer;
  return {
    loadBalancerId: loadBalancer.vendorId,
    appId: wire.appId,
    projectId: vendorFields['projectId'],
    vpcId: wire.network.vpcId,
    unVpcId: loadBalancer.networkId,
    vip: loadBalancer.addresses[0] ?? '',
    tgwSetType: vendorFields['tgwSetType'],
    exclusive: wire.exclusive,
    L4ListenerSet: layer4.map(({ holder }) => ({ ...toHead(holder, settings), rsList: next() })),
    L7ListenerSet: layer7.map((tree) => toTree(tree, shapeOf(settings), next)),
  };
}

function shapeOf(settings: Settings): TreeShape {
  return {
    fields: { domains: 'ruleSet', locations: 'locations', backends: 'rsList' },
    listener: (row) => toHead(row, settings),
    domain: ({ domain, domainId }) => ({ domain, domainId }),
    location: ({ path, vendorId }) => ({ url: path, locationId: vendorId }),
    backend: (row) => toBoundRow(row, settings),
  };
}

function toHead(listener: Listener, settings: Settings): WireRow {
  const { listenerId, listenerName, protocol, loadBalancerPort } = toPortRow(listener);
  const name = settings.get(bindListenerName) === 'present' ? { listenerName } : {};
  return { listenerId, ...name, protocol, loadBalancerPort };
}
