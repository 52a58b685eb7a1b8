import type {
  InventoryBackend,
  InventoryInstance,
  InventoryListener,
  InventoryLoadBalancer,
  InventoryRule,
} from '../../inventory.js';

/** `wire` holds what the schema does not: the vendor's spelling of "empty", secondary ids, parents. */
export interface LoadBalancer extends InventoryLoadBalancer {
  listeners: Listener[];
  /** Of a classic one: the machines bound at it, once each, whatever listeners it has. */
  backends: Backend[];
  wire: {
    application: boolean;
    legacyId: string;
    emptyName: '' | null;
    /** 1 and 2 public, 3 private. */
    type: 1 | 2 | 3;
  };
}

export interface Listener extends InventoryListener {
  rules: Rule[];
  backends: Backend[];
  wire: {
    loadBalancerId: string;
    emptyName: '' | null;
    /** Of a classic one: where each bound machine gets its traffic. */
    instancePort: number;
    /** Of an application one: whether it has rules. */
    layer: 4 | 7;
    createdAt: string;
    sessionExpire: number;
    /** `httpHash` or `scheduler`. */
    schedulerWord: string;
    httpCode: number;
  };
}

export interface Rule extends InventoryRule {
  backends: Backend[];
  wire: { sessionExpire: number; httpHash: string; httpCode: number };
}

export interface Health {
  readonly health: InventoryBackend['health'];
  /** Null where the health call has no row for it. */
  readonly vendorHealth: string | null;
}

export interface NetworkInterface {
  readonly id: string;
  readonly address: string;
}

export interface Backend extends InventoryBackend {
  vendorId: null;
  wire: {
    /** The load balancer, listener or rule at which it is bound. */
    ownerId: string;
    /** The interface that is bound instead of a machine's own address. */
    eni: NetworkInterface | null;
    /** Of a classic one: by listener, where it is not what the row says by itself. */
    healthAt: Record<string, Health>;
  };
}

export interface Instance extends InventoryInstance {
  wire: {
    emptyName: '' | null;
    legacyId: string;
    /** How rows write that it has no public address. */
    noAddress: 'empty' | 'absent';
  };
}

/** One region of one account, in creation order. */
export interface Fleet {
  readonly region: string;
  readonly loadBalancers: LoadBalancer[];
  readonly instances: Instance[];
  /** Machines that are still bound but that CVM no longer has. */
  readonly gone: Instance[];
}
