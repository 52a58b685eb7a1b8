import type {
  HealthCheck,
  InventoryBackend,
  InventoryInstance,
  InventoryListener,
  InventoryLoadBalancer,
} from '../../inventory.js';

/** `wire` holds what the schema does not: the vendor's spelling of "empty", parents, words that are mapped to fewer. */
export interface LoadBalancer extends InventoryLoadBalancer {
  listeners: Listener[];
  wire: { emptyName: '' | null };
}

export interface Listener extends InventoryListener {
  healthCheck: HealthCheck;
  backends: Backend[];
  wire: {
    createdAt: string;
    emptyName: '' | null;
    scheduler: string;
    /** Seconds; null and 0 are none. */
    persistent: number | null;
    failOpen: boolean;
  };
}

export interface Backend extends InventoryBackend {
  vendorId: null;
  wire: {
    listenerId: string;
    /** Null where it is the port of the listener. */
    ownPort: number | null;
  };
}

export interface Instance extends InventoryInstance {
  wire: {
    emptyName: '' | null;
    expiresAt: string | null;
    nic: { nicId: string; macAddress: string; vpcId: string };
  };
}

/** One account, in creation order; the vendor keeps all regions in one list. */
export interface Fleet {
  readonly regions: readonly string[];
  readonly loadBalancers: LoadBalancer[];
  readonly instances: Instance[];
}
