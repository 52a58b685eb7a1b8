/** What a source holds, as far as it decides what a query costs. Lists stand in the vendor's order. */
export interface Fleet {
  readonly loadBalancers: readonly FleetLoadBalancer[];
  /** The machines that lists show. */
  readonly machines: readonly FleetMachine[];
  /** Machines that only a second place knows: QingCloud's cluster nodes, bare metal's recycle bin. */
  readonly elsewhere: ReadonlySet<string>;
  /** Machines that no list shows, though the first place still finds them by their ids. */
  readonly deleted: ReadonlySet<string>;
  readonly vendor: VendorTraits;
}

/** The machines that the first place finds by their ids. */
export function foundAtOnce({ machines, deleted }: Fleet): ReadonlySet<string> {
  return new Set([...machines.map(({ id }) => id), ...deleted]);
}

/** What the vendor's calls do of themselves, by its fact sheet. */
export interface VendorTraits {
  /** Which machines' names the rows of backends carry. `named`: of one without a name it says null, which tells nothing. */
  readonly namesMachines: 'all' | 'named' | 'none';
  readonly checksHealth: boolean;
  /** Kinds of machine that it keeps apart, in the order of lists: backends and machines of each are asked for one by one. */
  readonly kinds: readonly string[];
  /** Whether the lists inside a load balancer's row are taken for whole. */
  readonly embeds: boolean;
  /** Whether the machines bound at a classic load balancer come in pages. */
  readonly pagesBindings: boolean;
  /** Whether a machine that is not found is looked for once more, in a second place. */
  readonly hasSecondPlace: boolean;
  /** Whether it names what is behind an address, whatever that is. */
  readonly findsAddresses: boolean;
  /** Filters of the list of load balancers that it applies itself. */
  readonly filters: ReadonlySet<'status' | 'name' | 'hasNoBackends'>;
}

export interface FleetLoadBalancer {
  readonly id: string;
  readonly name: string | null;
  readonly status: string;
  /**
   * Tencent CLB has two kinds, each with calls of its own. Behind an `application` one all backends come by one call, which tells
   * their listeners; so it is with all of Zenlayer's ZLB.
   */
  readonly kind: 'plain' | 'classic' | 'application';
  /** Whether its row tells that it cannot have listeners of layer 7. */
  readonly layer4Only: boolean;
  readonly listeners: readonly FleetListener[];
  /** What is bound at the load balancer itself while it has no listener. */
  readonly bound: readonly FleetBackend[];
}

export interface FleetListener {
  readonly id: string;
  readonly layer: 4 | 7;
  readonly rules: readonly FleetRule[];
  /** All that is reached through it, rules included. */
  readonly backends: readonly FleetBackend[];
}

export interface FleetRule {
  readonly id: string;
  readonly backends: readonly FleetBackend[];
}

export interface FleetBackend {
  readonly id: string | null;
  readonly health: string;
  readonly addresses: readonly string[];
  /** The machine that receives the traffic, if it is one. */
  readonly machine: string | null;
  /** The router that receives it, if it is one. */
  readonly router: string | null;
  /** The kind of machine, where the vendor keeps kinds apart. */
  readonly kind: string;
}

export interface FleetMachine {
  readonly id: string;
  readonly kind: string;
  readonly name: string | null;
  readonly addresses: readonly string[];
}

/** One list of backends: a listener's, or that of a load balancer without listeners. */
export interface Place {
  readonly loadBalancer: FleetLoadBalancer;
  readonly listener: FleetListener | null;
  /** Only the part of these kinds of machine; all of it unless told. */
  readonly kinds?: readonly string[];
}

export function backendsAt({ loadBalancer, listener, kinds }: Place): readonly FleetBackend[] {
  const all = listener === null ? loadBalancer.bound : listener.backends;
  return kinds === undefined ? all : all.filter(({ kind }) => kinds.includes(kind));
}

/** The lists of backends that stand below some load balancers. */
export function placesBelow(loadBalancers: readonly FleetLoadBalancer[]): readonly Place[] {
  return loadBalancers.flatMap((loadBalancer): Place[] =>
    loadBalancer.listeners.length === 0 && loadBalancer.bound.length > 0
      ? [{ loadBalancer, listener: null }]
      : loadBalancer.listeners.map((listener) => ({ loadBalancer, listener })),
  );
}

export function distinct<Item>(items: Iterable<Item>): readonly Item[] {
  return [...new Set(items)];
}

export function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
