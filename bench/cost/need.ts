import {
  foundAtOnce,
  type Fleet,
  type FleetBackend,
  type FleetListener,
  type FleetLoadBalancer,
  type FleetRule,
  type Place,
} from './fleet.js';

/** Positions in a list, the first one inside, the last one behind the end. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What of a source an answer holds that only upstream calls can tell. */
export interface Need {
  /** Rows of the list of load balancers, by position. */
  readonly window: Span;
  /** Whether the window is counted from the end: where that is, only a total tells. */
  readonly fromEnd: boolean;
  /** How many load balancers there are in all. */
  readonly total: boolean;
  /** Whether which rows these are follows from backends, so that they are no longer fresh than those. */
  readonly windowOfBackends: boolean;
  /** Rows of load balancers whose ids the query tells. */
  readonly loadBalancers: readonly FleetLoadBalancer[];
  /** Lists of listeners: `lean` is id, name, protocol, port and status. */
  readonly listeners: ReadonlyMap<FleetLoadBalancer, 'lean' | 'full'>;
  /** Load balancers whose listeners' rules are shown. */
  readonly rules: ReadonlySet<FleetLoadBalancer>;
  /** Whole lists of backends. */
  readonly backends: readonly Place[];
  /** Whether the backends' health is shown. */
  readonly health: boolean;
  /** Machines of which more is shown than backends' rows tell. */
  readonly machines: ReadonlySet<string>;
  /** Whether it is told in which of the vendor's services a machine is: else all are asked. */
  readonly machineKindTold: boolean;
  readonly routers: ReadonlySet<string>;
  /** Rows of the list of machines, by position. */
  readonly machineWindow: Span;
  readonly machineTotal: boolean;
  /** One object whose place the query tells. */
  readonly single: Single | null;
  /** Everything that sends traffic to a machine or an address. */
  readonly reverse: Reverse | null;
  /** Whether load balancers, listeners, rules and machines are at hand, and fresh. */
  readonly known: boolean;
  /** Whether the same was read before: kinds never change, and how long lists were is remembered. */
  readonly readBefore: boolean;
}

export interface Single extends Place {
  readonly listener: FleetListener;
  readonly rule?: FleetRule;
  readonly backend?: FleetBackend;
  /** Whether the load balancer's row and the listener's are shown, too. */
  readonly parents: boolean;
}

export interface Reverse {
  readonly by: 'machine' | 'address';
  readonly machine: { readonly id: string; readonly kind: string };
  readonly address: string;
  /** The load balancers that a vendor names when it is asked for those behind the address. */
  readonly named: readonly FleetLoadBalancer[];
  readonly found: readonly (Place & { readonly backend: FleetBackend })[];
  /** What is shown: ports alone; load balancers alone; load balancer, listener and port; weight and health besides. */
  readonly fields: 'ports' | 'load balancers' | 'places' | 'full';
}

const none: Span = { from: 0, to: 0 };

export const nothing: Need = {
  window: none,
  fromEnd: false,
  total: false,
  windowOfBackends: false,
  loadBalancers: [],
  listeners: new Map(),
  rules: new Set(),
  backends: [],
  health: false,
  machines: new Set(),
  machineKindTold: true,
  routers: new Set(),
  machineWindow: none,
  machineTotal: false,
  single: null,
  reverse: null,
  known: false,
  readBefore: false,
};

/** The same a little later, when only backends, their health and what was missing have to be read again. */
export function whileRecordsAreFresh(need: Need, fleet: Fleet): Need {
  const listed = foundAtOnce(fleet);
  const isMissing = (id: string) => !listed.has(id) && !fleet.elsewhere.has(id);
  return {
    ...nothing,
    ...(need.windowOfBackends ? { window: need.window, total: need.total } : {}),
    backends: need.backends,
    health: need.health,
    // That a service does not have a machine is forgotten sooner than that another one has it.
    machines: need.machineKindTold ? new Set([...need.machines].filter(isMissing)) : need.machines,
    machineKindTold: need.machineKindTold,
    single: need.single?.backend === undefined ? null : need.single,
    reverse: need.reverse,
    known: true,
    readBefore: true,
  };
}

export function lengthOf({ from, to }: Span): number {
  return to - from;
}
