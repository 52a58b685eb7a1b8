import { z } from 'zod';
import type { WireRow } from '../../../vendor.js';
import { createAction } from '../../v3/action.js';
import { required } from '../../v3/parameters.js';
import { targetId } from '../backend.js';
import { backendsOf, type FleetIndex } from '../fleet-index.js';
import type { Backend, LoadBalancer } from '../records.js';
import { none } from './listener.js';
import { networkOf } from './made-up.js';
import type { ClbQuery, ClbRegion } from './region.js';
import { reverseKinds } from './settings.js';

const machineDeclaration = z.object({ InstanceIds: required.texts() });

/** DescribeClassicalLBByInstanceId: behind which classic load balancers a machine is bound. */
export const listClassicByInstance = createAction<ClbRegion, z.infer<typeof machineDeclaration>>({
  declaration: machineDeclaration,
  select({ parameters, region }) {
    const classic = region.fleet.loadBalancers.filter(({ wire }) => !wire.application);
    const rows = [...new Set(parameters.InstanceIds)].flatMap((InstanceId): WireRow[] => {
      const owners = classic.filter(({ backends }) => backends.some((row) => targetId(row) === InstanceId));
      return owners.length === 0
        ? []
        : [{ InstanceId, LoadBalancerIds: owners.map(({ vendorId }) => vendorId) }];
    });
    return {
      kind: 'listing',
      rows,
      total: rows.length,
      traits: { id: 'InstanceId', enumerated: 'InstanceId', optional: 'LoadBalancerIds' },
      narrowed: true,
      wrap: (LoadBalancerInfoList) => ({ LoadBalancerInfoList }),
    };
  },
});

const addressDeclaration = z.object({
  Backends: z.array(z.object({ VpcId: required.text, PrivateIp: required.text })).min(1),
});
type Wanted = z.infer<typeof addressDeclaration>;

/** DescribeLBListeners: the load balancers, listeners and rules at which a private address is bound. */
export const listByAddress = createAction<ClbRegion, Wanted>({
  declaration: addressDeclaration,
  select({ parameters, region, settings }) {
    const index = region.index();
    const isWanted = (backend: Backend, owner: LoadBalancer): boolean =>
      parameters.Backends.some(
        ({ VpcId, PrivateIp }) =>
          backend.addresses?.[0] === PrivateIp && networksOf(backend, owner, index).includes(VpcId),
      );
    const all = settings.get(reverseKinds) === 'all';
    const rows = region.fleet.loadBalancers
      .filter(({ wire }) => all || wire.application)
      .filter((owner) => backendsOf(owner).some((row) => isWanted(row, owner)))
      .map((owner) => toBoundRow(owner, index, settings, (row) => isWanted(row, owner)));
    return {
      kind: 'listing',
      rows,
      total: rows.length,
      traits: { id: 'LoadBalancerId', enumerated: 'Region', optional: 'Vip' },
      narrowed: true,
      wrap: (LoadBalancers) => ({ LoadBalancers }),
    };
  },
});

/** The machine's network or the load balancer's: in the made-up fleet these need not be the same. */
function networksOf(backend: Backend, { networkId }: LoadBalancer, { machines }: FleetIndex): string[] {
  const machine = machines.get(targetId(backend));
  return [machine ? (networkOf(machine)?.id ?? '0') : '0', networkId ?? '0'];
}

function toBoundRow(
  owner: LoadBalancer,
  index: FleetIndex,
  settings: ClbQuery<unknown>['settings'],
  isWanted: (backend: Backend) => boolean,
): WireRow {
  const toTargets = (backends: readonly Backend[], port: number | null): WireRow[] =>
    backends.filter(isWanted).map((backend) => {
      const machine = index.machines.get(targetId(backend));
      return {
        Type: backend.wire.eni ? 'eni' : 'cvm',
        PrivateIp: backend.addresses?.[0] ?? '',
        Port: backend.port ?? port,
        VpcId: (machine && networkOf(machine)?.number) ?? 0,
        Weight: backend.weight,
      };
    });
  const Listeners = owner.listeners.flatMap((listener): WireRow[] => {
    const { vendorId: ListenerId, protocol: Protocol, port: Port, wire } = listener;
    const head = { ListenerId, Protocol, Port, EndPort: 0 };
    const direct = toTargets(
      wire.layer === 4 ? [...owner.backends, ...listener.backends] : [],
      wire.instancePort,
    );
    if (direct.length > 0) return [{ ...head, Rules: none(settings), Targets: direct }];
    const Rules = listener.rules.flatMap((rule): WireRow[] => {
      const Targets = toTargets(rule.backends, null);
      const { vendorId: LocationId, domain: Domain, path: Url } = rule;
      return Targets.length > 0 ? [{ LocationId, Domain, Url, Targets }] : [];
    });
    return Rules.length > 0 ? [{ ...head, Rules, Targets: none(settings) }] : [];
  });
  return {
    LoadBalancerId: owner.vendorId,
    Vip: owner.addresses[0] ?? '',
    Region: owner.region,
    Listeners,
  };
}
