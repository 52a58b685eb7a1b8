import type { Settings } from '../../settings.js';
import type { RowTraits, WireRow } from '../../vendor.js';
import { readNames, type Action, type Query } from './action.js';
import { targetKey, toBoundRow } from './backend.js';
import { badParameter } from './errors.js';
import { ofLayer } from './list-listeners.js';
import { toPortRow } from './listener.js';
import { regroup, takeTurns } from './nested-rows.js';
import type { Backend, Domain, Listener, LoadBalancer, Rule } from './records.js';
import { bindListenerName, bindNetwork, exampleTotals } from './settings.js';

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
    const bound = index.loadBalancers
      .filter((row) => isIn(row, query))
      .map((row) => toBound(row, isNamed))
      .filter(({ layer4, layer7 }) => layer4.length + layer7.length > 0);
    const groups = bound
      .flatMap(({ layer4, layer7 }) => [
        ...layer4.map(({ backends }) => backends),
        ...layer7.flatMap(({ branches }) =>
          branches.flatMap(({ places }) => places.map(({ backends }) => backends)),
        ),
      ])
      .map((backends) => backends.map((row) => toBoundRow(row, settings)));
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

interface Place<T> {
  readonly holder: T;
  readonly backends: readonly Backend[];
}

interface Bound {
  readonly loadBalancer: LoadBalancer;
  readonly layer4: readonly Place<Listener>[];
  readonly layer7: readonly {
    readonly listener: Listener;
    readonly branches: readonly { readonly domain: Domain; readonly places: readonly Place<Rule>[] }[];
  }[];
}

/** What of a load balancer leads to a named target. */
function toBound(loadBalancer: LoadBalancer, isNamed: (backend: Backend) => boolean): Bound {
  const placesOf = <T extends { backends: Backend[] }>(holders: readonly T[]): Place<T>[] =>
    holders
      .map((holder) => ({ holder, backends: holder.backends.filter(isNamed) }))
      .filter(({ backends }) => backends.length > 0);
  return {
    loadBalancer,
    layer4: placesOf(ofLayer(loadBalancer.listeners, 4)),
    layer7: ofLayer(loadBalancer.listeners, 7)
      .map((listener) => ({
        listener,
        branches: listener.wire.domains
          .map((domain) => ({
            domain,
            places: placesOf(listener.rules.filter(({ wire }) => wire.domain === domain)),
          }))
          .filter(({ places }) => places.length > 0),
      }))
      .filter(({ branches }) => branches.length > 0),
  };
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
    L7ListenerSet: layer7.map(({ listener, branches }) => ({
      ...toHead(listener, settings),
      ruleSet: branches.map(({ domain: { domain, domainId }, places }) => ({
        domain,
        domainId,
        locations: places.map(({ holder }) => ({
          url: holder.path,
          locationId: holder.vendorId,
          rsList: next(),
        })),
      })),
    })),
  };
}

function toHead(listener: Listener, settings: Settings): WireRow {
  const { listenerId, listenerName, protocol, loadBalancerPort } = toPortRow(listener);
  const name = settings.get(bindListenerName) === 'present' ? { listenerName } : {};
  return { listenerId, ...name, protocol, loadBalancerPort };
}
