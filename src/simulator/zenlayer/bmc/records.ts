import type {
  InventoryBackend,
  InventoryInstance,
  InventoryListener,
  InventoryLoadBalancer,
} from '../../inventory.js';

/** How the vendor calls the two services that keep instances. */
export type InstanceProduct = 'BM' | 'VM';

/** `wire` holds what the schema does not: the vendor's spelling of "empty", secondary ids, parents. */
export interface LoadBalancer extends InventoryLoadBalancer {
  listeners: Listener[];
  wire: {
    emptyName: '' | null;
    vipIds: string[];
    /** ISO; null for what is paid afterwards. */
    expiresAt: string | null;
  };
}

export interface Listener extends InventoryListener {
  backends: Backend[];
  wire: {
    loadBalancerId: string;
    createdAt: string;
    emptyName: '' | null;
    /** Sent for a check whose protocol is UNKNOWN. */
    checkType: string;
    checkTimes: { checkConnectTimeout: number; checkRetry: number; checkIntervalTime: number };
  };
}

export interface Backend extends InventoryBackend {
  vendorId: string;
  wire: {
    listenerId: string;
    emptyName: '' | null;
    product: InstanceProduct;
    /** Null for an instance that no longer exists. */
    instanceName: string | null;
  };
}

export interface Instance extends InventoryInstance {
  wire: {
    emptyName: '' | null;
    expiresAt: string | null;
  };
}

/** One account, in creation order; the vendor has no regions. */
export interface Fleet {
  readonly zones: readonly string[];
  readonly loadBalancers: LoadBalancer[];
  readonly instances: Instance[];
  /** In the recycle bin, without listeners. */
  readonly recycled: readonly LoadBalancer[];
}
