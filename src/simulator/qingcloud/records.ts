import type {
  InventoryBackend,
  InventoryInstance,
  InventoryListener,
  InventoryLoadBalancer,
  InventoryRouter,
} from '../inventory.js';

/** `wire` holds what the schema does not: the vendor's spelling of "empty", secondary ids, parents. */
export interface LoadBalancer extends InventoryLoadBalancer {
  listeners: Listener[];
  wire: {
    emptyName: '' | null;
    /** Which field of the row holds the public addresses. */
    holder: 'eips' | 'cluster';
    /** One for each public address; addresses after them are private ones. */
    eipIds: string[];
    nodeId: string;
    /** Where it is by the vendor's reckoning, whether its rows say so or not. */
    zone: string;
    ownerId: string;
  };
}

export interface Listener extends InventoryListener {
  backends: Backend[];
  wire: {
    loadBalancerId: string;
    createdAt: string;
    emptyName: '' | null;
    /** Sent for a scheduler that is UNKNOWN. */
    balanceMode: string;
  };
}

export interface Backend extends InventoryBackend {
  vendorId: string;
  wire: {
    loadBalancerId: string;
    listenerId: string;
    emptyName: '' | null;
  };
}

export interface Instance extends InventoryInstance {
  wire: {
    emptyName: '' | null;
    eipId: string;
    vxnetId: string;
    /** An AppCenter node: hidden unless `is_cluster_node` asks for it. */
    clusterNode: boolean;
    /** Secrets that the vendor puts into the row and that no reader may pass on. */
    graphicsPassword: string;
    imagePassword: string;
  };
}

export interface Router extends InventoryRouter {
  wire: { emptyName: '' | null; eipId: string; vxnetIds: string[]; securityGroupId: string };
}

/** One region of one account, in creation order, deleted rows included. */
export interface Fleet {
  readonly region: string;
  readonly loadBalancers: LoadBalancer[];
  readonly instances: Instance[];
  readonly routers: Router[];
}

const GONE_LOAD_BALANCER: readonly (string | null)[] = ['deleted', 'ceased'];
const GONE_INSTANCE: readonly (string | null)[] = ['terminated', 'ceased'];

export function isDeleted(loadBalancer: LoadBalancer): boolean {
  return GONE_LOAD_BALANCER.includes(loadBalancer.vendorStatus);
}

/** Rows that a list of everything alive does not show. */
export function isUnlisted(instance: Instance): boolean {
  return instance.wire.clusterNode || GONE_INSTANCE.includes(instance.vendorStatus);
}
