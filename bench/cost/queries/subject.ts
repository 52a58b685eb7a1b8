import type {
  Fleet,
  FleetBackend,
  FleetListener,
  FleetLoadBalancer,
  FleetMachine,
  FleetRule,
} from '../fleet.js';

/** What look-ups ask for: one load balancer in the middle of the fleet, with a machine behind it. */
export interface Subject {
  readonly account: string;
  readonly region: string | null;
  readonly loadBalancer: FleetLoadBalancer;
  readonly listener: FleetListener;
  /** With a rule, where the vendor has some. */
  readonly ruled: { readonly listener: FleetListener; readonly rule: FleetRule } | null;
  readonly backend: FleetBackend;
  readonly machine: FleetMachine;
  /** Node ids by vendor's ids; that of `backend` stands under its machine's id and the listener's. */
  readonly nodeIds: ReadonlyMap<string, string>;
}

export function chooseSubject(
  fleet: Fleet,
  account: string,
  region: string | null,
): Omit<Subject, 'nodeIds'> {
  const { loadBalancers } = fleet;
  const middle = Math.floor(loadBalancers.length / 2);
  const inOrder = [...loadBalancers.slice(middle), ...loadBalancers.slice(0, middle)];
  const machines = new Map(fleet.machines.map((machine) => [machine.id, machine]));
  const withMachine = ({ backends }: FleetListener) =>
    backends.find(({ machine }) => machine !== null && machines.has(machine));
  const hasRules = fleet.loadBalancers.some(({ listeners }) =>
    listeners.some(({ rules }) => rules.length > 0),
  );
  for (const loadBalancer of inOrder) {
    const layer4 = loadBalancer.listeners.filter(({ layer }) => layer === 4);
    const listener = layer4.find((candidate) => withMachine(candidate) !== undefined);
    const ruled = loadBalancer.listeners.find(({ rules }) => rules.length > 0);
    const backend = listener === undefined ? undefined : withMachine(listener);
    const machine = machines.get(backend?.machine ?? '');
    const rule = ruled?.rules[0];
    if (listener === undefined || backend === undefined || machine === undefined) continue;
    if (hasRules && rule === undefined) continue;
    const withRule = ruled === undefined || rule === undefined ? null : { listener: ruled, rule };
    return { account, region, loadBalancer, listener, ruled: withRule, backend, machine };
  }
  throw new Error('No load balancer of the fleet has a machine behind it.');
}

export function nodeId({ nodeIds }: Subject, key: string): string {
  const id = nodeIds.get(key);
  if (id === undefined) throw new Error(`No node id is known of ${key}.`);
  return id;
}
